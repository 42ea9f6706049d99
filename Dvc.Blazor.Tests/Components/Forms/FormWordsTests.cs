using System.Text.Json;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Components.Forms;

public sealed class FormWordsTests
{
    public static TheoryData<string> Codes => SeededForms.Codes;

    public static TheoryData<string> Rules => [.. typeof(FieldRules).GetFields().Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Rules))]
    public void Of_EveryFieldRule_HasWordsWithTheLabel(string rule) =>
        Assert.Contains(
            "tên",
            FormWords.Of(new FieldError("f", rule, ["1000000.5"]), Make.Field("f") with { Label = "tên" }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_FindingWithANumber_WritesItAsPeopleDo()
    {
        var field = Make.Field("von", FieldKind.Money, validation: new FieldValidation { Min = 1_000_000 }) with { Label = "Vốn" };
        var error = Make.Answered(field, "8.000").Errors.Single();
        Assert.Equal("“Vốn” không được nhỏ hơn 1.000.000.", FormWords.Of(error, field));
    }

    [Theory]
    [InlineData("""{"rule":"lte","left":"a","right":"b"}""", "A (2,5) không được lớn hơn B (2).")]
    [InlineData("""{"rule":"distinct","fields":["b","c"]}""", "B và C không được trùng nhau.")]
    [InlineData("""{"rule":"lte","left":"a","right":"b","message":"Sai"}""", "Sai")]
    public void Of_BrokenRule_NamesTheFields(string json, string words)
    {
        var fields = new[] { "a", "b", "c" }.Select(key => Make.Field(key, FieldKind.Number) with { Label = key.ToUpperInvariant() });
        var form = new CompiledForm(
            Make.Form([.. fields]) with
            {
                Rules = [JsonSerializer.Deserialize<FormRule>(json, FormJson.Options)!],
            }
        );
        var answers = FormAnswers.Empty.With("a", "2,5").With("b", "2").With("c", "2");

        var finding = FormEvaluator.Evaluate(form, answers, Make.Context).Findings.Single();

        Assert.Equal(words, FormWords.Of(finding, form));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Of_ConditionsOfSeededForms_SpeakInLabels(string code)
    {
        var form = SeededForms.Compiled(code);
        var state = FormEvaluator.Evaluate(form, FormAnswers.Empty, Make.Context);
        var said = state
            .Fields.Where(field => field.Field.VisibleWhen is not null)
            .Select(field => FormWords.Of(field.Field.VisibleWhen!, form.LabelsBeside(field)))
            .Concat(form.Papers.Where(paper => paper.RequiredWhen is not null).Select(paper => FormWords.Of(paper.RequiredWhen!, form)));

        Assert.All(said, words => Assert.DoesNotContain("_", words, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_ACondition_ReadsAsASentence()
    {
        var form = SeededForms.Compiled("2.000635");
        var paper = form.Papers.Single(paper => paper.Code == "GT-QUANHE");
        Assert.Matches("^.+ không phải là .+ và có đánh dấu “.+”\\z", FormWords.Of(paper.RequiredWhen!, form));
    }
}
