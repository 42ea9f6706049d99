using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Components.Forms;

public sealed class FormLayoutTests
{
    public static TheoryData<string> Codes => SeededForms.Codes;

    [Fact]
    public void Of_DependentField_StandsRightUnderItsCause()
    {
        var rows = FormLayout.Of([
            Make.Choice("loai", "a", "b"),
            Make.Field("ten"),
            Make.Field("so") with
            {
                VisibleWhen = Make.Is("loai", "a"),
            },
        ]);

        Assert.Equal(["loai", "ten"], rows.Select(row => row.Blocks.Single().Field.Key));
        Assert.Equal("so", rows[0].Blocks[0].Dependents.Single().Field.Key);
    }

    [Fact]
    public void Of_DependentOfADependent_StandsUnderIt()
    {
        var rows = FormLayout.Of([
            Make.Choice("a", "x"),
            Make.Choice("b", "x") with
            {
                VisibleWhen = Make.Is("a", "x"),
            },
            Make.Field("c") with
            {
                VisibleWhen = new AllCondition([Make.Is("a", "x"), Make.Is("b", "x")]),
            },
        ]);

        Assert.Equal("c", rows.Single().Blocks[0].Dependents.Single().Dependents.Single().Field.Key);
    }

    [Fact]
    public void Of_CauseElsewhere_StaysInPlace()
    {
        var rows = FormLayout.Of([Make.Field("a"), Make.Field("b") with { VisibleWhen = Make.Is("other_section", "x") }]);

        Assert.Equal(["a", "b"], rows.Select(row => row.Blocks.Single().Field.Key));
    }

    [Fact]
    public void Of_TwoShortFields_ShareALine()
    {
        var rows = FormLayout.Of([Make.Field("ten"), Make.Field("sinh", FieldKind.Date), Make.Field("so", FieldKind.NationalId)]);

        Assert.Equal([1, 2], rows.Select(row => row.Blocks.Count));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Of_SeededForms_PlaceEachFieldOnce(string code)
    {
        foreach (var section in SeededForms.Form(code).Sections)
        {
            var placed = FormLayout.Of(section.Fields).SelectMany(row => row.Blocks).SelectMany(All).Select(block => block.Field.Key);
            Assert.Equal(section.Fields.Select(field => field.Key).Order(), placed.Order());
        }
    }

    private static IEnumerable<FieldBlock> All(FieldBlock block) => block.Dependents.SelectMany(All).Prepend(block);
}
