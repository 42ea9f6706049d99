using Bunit;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Features.Agencies;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Agencies;

/// <summary>The tree of units as it is seen and heard.</summary>
public sealed class UnitTreeTests : BunitContext
{
    [Fact]
    public void Tree_IsOpenAtTheTop_FoldedBelow_AndLeadsToEveryUnit()
    {
        var tree = Render<UnitTree>(p =>
            p.Add(t => t.Level, 0)
                .Add(t => t.Nodes, [Node("tinh", null, Node("huyen", null, Node("xa", new DateOnly(2025, 6, 30))), Node("so", null))])
        );

        Assert.Equal(
            ["/quan-tri/co-quan/tinh", "/quan-tri/co-quan/huyen", "/quan-tri/co-quan/xa", "/quan-tri/co-quan/so"],
            tree.FindAll("a").Select(a => a.GetAttribute("href"))
        );
        Assert.Equal([true, false], tree.FindAll("details").Select(d => d.HasAttribute("open")));
        // The link beside a folded name says of which unit it is.
        Assert.Equal("Mở đơn vị tinh", tree.Find("a[href$='/tinh']").TextContent);
        Assert.Contains("Đến 30/06/2025", tree.Find("a[href$='/xa'] + .meta").TextContent, StringComparison.Ordinal);
        Assert.Single(tree.FindAll(".chip"));
    }

    private static AgencyNode Node(string id, DateOnly? to, params AgencyNode[] parts) =>
        new(id, id, AgencyKind.Commune, null, to, to is not null, null, parts);
}
