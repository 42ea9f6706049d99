using Bunit;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>What an open board costs the database.</summary>
public sealed class BoardRefreshTests : OfficersPages
{
    // The edition of the calendar; absences, account, roles and postings of the officer; figures, questions, parts of the work, total and page; labels and flags.
    private const int CommandsOfARead = 12;

    [Fact]
    public async Task OneEvent_IsOneRead()
    {
        var dossiers = await FileAsync(1, 2, 3);
        var page = Render<BoardPage>();
        await Wait.UntilAsync(() => page.FindAll("tbody tr").Count == 3, "the rows are there", null, Cancel);
        Sql.Clear();

        await AcceptAsync(dossiers[1]);

        await Wait.UntilAsync(() => Accepted(page) == 1, "the act shows", null, Cancel);
        Assert.Equal(CommandsOfARead, Sql.Commands.Count);
    }

    [Fact]
    public async Task Burst_IsOneReadAtOnceAndOneAfterThePause()
    {
        var dossiers = await FileAsync(Enumerable.Range(1, 20).ToArray());
        var page = Render<BoardPage>();
        await Wait.UntilAsync(() => page.FindAll("tbody tr").Count == 20, "the rows are there", null, Cancel);
        Sql.Clear();

        await AcceptAsync(dossiers[0]);
        await Wait.UntilAsync(() => Accepted(page) == 1, "the first act shows at once", null, Cancel);
        foreach (var dossier in dossiers.Skip(1).Take(18))
        {
            await AcceptAsync(dossier);
        }
        await SeesAsync(() => Accepted(page) == 19);
        await AcceptAsync(dossiers[19]);
        await SeesAsync(() => Accepted(page) == 20);

        // The last one shows that nothing was waiting behind the second.
        Assert.Equal(3 * CommandsOfARead, Sql.Commands.Count);
    }

    private static int Accepted(IRenderedComponent<BoardPage> page) =>
        page.FindAll("tbody tr").Count(row => row.TextContent.Contains("Được tiếp nhận", StringComparison.Ordinal));
}
