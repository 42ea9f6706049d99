using Dvc.Blazor.Features.Statistics;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Statistics;

public sealed class StatisticsQueryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task EveryNumber_IsThatOfPlainSql(DatabaseProvider provider)
    {
        await using var desk = await Desk.CreateAsync(provider);
        var kinds = new HashSet<string>(StringComparer.Ordinal);

        foreach (
            var (filter, where) in new[]
            {
                (June, """d."UnitId" IN ('gl-h-639', 'cp-x-23986')"""),
                (June with { Unit = StatisticsCrowd.District }, """d."UnitId" = 'gl-h-639'"""),
                (June with { Sector = "dat-dai" }, """d."SectorCode" = 'dat-dai' AND d."UnitId" IN ('gl-h-639', 'cp-x-23986')"""),
                (Days("2025-05-31", "2025-05-31"), """d."UnitId" IN ('gl-h-639', 'cp-x-23986')"""),
                (Days("2025-06-01", "2025-06-01"), """d."UnitId" IN ('gl-h-639', 'cp-x-23986')"""),
                // Not over yet: what is to come is not late.
                (Days("2025-01-01", "2025-12-31"), """d."UnitId" IN ('gl-h-639', 'cp-x-23986')"""),
            }
        )
        {
            var report = await desk.ReportAsync(filter);
            var plain = desk.Plainly(filter, where);

            Assert.Equal(await plain.CountAsync(), report.Total);
            kinds.UnionWith(Kinds(report.Total));
            Assert.Equal(await plain.MonthsAsync("AcceptedAt"), Counted(report.ByMonth, f => f.Received));
            Assert.Equal(await plain.MonthsAsync("CompletedAt"), Counted(report.ByMonth, f => f.Resolved));
            Assert.Equal(await plain.MonthsAsync("WithdrawnAt"), Counted(report.ByMonth, f => f.Withdrawn));
            Assert.Equal(await plain.MonthsAsync("SubmittedAt"), Counted(report.ByMonth, f => f.Filed));
            foreach (var unit in report.ByUnit)
            {
                Assert.Equal(await desk.Plainly(filter, $"""{where} AND d."UnitId" = '{unit.Key}'""").CountAsync(), unit.Figures);
            }

            foreach (var sector in report.BySector)
            {
                Assert.Equal(await desk.Plainly(filter, $"""{where} AND d."SectorCode" = '{sector.Key}'""").CountAsync(), sector.Figures);
            }

            Assert.Equal(report.Total, Figures.Sum(report.ByUnit.Select(u => u.Figures)));
            Assert.Equal(report.Total, Figures.Sum(report.BySector.Select(s => s.Figures)));
            foreach (var officer in new[] { StatisticsCrowd.Hang, StatisticsCrowd.Phuong })
            {
                var row = report.ByOfficer.SingleOrDefault(o => o.Key == officer.UserId.ToString())?.Figures ?? Figures.None;
                Assert.Equal(await plain.AcceptedByAsync(officer.UserId!.Value), row.Received);
                Assert.Equal(await plain.ExaminedByAsync(officer.UserId!.Value), row.Resolved);
            }

            Assert.Equal(report.Total.Received, report.ByOfficer.Sum(o => o.Figures.Received));
            Assert.Equal(report.Total.Refused, report.ByOfficer.Sum(o => o.Figures.Refused));
            Assert.Equal(report.Total.Resolved, report.ByOfficer.Sum(o => o.Figures.Resolved));
            Assert.Equal(report.Total.Late, report.ByOfficer.Sum(o => o.Figures.Late));
        }

        Assert.Equal(typeof(Figures).GetProperties().Count(p => p.CanWrite), kinds.Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Statements_AreAsMany_HoweverManyDossiersThereAre(DatabaseProvider provider)
    {
        await using var desk = await Desk.CreateAsync(provider, withCrowd: false);
        await desk.ReportAsync(June);
        desk.Sql.Clear();
        await desk.ReportAsync(June);
        var few = desk.Sql.Commands.Count;
        await desk.Portal.Data.AddAsync([.. StatisticsCrowd.All]);
        desk.Sql.Clear();
        var report = await desk.ReportAsync(June);

        Assert.True(report.ByOfficer.Count > 2);
        Assert.InRange(few, 10, 20);
        Assert.Equal(few, desk.Sql.Commands.Count);
    }

    [Fact]
    public async Task OfficerOfAnotherUnit_SeesNothingOfIt()
    {
        await using var desk = await Desk.CreateAsync(DatabaseProvider.Sqlite);
        await desk.PostAsync("cp-x-23942");

        var view = (await desk.RunAsync(June))!;

        Assert.Empty(view.Units);
        Assert.True(view.Report!.Total.IsEmpty);
        Assert.Empty(view.Report.ByOfficer);
        Assert.NotNull((await desk.RunAsync(June with { Unit = StatisticsCrowd.District }))!.UnitError);
    }

    [Fact]
    public async Task OfficerOfOneSector_CountsThatSectorOnly()
    {
        await using var desk = await Desk.CreateAsync(DatabaseProvider.Sqlite);
        await desk.PostAsync(StatisticsCrowd.District, "dat-dai");

        var report = await desk.ReportAsync(June);

        Assert.Equal("dat-dai", Assert.Single(report.BySector).Key);
        Assert.Equal(await desk.Plainly(June, """d."UnitId" = 'gl-h-639' AND d."SectorCode" = 'dat-dai'""").CountAsync(), report.Total);
    }

    [Fact]
    public async Task AdministratorOfUnits_CountsAllUnitsBelow_ButReadsOnlyTheBooksOfTheBoard()
    {
        await using var desk = await Desk.CreateAsync(DatabaseProvider.Sqlite);
        await desk.PostAsync(StatisticsCrowd.District);
        Assert.Equal(StatisticsCrowd.District, Assert.Single((await desk.ReportAsync(June)).ByUnit).Key);
        await desk.MakeAdministratorAsync();

        var report = await desk.ReportAsync(June);
        var books = (await desk.Node.GetRequiredService<DossierRegisterQuery>().RunAsync(desk.Me, null, June.Asked.Period, 1, Cancel))!;

        Assert.Equal(
            new[] { StatisticsCrowd.Elsewhere, StatisticsCrowd.Commune, StatisticsCrowd.District }.Order(),
            report.ByUnit.Select(u => u.Key).Order()
        );
        Assert.Equal(StatisticsCrowd.District, Assert.Single(books.Units).Key);
    }

    [Fact]
    public async Task SomebodyWithoutPosting_GetsNothing()
    {
        await using var desk = await Desk.CreateAsync(DatabaseProvider.Sqlite, withCrowd: false);

        Assert.Null(
            await desk.Node.GetRequiredService<StatisticsQuery>().RunAsync(await desk.Portal.UserAsync(Cast.Citizen), June, Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task EmptyPeriod_IsEmptyAndHasItsMonths(DatabaseProvider provider)
    {
        await using var desk = await Desk.CreateAsync(provider);

        var report = await desk.ReportAsync(Days("2019-11-05", "2020-02-01"));

        Assert.True(report.Total.IsEmpty);
        Assert.Null(report.Total.OnTimeRate);
        Assert.Equal(["11/2019", "12/2019", "01/2020", "02/2020"], report.ByMonth.Select(m => m.Name));
        Assert.All(ServiceIndices.Nine(report.Total), index => Assert.Null(index.Points));
    }

    [Theory]
    [InlineData("2025-13-01", "2025-06-30")]
    [InlineData("x", "")]
    [InlineData("", "2025-06-30")]
    [InlineData("2025-06-30", "2025-06-01")]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("2019-01-01", "2025-01-01")]
    [InlineData("01/06/2025", "30/06/2025")]
    public void Days_ThatMakeNoPeriod_AreSaidToBeWrong(string from, string to)
    {
        var asked = AskedPeriod.Read("nam-nay", from, to, new DateOnly(2025, 6, 2));

        Assert.Null(asked.Period);
        Assert.True(asked.FromError is not null || asked.ToError is not null);
    }

    [Theory]
    [InlineData("thang-nay", "2025-02-01", "2025-02-28")]
    [InlineData("quy-nay", "2025-01-01", "2025-03-31")]
    [InlineData("nam-nay", "2025-01-01", "2025-12-31")]
    [InlineData("tuan-nay", "2025-01-01", "2025-12-31")]
    [InlineData(null, "2025-01-01", "2025-12-31")]
    public void NamedPeriod_IsThatOfTheDay(string? key, string from, string to)
    {
        var asked = AskedPeriod.Read(key, null, " ", new DateOnly(2025, 2, 28));

        Assert.Equal(new Period(Day(from), Day(to)), asked.Period);
    }

    [Fact]
    public void Indices_AreReckonedWhereThereIsData_AndOnlyThere()
    {
        var figures = new Figures
        {
            Early = 5,
            OnTime = 3,
            Late = 2,
            Unlimited = 10,
            AskedOnce = 4,
            AskedAgain = 6,
        };

        // (5 x 2 + 3 x 1) / 10 and (10 x 2 + 4 x 1) / 20; of 100 points a group of 20.
        Assert.Equal([1.3, null, 1.2, null, null, null, null, null, null], ServiceIndices.Nine(figures).Select(i => i.Points));
        Assert.Equal([null, 16.0, null, null, null, null], ServiceIndices.Groups(figures).Select(i => i.Points));
        Assert.Equal(100, ServiceIndices.Groups(figures).Sum(i => i.Most));
        Assert.All(ServiceIndices.Nine(figures), i => Assert.NotEmpty(i.Words));
    }

    [Theory]
    [InlineData(0, 0, "–")]
    [InlineData(1, 0, "100,0%")]
    [InlineData(9999, 1, "99,9%")]
    [InlineData(2, 1, "66,7%")]
    public void Percent_IsWrittenAsHere_AndNeverRoundedUpToAll(int inTime, int late, string words) =>
        Assert.Equal(words, FigureWords.Percent(new Figures { OnTime = inTime, Late = late }.OnTimeRate));

    private static StatisticsFilter June => Days("2025-06-01", "2025-06-30");

    private static StatisticsFilter Days(string from, string to) =>
        StatisticsFilter.Read(null, from, to, null, null, new DateOnly(2025, 6, 2));

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, int> Counted(IEnumerable<FiguresOf> rows, Func<Figures, int> read) =>
        rows.Where(r => read(r.Figures) > 0).ToDictionary(r => r.Key, r => read(r.Figures));

    // Names of the figures that are not nothing: the crowd has to have something for each.
    private static HashSet<string> Kinds(Figures figures) =>
        [
            .. typeof(Figures)
                .GetProperties()
                .Where(p => p.CanWrite && p.PropertyType == typeof(int) && (int)p.GetValue(figures)! > 0)
                .Select(p => p.Name),
        ];

    /// <summary>The intake officer at the district and one commune, in the middle of July.</summary>
    private sealed class Desk(SeededPortal portal, SqlLog sql, ServiceProvider node, Guid me) : IAsyncDisposable
    {
        public SeededPortal Portal => portal;

        public SqlLog Sql => sql;

        public ServiceProvider Node => node;

        public Guid Me => me;

        public static async Task<Desk> CreateAsync(DatabaseProvider provider, bool withCrowd = true)
        {
            var portal = await SeededPortal.CreateAsync(provider);
            var sql = new SqlLog();
            var desk = new Desk(portal, sql, portal.NewNode(sql.AddTo), await portal.UserAsync(Cast.IntakeOfficer));
            portal.Data.Clock.Advance(TimeSpan.FromDays(43.1));
            await desk.PostAsync(StatisticsCrowd.District);
            await portal.Data.AddAsync(new OfficerPosting { UserId = desk.Me, AgencyId = StatisticsCrowd.Commune });
            if (withCrowd)
            {
                await portal.Data.AddAsync([.. StatisticsCrowd.All]);
            }

            return desk;
        }

        public Task<StatisticsView?> RunAsync(StatisticsFilter filter) =>
            node.GetRequiredService<StatisticsQuery>().RunAsync(me, filter, Cancel);

        public async Task<StatisticsReport> ReportAsync(StatisticsFilter filter) => (await RunAsync(filter))!.Report!;

        public PlainSql Plainly(StatisticsFilter filter, string where) =>
            new(portal.Data, filter.Asked.Period!, portal.Data.Clock.GetUtcNow().UtcDateTime, where);

        /// <summary>The officer works there and nowhere else.</summary>
        public async Task PostAsync(string unit, string? sector = null)
        {
            await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
            await db.Postings.Where(p => p.UserId == me).ExecuteDeleteAsync(Cancel);
            db.Postings.Add(
                new OfficerPosting
                {
                    UserId = me,
                    AgencyId = unit,
                    SectorCode = sector,
                }
            );
            await db.SaveChangesAsync(Cancel);
        }

        public async Task MakeAdministratorAsync()
        {
            await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
            var role = await db.Roles.SingleAsync(r => r.Name == Roles.UnitAdministrator, Cancel);
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = me, RoleId = role.Id });
            await db.SaveChangesAsync(Cancel);
        }

        public ValueTask DisposeAsync() => portal.DisposeAsync();
    }
}
