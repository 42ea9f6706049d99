using Dvc.Blazor.Domain.Dossiers;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

public sealed class DossierTransitionsTests
{
    // The matrix as a table, so that a change of the rules is seen in review. Rows: from 0 to 10; columns: to 0 to 10.
    private const string Matrix = """
        .11........
        ..11.1.1...
        ....11.1111
        ...........
        .....11111.
        .1112..11..
        ....1..11..
        .11.111....
        ....1......
        ..........1
        .........1.
        """;

    [Fact]
    public void CanBecome_EveryPair_IsAsTheTableSays()
    {
        var statuses = Enum.GetValues<DossierStatus>();

        var actual = statuses.Select(from => string.Concat(statuses.Select(to => from.CanBecome(to) ? '1' : '.')));

        Assert.Equal(Matrix.ReplaceLineEndings("\n").Replace('2', '1').Split('\n'), actual);
    }

    [Fact]
    public void EveryStatus_IsReachableFromDraft()
    {
        HashSet<DossierStatus> reached = [DossierStatus.Draft];
        while (reached.SelectMany(s => s.Next()).Except(reached).ToList() is { Count: > 0 } more)
        {
            reached.UnionWith(more);
        }

        Assert.Equal(Enum.GetValues<DossierStatus>().Length, reached.Count);
    }

    [Fact]
    public void Refused_IsFinal() => Assert.Empty(DossierStatus.Refused.Next());
}
