using System.Diagnostics;
using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Bench;

/// <summary>How long what an officer sees takes to read, as a table: the middle and the 95th percentile in milliseconds.</summary>
internal sealed class DeskTimes(Portal portal)
{
    private Guid _officer;

    public async Task RunAsync(int readings)
    {
        _officer = await portal.OfficerAsync();
        var one = await portal.Database.ReadAsync(
            db => db.Dossiers.Where(d => d.UnitId == "gl-h-639" && d.Number.StartsWith("H99")).OrderBy(d => d.Id).Skip(1000).FirstAsync(),
            CancellationToken.None
        );
        Console.WriteLine("| What | Middle | 95 of 100 |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var queue in BoardQueue.All)
        {
            await BoardAsync($"queue {queue.Key}", new BoardFilter(queue.Key), readings);
        }

        await BoardAsync("all, page 40", new BoardFilter(Page: 40), readings);
        await BoardAsync("one status", new BoardFilter(Status: DossierStatus.InProgress), readings);
        await BoardAsync("one status, over", new BoardFilter(Status: DossierStatus.ResultReturned), readings);
        await BoardAsync("one sector", new BoardFilter(Sector: one.SectorCode), readings);
        await BoardAsync("a sector without dossiers", new BoardFilter(Sector: "y-te"), readings);
        await BoardAsync("one unit", new BoardFilter(Place: "gl-h-639"), readings);
        await BoardAsync("urgent ones", new BoardFilter(Flag: FlagKind.Urgent), readings);
        await BoardAsync("mine, by time limit", new BoardFilter(BoardQueue.MineKey, Sort: BoardSort.Due), readings);
        await BoardAsync("all, by filing", new BoardFilter(Sort: BoardSort.Received), readings);
        await BoardAsync("all, by time limit", new BoardFilter(Sort: BoardSort.Due), readings);
        await BoardAsync("search: number", new BoardFilter(Words: one.Number), readings);
        await BoardAsync("search: telephone", new BoardFilter(Words: one.Phone), readings);
        await BoardAsync("search: whole name", new BoardFilter(Words: one.ApplicantName), readings);
        await BoardAsync("search: common family name", new BoardFilter(Words: "nguyen"), readings);
        await BoardAsync("search: three beginnings", new BoardFilter(Words: "ngu v an"), readings);
        await BoardAsync("search: nobody", new BoardFilter(Words: "khongcoai"), readings);
        await SoughtAsync(readings);
        var today = VietnamTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        foreach (var period in NamedPeriod.All)
        {
            var filter = StatisticsFilter.Read(period.Key, null, null, null, null, today);
            await TimeAsync(
                $"figures {period.Key}",
                Math.Min(readings, 5),
                () => portal.Get<StatisticsQuery>().RunAsync(_officer, filter, CancellationToken.None)
            );
        }
    }

    private async Task SoughtAsync(int readings)
    {
        var answers = new Answers(portal);
        await answers.FillAsync();
        var (choice, day) = (BoardConditions.Prefix + answers.Choice.Key, BoardConditions.Prefix + answers.Day.Key);
        var given = $"{choice}={answers.Choice.Term!.Options[0].Value}";
        var list = new BoardFilter(Procedure: answers.Procedure);
        await BoardAsync("a sought choice", list with { Where = given }, readings);
        await BoardAsync("a sought choice that nobody made", list with { Where = $"{choice}=-" }, readings);
        await BoardAsync("a sought day of one week", list with { Where = $"{day}=2024-03-04&{day}=2024-03-10" }, readings);
        await BoardAsync("by a sought day", list with { By = answers.Day.Key }, readings);
        await BoardAsync("a sought choice, by a sought day", list with { Where = given, By = "-" + answers.Day.Key }, readings);
    }

    private Task BoardAsync(string what, BoardFilter filter, int readings) =>
        TimeAsync(what, readings, () => portal.Get<BoardQuery>().RunAsync(_officer, filter, CancellationToken.None));

    private static async Task TimeAsync<T>(string what, int readings, Func<Task<T>> read)
    {
        await read();
        var times = new List<double>();
        for (var i = 0; i < readings; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {times[times.Count / 2]:0.0} | {times[(int)Math.Ceiling(times.Count * 0.95) - 1]:0.0} |"
            )
        );
    }
}
