using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

public sealed class FieldCheckTests
{
    [Theory]
    [InlineData(FieldKind.Text, "a", FieldRules.TooShort)]
    [InlineData(FieldKind.Text, "abcdef", FieldRules.TooLong)]
    [InlineData(FieldKind.Number, "2", FieldRules.Min)]
    [InlineData(FieldKind.Number, "11", FieldRules.Max)]
    [InlineData(FieldKind.Number, "3,2", FieldRules.Step)]
    [InlineData(FieldKind.Date, "23/11/2026", FieldRules.NotAfter)]
    [InlineData(FieldKind.Date, "1/1/2026", FieldRules.NotBefore)]
    [InlineData(FieldKind.Date, "21/11/2026", FieldRules.WorkingDay)]
    public void Check_OutsideTheLimits_SaysWhich(FieldKind kind, string typed, string rule)
    {
        var validation = new FieldValidation
        {
            MinLength = 2,
            MaxLength = 5,
            Min = 3,
            Max = 10,
            Step = 0.5m,
            NotAfter = "today",
            NotBefore = "2026-06-01",
            WorkingDayOnly = true,
        };
        Assert.Equal(rule, Assert.Single(Make.Answered(Make.Field("f", kind, validation: validation), typed).Errors).Rule);
    }

    [Theory]
    [InlineData("^\\d{4}$", "1234", true)]
    [InlineData("^\\d{4}$", "١٢٣٤", false)]
    [InlineData("^[\\d]{4}$", "1234", true)]
    [InlineData("^(?=.*a)b", "ba", true)]
    public void Check_Pattern_IsOverTheWholeValueInAsciiDigits(string pattern, string typed, bool kept) =>
        Assert.Equal(kept, Make.Answered(Make.Field("f", validation: new FieldValidation { Pattern = pattern }), typed).Errors.Count == 0);

    [Fact]
    public void Pattern_DollarBeforeALineEnd_DoesNotMatch()
    {
        Assert.True(SafePattern.TryCreate("^a$", out var pattern));
        Assert.True(pattern!.Matches("a"));
        Assert.False(pattern.Matches("a\n"));
    }

    [Fact]
    public void Pattern_ThatWouldBacktrackForever_GivesUp()
    {
        Assert.True(SafePattern.TryCreate("^(?=(a+)+$)b", out var pattern));
        Assert.False(pattern!.Matches(new string('a', 2000) + "!"));
        Assert.True(SafePattern.TryCreate("^(a+)+$", out var linear));
        Assert.False(linear!.Matches(new string('a', 4000) + "!"));
    }

    [Fact]
    public void Pattern_TooLongOrBroken_IsRefused()
    {
        Assert.False(SafePattern.TryCreate(new string('a', 501), out _));
        Assert.False(SafePattern.TryCreate("(", out _));
    }

    [Theory]
    [InlineData("cmnd", "231234567", true)]
    [InlineData("cmnd", "064090012345", false)]
    [InlineData("cccd", "064090012345", true)]
    [InlineData("ho_chieu", "B1234567", true)]
    [InlineData("cccd", "B1234567", false)]
    public void Check_PatternByAnotherAnswer_Follows(string kind, string number, bool kept)
    {
        var answers = FormAnswers.Empty.With("nop_loai_giay_to", kind).With("nop_so_giay_to", number);
        var state = FormEvaluator.Evaluate(SeededForms.Compiled("2.000635"), answers, Make.Context);
        Assert.Equal(kept, state["nop_so_giay_to"]!.Errors.Count == 0);
    }

    [Theory]
    [InlineData("064090012345", "15/6/1990", "nam", "")]
    [InlineData("064090012345", "15/6/1991", "nam", FieldRules.NationalIdBirth)]
    [InlineData("064190012345", "15/6/1990", "nam", FieldRules.NationalIdSex)]
    [InlineData("064206012345", "2006", "nam", "")]
    public void NationalId_AgainstBirthDateAndSex_OnlyWarns(string number, string born, string sex, string rule)
    {
        var form = Make.Form(
            Make.Field("me_so_dinh_danh", FieldKind.NationalId),
            Make.Field("me_ngay_sinh", FieldKind.Date, validation: new FieldValidation { AllowPartial = true }),
            Make.Choice("me_gioi_tinh", "nam", "nu")
        );
        var answers = FormAnswers.Empty.With("me_so_dinh_danh", number).With("me_ngay_sinh", born).With("me_gioi_tinh", sex);

        var state = Make.Evaluate(form, answers);

        Assert.True(state.IsComplete);
        Assert.Equal(rule, string.Concat(state["me_so_dinh_danh"]!.Warnings.Select(warning => warning.Rule)));
    }

    [Fact]
    public void Check_Required_AppliesToVisibleFieldsOnly()
    {
        var form = Make.Form(
            Make.Choice("kind", "a", "b"),
            Make.Field("f", required: true) with
            {
                VisibleWhen = Make.Is("kind", "a"),
            },
            Make.Field("consent", FieldKind.Checkbox, required: true, new FieldValidation { MustBe = true })
        );

        Assert.Equal([FieldRules.MustBe], Make.Evaluate(form, FormAnswers.Empty).ErrorsAt(FormStep.Form).Select(error => error.Rule));
        var shown = Make.Evaluate(form, FormAnswers.Empty.With("kind", "a").With("consent", true).With("f", "  "));
        Assert.Equal([FieldRules.Required], shown.ErrorsAt(FormStep.Form).Select(error => error.Rule));
    }

    [Fact]
    public void Check_RowsOfAGroup_AreCountedAndOrdered()
    {
        var group = Make.Rows("g", Make.Field("x", required: true)) with
        {
            Required = true,
            Validation = new FieldValidation { MinItems = 1, MaxItems = 2 },
        };
        var form = Make.Form(group);
        Assert.Equal(FieldRules.MinItems, Make.Evaluate(form, FormAnswers.Empty)["g"]!.Errors.Single().Rule);

        var answers = FormAnswers
            .Empty.With("g/b", new RowAnswer(1))
            .With("g/a", new RowAnswer(2))
            .With("g/b/x", "first")
            .With("g/a/x", "second");
        var state = Make.Evaluate(form, answers);
        Assert.True(state.IsComplete);
        Assert.Equal(["g/b", "g/a"], state["g"]!.Rows);
        Assert.Equal("""{"g":[{"x":"first"},{"x":"second"}]}""", state.Submitted.Json);

        Assert.Equal(FieldRules.MaxItems, Make.Evaluate(form, answers.With("g/c", new RowAnswer(3)))["g"]!.Errors.Single().Rule);
        var removed = Make.Evaluate(form, answers.With("g/b", VoidAnswer.Instance));
        Assert.Equal("""{"g":[{"x":"second"}]}""", removed.Submitted.Json);
        Assert.Null(removed["g/b/x"]);
    }

    [Fact]
    public void Default_WhileUntouched_IsTheAnswer()
    {
        var form = Make.Form(Make.Field("f", required: true) with { Default = System.Text.Json.JsonElement.Parse("\"Jrai\"") });
        Assert.Equal(new TextAnswer("Jrai"), Make.Evaluate(form, FormAnswers.Empty)["f"]!.Answer);
        Assert.Equal(FieldRules.Required, Make.Evaluate(form, FormAnswers.Empty.With("f", ""))["f"]!.Errors.Single().Rule);
    }

    [Fact]
    public void Computed_InAnyPlace_IsWorkedOutInDependencyOrder()
    {
        const string json = """
            {"sections":[{"key":"s","label":"","fields":[
              {"key":"total","label":"","type":"number","required":false,"computed":{"sum":["lines.cost"]}},
              {"key":"left","label":"","type":"number","required":false,"computed":{"difference":["total","paid"]}},
              {"key":"paid","label":"","type":"number","required":false},
              {"key":"count","label":"","type":"number","required":false,"computed":{"count":"lines"}},
              {"key":"title","label":"","type":"text","required":false,"computed":{"concat":["name",{"text":" / "},"total"]}},
              {"key":"name","label":"","type":"text","required":false},
              {"key":"lines","label":"","type":"repeating_group","required":false,"fields":[
                {"key":"cost","label":"","type":"number","required":false,"computed":{"product":["price","amount"]}},
                {"key":"price","label":"","type":"number","required":false},
                {"key":"amount","label":"","type":"number","required":false}]}]}]}
            """;
        var form = FormJson.Read(json);
        var answers = FormAnswers
            .Empty.With("paid", "5")
            .With("name", "A")
            .With("total", "999")
            .With("lines/1", new RowAnswer(1))
            .With("lines/1/price", "2,5")
            .With("lines/1/amount", "4")
            .With("lines/2", new RowAnswer(2))
            .With("lines/2/price", "3");

        var state = Make.Evaluate(form, answers);

        Assert.Equal(new NumberValue(10), state["total"]!.Value);
        Assert.Equal(new NumberValue(5), state["left"]!.Value);
        Assert.Equal(new NumberValue(2), state["count"]!.Value);
        Assert.Equal(new TextValue("A / 10"), state["title"]!.Value);
        Assert.Null(state["lines/2/cost"]!.Value);
        Assert.True(
            System.Text.Json.Nodes.JsonNode.DeepEquals(
                System.Text.Json.Nodes.JsonNode.Parse(json),
                System.Text.Json.Nodes.JsonNode.Parse(FormJson.Write(form))
            )
        );
    }

    [Fact]
    public void PlainGroup_Hidden_HidesItsChildren()
    {
        var group = Make.Field("g", FieldKind.Group) with
        {
            Fields = [Make.Field("x", required: true)],
            VisibleWhen = Make.Is("kind", "a"),
        };
        var form = Make.Form(Make.Choice("kind", "a", "b"), group);
        Assert.True(Make.Evaluate(form, FormAnswers.Empty).IsComplete);
        var shown = Make.Evaluate(form, FormAnswers.Empty.With("kind", "a").With("g/x", "y"));
        Assert.Equal("""{"g":{"x":"y"},"kind":"a"}""", shown.Submitted.Json);
    }

    [Fact]
    public void Papers_RequiredWhenHolds_AreRequired()
    {
        var form = SeededForms.Compiled("1.001776");
        var before = FormEvaluator.Evaluate(form, FormAnswers.Empty, Make.Context);
        var after = FormEvaluator.Evaluate(form, FormAnswers.Empty.With("doi_tuong", "khuyet_tat"), Make.Context);

        Assert.False(before.Papers.Single(paper => paper.Code == "XN-KT").Required);
        Assert.True(before.Papers.Single(paper => paper.Code == "TK-1").Required);
        Assert.Equal(new PaperState("XN-KT", Asked: true, Required: true), after.Papers.Single(paper => paper.Code == "XN-KT"));
    }
}
