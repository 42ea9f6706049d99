using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

public sealed class FormDefinitionCheckTests
{
    public static TheoryData<string> Codes => SeededForms.Codes;

    [Theory, MemberData(nameof(Codes))]
    public void Run_SeededForm_FindsNothing(string code) => Assert.Empty(FormDefinitionCheck.Run(SeededForms.Compiled(code)));

    [Fact]
    public void Run_EachFault_IsNamedWithItsPlace()
    {
        var kind = Make.Choice("kind", "a", "b");
        var form = Make.Form(
            kind,
            Make.Field("twin"),
            Make.Field("twin"),
            Make.Field("bad/key"),
            Make.Choice("none"),
            Make.Choice("same", "x", "x"),
            Make.Choice("defaulted", "x") with
            {
                Default = JsonElement.Parse("\"y\""),
            },
            Make.Field("lost") with
            {
                VisibleWhen = Make.Is("nowhere", "a"),
            },
            Make.Field("dead", required: true) with
            {
                VisibleWhen = Make.Is("kind", "c"),
            },
            Make.Field("pattern", validation: new FieldValidation { Pattern = "(" }),
            Make.Field("limits", FieldKind.Number, validation: new FieldValidation { Min = 2, Max = 1 }),
            Make.Rows("empty"),
            Make.Rows(
                "rows",
                Make.Field("one") with
                {
                    VisibleWhen = Make.Is("two", "x"),
                },
                Make.Field("two") with
                {
                    VisibleWhen = Make.Is("one", "x"),
                }
            )
        ) with
        {
            Rules = [new LteRule("kind", "rows.three")],
        };

        var faults = FormDefinitionCheck.Run(form, [new PaperRule("P", false, Make.Is("gone", "a"))]);

        Assert.Equal(
            [
                "BadKey at s/bad/key",
                "BadLimits at s/limits",
                "BadPattern at s/pattern",
                "Cycle at s/rows/one",
                "Cycle at s/rows/two",
                "DefaultNotOffered at s/defaulted",
                "DuplicateKey at s/twin",
                "DuplicateOption at s/same",
                "NeverTrue at s/dead",
                "NoFields at s/empty",
                "NoOptions at s/none",
                "RequiredNeverVisible at s/dead",
                "UnknownOption at s/dead",
                "UnknownReference at components[P]",
                "UnknownReference at form_rules[0]",
                "UnknownReference at s/lost",
            ],
            faults.Select(fault => $"{fault.Code} at {fault.Place}").Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("""{"all":[{"field":"kind","op":"eq","value":"a"},{"field":"kind","op":"eq","value":"b"}]}""", false)]
    [InlineData("""{"all":[{"field":"kind","op":"eq","value":"a"},{"field":"kind","op":"ne","value":"a"}]}""", false)]
    [InlineData("""{"all":[{"field":"kind","op":"in","value":["a","b"]},{"not":{"field":"kind","op":"eq","value":"a"}}]}""", true)]
    [InlineData("""{"not":{"any":[{"field":"kind","op":"empty"},{"field":"kind","op":"eq","value":"a"}]}}""", true)]
    [InlineData("""{"all":[{"field":"kind","op":"eq","value":"a"},{"field":"onlyb","op":"eq","value":"x"}]}""", false)]
    [InlineData("""{"any":[{"field":"kind","op":"eq","value":"c"},{"field":"onlyb","op":"eq","value":"x"}]}""", true)]
    [InlineData("""{"any":[]}""", false)]
    [InlineData("""{"field":"tick","op":"eq","value":"yes"}""", false)]
    public void Run_ConditionNoAnswersCanMakeTrue_IsDead(string json, bool alive)
    {
        var form = Make.Form(
            Make.Choice("kind", "a", "b"),
            Make.Choice("onlyb", "x") with
            {
                VisibleWhen = Make.Is("kind", "b"),
            },
            Make.Field("tick", FieldKind.Checkbox),
            Make.Field("f") with
            {
                VisibleWhen = JsonSerializer.Deserialize<Condition>(json),
            }
        );
        Assert.Equal(alive, FormDefinitionCheck.Run(form).All(fault => fault.Code != DefinitionFaults.NeverTrue));
    }
}
