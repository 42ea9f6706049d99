using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Tests.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Procedures.Authoring;

public sealed class ProcedureCheckTests
{
    private static readonly ProcedureDefinition Sound = SeededContents.Of("2.000635");

    [Fact]
    public void Form_OfTooManyFields_IsNotLookedAtFurther()
    {
        var fields = Enumerable.Range(0, 600).Select(i => Make.Field($"f{i}") with { Label = "<script>" });

        var fault = Assert.Single(ProcedureCheck.Run(With([.. fields])));

        Assert.Equal(ContentFaults.TooManyFields, fault.Code);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", ContentFaults.Markup)]
    [InlineData("<img src=x onerror=alert(1)>", ContentFaults.Markup)]
    [InlineData("JavaScript:alert(1)", ContentFaults.Markup)]
    [InlineData("Kính gửi {{ho_ten}}", ContentFaults.Placeholder)]
    [InlineData(" ", ContentFaults.TextMissing)]
    public void Label_NotPlainText_IsRefusedAtItsPlace(string label, string fault) =>
        Assert.Contains(ProcedureCheck.Run(With(Make.Field("ten") with { Label = label })), f => f.Code == fault && f.Place == "s/ten");

    [Fact]
    public void Label_WithSmallerThanSigns_IsPlainText() =>
        Assert.DoesNotContain(
            ProcedureCheck.Run(With(Make.Field("ten") with { Label = "Diện tích < 100 m² và > 5 m²" })),
            f => f.Code == ContentFaults.Markup
        );

    [Fact]
    public void Label_TooLong_PatternTooLong_PrefillUnknown_AreRefused()
    {
        var field = Make.Field("ten", validation: new FieldValidation { Pattern = new string('a', 501) }) with
        {
            Label = new string('x', 301),
            Prefill = "account.password_hash",
        };

        var codes = ProcedureCheck.Run(With(field)).Select(fault => fault.Code).ToList();

        Assert.Contains(ContentFaults.TextTooLong, codes);
        Assert.Contains(DefinitionFaults.BadPattern, codes);
        Assert.Contains(ContentFaults.UnknownPrefill, codes);
    }

    [Theory]
    [InlineData(ConditionOp.Gt, "5", ContentFaults.WrongType)]
    [InlineData(ConditionOp.Contains, "x", ContentFaults.WrongType)]
    public void Condition_ComparingUnlikeThings_IsRefused(ConditionOp op, string value, string fault)
    {
        var field = Make.Field("b") with { VisibleWhen = Make.When("n", op, new TextValue(value)) };

        Assert.Contains(ProcedureCheck.Run(With(Make.Field("n", FieldKind.Number), field)), f => f.Code == fault && f.Place == "s/b");
    }

    [Fact]
    public void Condition_ThatContradictsItself_NeverHolds()
    {
        FormField[] known =
        [
            Make.Field("n", FieldKind.Number),
            Make.Field("t"),
            Make.Field("d", FieldKind.Date),
            Make.Field("c", FieldKind.Checkbox),
        ];
        Condition[] never =
        [
            All(Make.When("n", ConditionOp.Gt, new NumberValue(5)), Make.When("n", ConditionOp.Lt, new NumberValue(5))),
            All(Make.When("n", ConditionOp.Eq, new NumberValue(5)), Make.When("n", ConditionOp.Gt, new NumberValue(5))),
            All(Make.When("n", ConditionOp.Eq, new NumberValue(1)), Make.When("n", ConditionOp.Eq, new NumberValue(2))),
            All(Make.Is("t", "a"), Make.Is("t", "b")),
            All(Make.When("d", ConditionOp.Gt, new TextValue("2026-01-02")), Make.When("d", ConditionOp.Lt, new TextValue("2026-01-01"))),
            All(Make.When("c", ConditionOp.Eq, FlagValue.True), Make.When("c", ConditionOp.Eq, FlagValue.False)),
        ];
        Condition[] sometimes =
        [
            All(Make.When("n", ConditionOp.Gt, new NumberValue(5)), Make.When("n", ConditionOp.Lt, new NumberValue(6))),
            new AnyCondition([Make.Is("t", "a"), Make.Is("t", "b")]),
            All(Make.When("d", ConditionOp.Gt, new TextValue("today")), Make.When("d", ConditionOp.Lt, new TextValue("2026-01-01"))),
        ];

        Assert.All(never, condition => Assert.Contains(DefinitionFaults.NeverTrue, Codes(condition)));
        Assert.All(sometimes, condition => Assert.DoesNotContain(DefinitionFaults.NeverTrue, Codes(condition)));

        IEnumerable<string> Codes(Condition condition) =>
            ProcedureCheck.Run(With([.. known, Make.Field("x") with { VisibleWhen = condition }])).Select(fault => fault.Code);
    }

    [Fact]
    public void Formula_OfWords_IsRefused_AndOfNumbersIsNot()
    {
        var bad = Make.Field("x", FieldKind.Number) with
        {
            Computed = new SumComputation([new FieldComputation("t"), new FieldComputation("n")]),
        };
        var good = Make.Field("y", FieldKind.Number) with { Computed = new SumComputation([new FieldComputation("n")]) };

        var faults = ProcedureCheck.Run(With(Make.Field("t"), Make.Field("n", FieldKind.Number), bad, good));

        Assert.Equal(["s/x"], faults.Where(fault => fault.Code == ContentFaults.WrongFormula).Select(fault => fault.Place));
    }

    [Fact]
    public void NeverShown_SectionAndField_AreWarnings()
    {
        var never = All(Make.Is("c", "a"), Make.Is("c", "b"));
        var content = With(Make.Choice("c", "a", "b"), Make.Field("x") with { VisibleWhen = never });
        content = content with
        {
            Form = content.Form with
            {
                Sections =
                [
                    .. content.Form.Sections,
                    new FormSection
                    {
                        Key = "z",
                        Label = "Z",
                        VisibleWhen = never,
                    },
                ],
            },
        };

        var faults = ProcedureCheck.Run(content);

        Assert.Contains(faults, f => f is { Code: ContentFaults.FieldNeverShown, Place: "s/x", Severity: Severity.Warning });
        Assert.Contains(faults, f => f is { Code: ContentFaults.SectionNeverShown, Place: "z", Severity: Severity.Warning });
        Assert.Contains(faults, f => f is { Code: ContentFaults.EmptySection, Place: "z" });
    }

    [Fact]
    public void Terms_OutOfBounds_AreRefused()
    {
        var content = Sound with
        {
            Code = "../x",
            Fees = [new Fee { Name = "Phí", Amount = -1 }],
            Processing = Sound.Processing with { Unit = "moon", Cutoff = "25:00" },
            ApprovalLevels = 9,
            LetterApproval = [7],
            Components = [.. Sound.Components, Sound.Components[0]],
        };

        var codes = ProcedureCheck.Run(content).Select(fault => fault.Code).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                ContentFaults.BadCode,
                ContentFaults.BadFee,
                ContentFaults.UnknownTimeUnit,
                ContentFaults.BadCutoff,
                ContentFaults.BadApprovalLevels,
                ContentFaults.BadLetter,
                ContentFaults.DuplicatePaper,
            },
            codes
        );
    }

    private static AllCondition All(params Condition[] parts) => new(parts);

    private static ProcedureDefinition With(params FormField[] fields) =>
        Sound with
        {
            Components = [],
            Form = new FormDefinition
            {
                Sections =
                [
                    new FormSection
                    {
                        Key = "s",
                        Label = "S",
                        Fields = fields,
                    },
                ],
            },
        };
}
