using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Journal;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Journal;

/// <summary>The log as administrators read it.</summary>
public sealed class JournalTests
{
    private static readonly LogFilter Everything = LogFilter.Read(null, null, null, null, "2025-01-01", "2026-12-31", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Pages_TellEveryLineOnce_TheNewestFirst(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        await FillAsync(portal, admin);
        var all = await AllAsync(portal, admin, Everything);

        List<LogLine> turned = [];
        for (var filter = Everything; ; )
        {
            var page = (await Query(portal).RunAsync(admin, filter, Cancel))!;
            turned.AddRange(page.Lines);
            if (page.Next is not { } next)
            {
                break;
            }

            // As the address carries it.
            filter = LogFilter.Read(null, null, null, null, "2025-01-01", "2026-12-31", next.Write());
        }

        Assert.True(all.Count > 2 * LogQuery.PageSize, $"only {all.Count}");
        Assert.Equal(all.Select(Key), turned.Select(Key));
        Assert.Equal(turned.Count, turned.Select(Key).Distinct().Count());
        Assert.Equal(turned.OrderByDescending(l => l.At).ThenBy(l => l.Source).Select(Key), turned.Select(Key));
        var stored = await portal.Data.Database.ReadAsync(
            async db =>
                await db.AuditEvents.CountAsync(Cancel)
                + await db.AccountEvents.CountAsync(Cancel)
                + await db.OfficeEvents.CountAsync(Cancel),
            Cancel
        );
        Assert.Equal(stored, turned.Count(l => l.Source is LogSource.Dossier or LogSource.Account or LogSource.Office));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filters_Narrow(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        await FillAsync(portal, admin);
        var number = await portal.Data.Database.ReadAsync(db => db.Dossiers.Select(d => d.Number).FirstAsync(Cancel), Cancel);

        var ofDossier = await AllAsync(portal, admin, LogFilter.Read(null, null, null, number.ToLowerInvariant(), null, null, null));
        Assert.NotEmpty(ofDossier);
        Assert.All(ofDossier, l => Assert.Equal(number, l.Subject));

        var accepted = await AllAsync(portal, admin, Read("ho-so:Accepted"));
        Assert.NotEmpty(accepted);
        Assert.All(accepted, l => Assert.Equal((LogSource.Dossier, "Accepted"), (l.Source, l.Kind)));

        var roles = await AllAsync(portal, admin, Read("tai-khoan:RolesChanged"));
        Assert.Equal(120, roles.Count);

        var name = await portal.Data.Database.ReadAsync(
            db => db.Users.Where(u => u.Id == admin).Select(u => u.FullName).SingleAsync(Cancel),
            Cancel
        );
        var mine = await AllAsync(portal, admin, LogFilter.Read(Cast.Administrator, null, null, null, "2025-01-01", "2026-12-31", null));
        Assert.Equal(120, mine.Count(l => l.ActorId == admin));
        Assert.All(mine.Where(l => l.ActorId == admin), l => Assert.Equal(name, l.ActorName));

        // Whoever files dossiers is not found by name.
        Assert.Empty(await AllAsync(portal, admin, LogFilter.Read(Cast.Citizen, null, null, null, "2025-01-01", "2026-12-31", null)));
        Assert.Empty(await AllAsync(portal, admin, LogFilter.Read(null, null, "gl2-x-23986", null, "2025-01-01", "2025-01-02", null)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task UnitAdministrator_SeesTheOwnUnitsOnly(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (admin, keeper) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        var people = portal.Services.GetRequiredService<PeopleDesk>();
        await people.SetRolesAsync(admin, keeper, [Roles.UnitAdministrator], Cancel);
        await portal.Data.Database.WriteAsync(
            db => db.Postings.Where(p => p.UserId == keeper && p.AgencyId != "cp-x-23986").ExecuteDeleteAsync(Cancel),
            Cancel
        );
        var mine = Samples.Dossier(901, unit: "cp-x-23986");
        var other = Samples.Dossier(902, unit: "gl-h-639");
        await portal.Data.AddAsync(mine, other);

        var lines = await AllAsync(portal, keeper, Everything);

        Assert.Contains(lines, l => l.Subject == mine.Number);
        Assert.DoesNotContain(lines, l => l.Subject == other.Number);
        Assert.DoesNotContain(lines, l => l.Source is LogSource.Procedure or LogSource.Calendar);
        Assert.DoesNotContain(lines, l => l.Source == LogSource.Account && l.Subject == admin.ToString());
        Assert.Empty(await AllAsync(portal, keeper, LogFilter.Read(null, null, "gl-h-639", null, "2025-01-01", "2026-12-31", null)));
        Assert.Empty(await AllAsync(portal, keeper, LogFilter.Read(null, null, null, other.Number, null, null, null)));
        var events = portal.Services.GetRequiredService<LogEventQuery>();
        Assert.NotNull(await events.RunAsync(keeper, LogSource.Dossier, $"{mine.Id:N}-1", Cancel));
        Assert.Null(await events.RunAsync(keeper, LogSource.Dossier, $"{other.Id:N}-1", Cancel));
        Assert.Null((await events.RunAsync(admin, LogSource.Dossier, $"{other.Id:N}-1", Cancel))!.Link!.Fault);
        var citizen = await portal.UserAsync(Cast.Citizen);
        Assert.Null(await Query(portal).RunAsync(citizen, Everything, Cancel));
        Assert.Empty(await AllAsync(portal, citizen, Everything));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Export_StandsInTheLog_BeforeItIsGiven(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (admin, citizen) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Citizen));
        var export = portal.Services.GetRequiredService<LogExport>();
        var filter = Read("ho-so:Accepted");

        Assert.True(await export.NoteAsync(admin, filter, Cancel));
        Assert.False(await export.NoteAsync(citizen, filter, Cancel));
        List<IReadOnlyList<string>> cells = [];
        await foreach (var row in export.LinesAsync(admin, filter, Cancel))
        {
            cells.Add(row);
        }

        var noted = Assert.Single(await portal.Data.Database.ReadAsync(db => db.OfficeEvents.ToListAsync(Cancel), Cancel));
        Assert.Equal((OfficeEventKind.LogExported, admin), (noted.Kind, noted.ActorId));
        Assert.Contains("ho-so:Accepted", noted.Data, StringComparison.Ordinal);
        Assert.NotEmpty(cells);
        Assert.All(cells, row => Assert.Equal(LogExport.Headings.Count, row.Count));
    }

    [Fact]
    public void EveryKind_IsSaidInWords() =>
        Assert.All(
            Enum.GetValues<LogSource>(),
            source =>
                Assert.All(
                    LogWords.KindsOf(source).Append(source == LogSource.Reading ? LogWords.Opened : null).OfType<string>(),
                    kind => Assert.NotEqual(kind, LogWords.Kind(source, kind))
                )
        );

    [Theory, InlineData("1.9.x"), InlineData("x.0.1"), InlineData("99999999999999999999.0.1"), InlineData(""), InlineData("1.0.")]
    public void Cursor_ThatIsNone_BeginsAtTheNewest(string written) => Assert.Null(LogCursor.Read(written));

    private static LogFilter Read(string kind) => LogFilter.Read(null, kind, null, null, "2025-01-01", "2026-12-31", null);

    private static string Key(LogLine line) => $"{line.Source} {line.Key}";

    private static LogQuery Query(SeededPortal portal) => portal.Services.GetRequiredService<LogQuery>();

    private static async Task<List<LogLine>> AllAsync(SeededPortal portal, Guid by, LogFilter filter)
    {
        List<LogLine> lines = [];
        await foreach (var line in Query(portal).AllAsync(by, filter, Cancel))
        {
            lines.Add(line);
        }

        return lines;
    }

    // Many lines of one moment: pages are cut in the middle of it.
    private static Task FillAsync(SeededPortal portal, Guid admin) =>
        portal.Data.Database.WriteAsync(
            async db =>
            {
                var person = await db.Users.Where(u => u.Email == Cast.CaseOfficer).Select(u => u.Id).SingleAsync(Cancel);
                var at = await db.AuditEvents.Select(e => e.At).FirstAsync(Cancel);
                db.AccountEvents.AddRange(
                    Enumerable
                        .Range(0, 120)
                        .Select(_ => new AccountEvent
                        {
                            UserId = person,
                            ActorId = admin,
                            Kind = AccountEventKind.RolesChanged,
                            At = at,
                        })
                );
            },
            Cancel
        );
}
