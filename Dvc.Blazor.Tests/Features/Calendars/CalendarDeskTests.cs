using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Calendars;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Calendars;

/// <summary>Planning a change of the calendar, choosing what moves with it, confirming it.</summary>
public sealed class CalendarDeskTests
{
    /// <summary>A procedure of 17.5 working days.</summary>
    private const string Procedure = "1.001776";

    private static readonly DateOnly Tuesday = new(2025, 6, 10);

    private static readonly CalendarChange DayOff = new([new DayChange(Tuesday, CalendarDayKind.PublicHoliday, "Nghỉ lễ")]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Confirm_MovesTheChosenDueDates_AndTheCalendarOfEveryNode(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (moving, staying) = (await StoreAsync(portal, 1), await StoreAsync(portal, 2));
        var admin = await portal.UserAsync(Cast.Administrator);
        await using var other = portal.NewNode();
        var calendars = other.GetRequiredService<WorkingCalendars>();
        Assert.True((await calendars.CurrentAsync(Cancel)).IsWorkingDay(Tuesday));

        var plan = await Desk(portal).PlanAsync(admin, DayOff, Cancel);
        var shown = (await Plans(portal).RunAsync(admin, plan, 1, Cancel))!;
        Assert.Equal([moving.Number, staying.Number], shown.Moves.Select(m => m.Number).Intersect([moving.Number, staying.Number]));
        Assert.Equal(moving.DueAt, (await StoredAsync(portal, moving)).DueAt);
        await Desk(portal).ChooseAsync(admin, plan, [moving.Number, staying.Number], [moving.Number], Cancel);
        var done = await Desk(portal).ConfirmAsync(admin, plan, Cancel);

        Assert.Equal((shown.Found - 1, 1), (done.Moved, done.Left));
        var (moved, stayed) = (await StoredAsync(portal, moving), await StoredAsync(portal, staying));
        Assert.Equal(shown.Moves.Single(m => m.Number == moving.Number).To, moved.DueAt);
        Assert.Equal(moving.DueAt!.Value.AddDays(1), moved.DueAt);
        Assert.Equal(staying.DueAt, stayed.DueAt);
        Assert.False((await calendars.CurrentAsync(Cancel)).IsWorkingDay(Tuesday));
        Assert.Equal((1, 0), (await LinesAsync(portal, moving), await LinesAsync(portal, staying)));
        Assert.Equal(1, await ToldAsync(portal, moving));
        Assert.Equal(0, await ToldAsync(portal, staying));
        Assert.Null(await Plans(portal).RunAsync(admin, plan, 1, Cancel));
        Assert.Equal("Calendar.NotFound", await RuleOfAsync(() => Desk(portal).ConfirmAsync(admin, plan, Cancel)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task ChooseNone_ChangesTheCalendarOnly(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = await StoreAsync(portal, 1);
        var admin = await portal.UserAsync(Cast.Administrator);

        var plan = await Desk(portal).PlanAsync(admin, DayOff, Cancel);
        await Desk(portal).ChooseAllAsync(admin, plan, false, Cancel);
        var done = await Desk(portal).ConfirmAsync(admin, plan, Cancel);

        Assert.Equal(0, done.Moved);
        Assert.Equal(dossier.DueAt, (await StoredAsync(portal, dossier)).DueAt);
        var year = (await portal.Services.GetRequiredService<CalendarQuery>().RunAsync(admin, 2025, Cancel))!;
        Assert.False(year.Calendar.IsWorkingDay(Tuesday));
        Assert.Equal((1, 0), (year.Edition.Number, year.Edition.Moved));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoAdministrators_TheLaterConfirmationIsRefused(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (one, two) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        await portal.Services.GetRequiredService<PeopleDesk>().SetRolesAsync(one, two, [Roles.SystemAdministrator], Cancel);
        var dossier = await StoreAsync(portal, 1);
        await using var other = portal.NewNode();
        var first = await Desk(portal).PlanAsync(one, DayOff, Cancel);
        var second = await Desk(portal)
            .PlanAsync(two, new CalendarChange([], new OfficeHours(new(8, 0), new(12, 0), new(13, 0), new(17, 0))), Cancel);

        string?[] refusals = await Task.WhenAll(
            RuleOfAsync(() => Desk(portal).ConfirmAsync(one, first, Cancel)),
            RuleOfAsync(() => other.GetRequiredService<CalendarDesk>().ConfirmAsync(two, second, Cancel))
        );

        Assert.Equal(["Calendar.ChangedMeanwhile"], refusals.OfType<string>());
        Assert.Equal(1, await portal.Data.Database.ReadAsync(db => db.CalendarEditions.CountAsync(Cancel), Cancel));
        Assert.InRange(await ToldAsync(portal, dossier), 0, 1);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DossierThatChangedSinceItWasShown_KeepsItsDate(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = await StoreAsync(portal, 1);
        var admin = await portal.UserAsync(Cast.Administrator);
        var plan = await Desk(portal).PlanAsync(admin, DayOff, Cancel);
        await portal.Data.Database.WriteAsync(
            async db =>
                (await db.Dossiers.Include(d => d.Stops).SingleAsync(d => d.Id == dossier.Id, Cancel)).RequestSupplement(
                    Samples.Officer(),
                    Samples.Demand(),
                    Samples.Clock,
                    Samples.Morning
                ),
            Cancel
        );

        var done = await Desk(portal).ConfirmAsync(admin, plan, Cancel);

        Assert.Equal(1, done.Left);
        Assert.Equal(dossier.DueAt, (await StoredAsync(portal, dossier)).DueAt);
    }

    [Fact]
    public async Task EverybodyElse_ReadsAndPlansNothing()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        foreach (var email in new[] { Cast.Approver, Cast.Citizen, Cast.IntakeOfficer })
        {
            var person = await portal.UserAsync(email);
            Assert.Null(await portal.Services.GetRequiredService<CalendarQuery>().RunAsync(person, 2025, Cancel));
            Assert.Equal("Calendar.NotFound", await RuleOfAsync(() => Desk(portal).PlanAsync(person, DayOff, Cancel)));
        }
    }

    private static CalendarDesk Desk(SeededPortal portal) => portal.Services.GetRequiredService<CalendarDesk>();

    private static PlanQuery Plans(SeededPortal portal) => portal.Services.GetRequiredService<PlanQuery>();

    private static async Task<Dossier> StoreAsync(SeededPortal portal, int running)
    {
        var revision = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == Procedure).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var dossier = Samples.Dossier(800 + running, procedure: Procedure, revision: revision);
        var clock = await portal.Services.GetRequiredService<DossierClocks>().OfAsync(revision, FilingChannel.Online, Cancel);
        dossier.Accept(Samples.Officer(), clock.DueFor(Samples.Morning, [], null)!.DueAt, Samples.Morning);
        await portal.Data.AddAsync(dossier);
        return dossier;
    }

    private static Task<Dossier> StoredAsync(SeededPortal portal, Dossier dossier) =>
        portal.Data.Database.ReadAsync(db => db.Dossiers.SingleAsync(d => d.Id == dossier.Id, Cancel), Cancel);

    private static Task<int> LinesAsync(SeededPortal portal, Dossier dossier) =>
        portal.Data.Database.ReadAsync(
            db => db.AuditEvents.CountAsync(e => e.DossierId == dossier.Id && e.Kind == "DueMoved", Cancel),
            Cancel
        );

    private static async Task<int> ToldAsync(SeededPortal portal, Dossier dossier) =>
        (await portal.Data.Database.ReadAsync(db => db.Outbox.ToListAsync(Cancel), Cancel)).Count(m =>
            m.Kind == nameof(DueDateMoved) && m.Payload.Contains(dossier.Number, StringComparison.Ordinal)
        );

    private static async Task<string?> RuleOfAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RuleViolationException refusal)
        {
            return refusal.Rule;
        }
    }
}
