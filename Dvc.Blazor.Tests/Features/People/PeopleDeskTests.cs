using Dvc.Blazor.Domain;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.People;

public sealed class PeopleDeskTests
{
    private static readonly DateOnly Today = new(2025, 6, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RolesAndPosting_MakeAnOfficer_AndChangeTheStamp(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (desk, admin, citizen) = (Desk(portal), await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Citizen));
        var before = await UserAsync(portal, citizen);

        await desk.SetRolesAsync(admin, citizen, [Roles.IntakeOfficer], Cancel);
        await desk.PostAsync(admin, citizen, Samples.District, null, Today, null, Cancel);

        var officer = await OfficerAsync(portal, citizen);
        Assert.Equal([Roles.IntakeOfficer], officer!.Roles);
        Assert.Equal([Samples.District], officer.Postings.Select(p => p.AgencyId));
        Assert.NotEqual(before.SecurityStamp, (await UserAsync(portal, citizen)).SecurityStamp);
        Assert.Equal([AccountEventKind.RolesChanged, AccountEventKind.PostingsChanged], await EventsAsync(portal, citizen, admin));

        var view = await Query(portal).RunAsync(admin, citizen, Cancel);
        await desk.EndPostingAsync(admin, citizen, Assert.Single(view!.Postings).Id, Cancel);
        Assert.Null(await OfficerAsync(portal, citizen));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task LastSystemAdministrator_Stays(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (desk, admin, second) = (Desk(portal), await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        Assert.Equal("People.LastAdministrator", await RuleOfAsync(() => desk.SetRolesAsync(admin, admin, [Roles.Approver], Cancel)));

        await desk.SetRolesAsync(admin, second, [Roles.SystemAdministrator], Cancel);
        await desk.LockAsync(admin, second, "Nghỉ việc.", Cancel);
        Assert.Equal("People.LastAdministrator", await RuleOfAsync(() => desk.SetRolesAsync(admin, admin, [], Cancel)));

        await desk.UnlockAsync(admin, second, Cancel);
        await desk.SetRolesAsync(second, admin, [Roles.Citizen], Cancel);
        Assert.Equal("People.NotFound", await RuleOfAsync(() => desk.SetRolesAsync(admin, second, [], Cancel)));
    }

    [Fact]
    public async Task TwoAdministrators_TakingTheRoleFromEachOther_LeaveOne()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.PostgreSql);
        var (one, other) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        await Desk(portal).SetRolesAsync(one, other, [Roles.SystemAdministrator], Cancel);
        PeopleDesk[] desks = [Desk(portal), portal.NewNode(s => s.AddPeople()).GetRequiredService<PeopleDesk>()];

        await Task.WhenAll(
            RuleOfAsync(() => desks[0].SetRolesAsync(one, other, [], Cancel)),
            RuleOfAsync(() => desks[1].SetRolesAsync(other, one, [], Cancel))
        );

        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var left = await db.RolesOf(one).Concat(db.RolesOf(other)).ToListAsync(Cancel);
        Assert.Contains(Roles.SystemAdministrator, left);
    }

    [Fact]
    public async Task Lock_NeedsAReasonAndAnotherPerson_AndEndsRightsAndSessions()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (desk, admin, officer) = (Desk(portal), await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.IntakeOfficer));
        await portal.Data.AddAsync(
            new UserSession
            {
                UserId = officer,
                StartedAt = Samples.Morning,
                SeenAt = Samples.Morning,
                Device = "",
                Network = "",
            }
        );

        Assert.Equal("People.NotYourself", await RuleOfAsync(() => desk.LockAsync(admin, admin, "x", Cancel)));
        Assert.Equal("People.ReasonMissing", await RuleOfAsync(() => desk.LockAsync(admin, officer, " ", Cancel)));
        await desk.LockAsync(admin, officer, "Nghỉ việc.", Cancel);

        Assert.Null(await OfficerAsync(portal, officer));
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.All(await db.Sessions.Where(s => s.UserId == officer).ToListAsync(Cancel), s => Assert.NotNull(s.EndedAt));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task UnitAdministrator_KeepsToOwnUnitsAndWorkingRoles(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (desk, admin) = (Desk(portal), await portal.UserAsync(Cast.Approver));
        var (there, citizen) = (await portal.UserAsync(Cast.CaseOfficer), await portal.UserAsync(Cast.Citizen));
        await desk.SetRolesAsync(await portal.UserAsync(Cast.Administrator), admin, [Roles.UnitAdministrator], Cancel);
        await portal.Data.Database.WriteAsync(
            db => db.Postings.Where(p => p.AgencyId != Samples.District && p.UserId != citizen).ExecuteDeleteAsync(Cancel),
            Cancel
        );

        await desk.SetRolesAsync(admin, there, [Roles.CaseOfficer, Roles.IntakeOfficer], Cancel);
        Assert.Equal("People.NotYours", await RuleOfAsync(() => desk.SetRolesAsync(admin, there, [Roles.SystemAdministrator], Cancel)));
        Assert.Equal("People.NotYours", await RuleOfAsync(() => desk.PostAsync(admin, there, "cp-x-1", null, null, null, Cancel)));
        Assert.Equal("People.NotFound", await RuleOfAsync(() => desk.SetRolesAsync(admin, citizen, [], Cancel)));
        Assert.Null(await Query(portal).RunAsync(admin, citizen, Cancel));
        var list = await portal.Services.GetRequiredService<PeopleQuery>().RunAsync(admin, "y phuong", 1, Cancel);
        Assert.Equal(["Y Phương"], list!.Rows.Select(r => r.Name));
        Assert.Empty((await portal.Services.GetRequiredService<PeopleQuery>().RunAsync(admin, "ro cham", 1, Cancel))!.Rows);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task People_AreFoundByNameAddressAndNumber(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (query, admin) = (portal.Services.GetRequiredService<PeopleQuery>(), await portal.UserAsync(Cast.Administrator));

        foreach (var words in new[] { "ro cham h'yen", "congdan@", "064190001234", "064190 001 234" })
        {
            Assert.Equal([Cast.Citizen], (await query.RunAsync(admin, words, 1, Cancel))!.Rows.Select(r => r.Email));
        }

        var working = (await query.RunAsync(admin, null, 1, Cancel))!.Rows;
        Assert.DoesNotContain(working, r => r.Email == Cast.Citizen);
        Assert.Contains(working, r => r.Email == Cast.IntakeOfficer && r.Units.Count > 0);
        Assert.Null(await query.RunAsync(await portal.UserAsync(Cast.IntakeOfficer), null, 1, Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Invite_MakesAnOfficerWithoutPassword_OnceForAnAddress(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var scope = portal.Services.CreateAsyncScope();
        var (desk, admin) = (scope.ServiceProvider.GetRequiredService<InviteDesk>(), await portal.UserAsync(Cast.Administrator));
        var officer = new NewOfficer("Siu Hà", "siu.ha@dvc.local", [Roles.CaseOfficer], Samples.District, null);

        var id = await desk.InviteAsync(admin, officer, Cancel);

        Assert.Equal([Roles.CaseOfficer], (await OfficerAsync(portal, id))!.Roles);
        Assert.Null((await UserAsync(portal, id)).PasswordHash);
        Assert.Equal("People.EmailTaken", await RuleOfAsync(() => desk.InviteAsync(admin, officer, Cancel)));
        Assert.Equal(
            "People.NotFound",
            await RuleOfAsync(async () => await desk.InviteAsync(await portal.UserAsync(Cast.Citizen), officer, Cancel))
        );
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var letter = await db.Outbox.SingleAsync(m => m.Kind == nameof(AccountLetter), Cancel);
        Assert.Contains(nameof(AccountLetterKind.OfficerInvitation), letter.Payload, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Rename_CorrectsAnOfficer_WithoutEndingSessions_AndIsLoggedWithoutTheName(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (desk, admin, officer) = (Desk(portal), await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.CaseOfficer));
        var before = await UserAsync(portal, officer);

        await desk.RenameAsync(admin, officer, "  Y Phượng Đắk ".Normalize(System.Text.NormalizationForm.FormD), Cancel);
        await desk.RenameAsync(admin, officer, "Y Phượng Đắk", Cancel);

        var after = await UserAsync(portal, officer);
        Assert.Equal(("Y Phượng Đắk", "y phuong dak", before.SecurityStamp), (after.FullName, after.FoldedName, after.SecurityStamp));
        Assert.Equal([AccountEventKind.ProfileChanged], await EventsAsync(portal, officer, admin));
        var found = await portal.Services.GetRequiredService<PeopleQuery>().RunAsync(admin, "phuong dak", 1, Cancel);
        Assert.Equal([officer], found!.Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Rename_OfACitizenElsewhereOrWithoutAName_IsRefused()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (desk, admin, unit) = (Desk(portal), await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        var (officer, citizen) = (await portal.UserAsync(Cast.CaseOfficer), await portal.UserAsync(Cast.Citizen));
        await desk.SetRolesAsync(admin, unit, [Roles.UnitAdministrator], Cancel);

        Assert.Equal("People.NameOfACitizen", await RuleOfAsync(() => desk.RenameAsync(admin, citizen, "Ai Đó", Cancel)));
        Assert.Equal("People.NotFound", await RuleOfAsync(() => desk.RenameAsync(unit, citizen, "Ai Đó", Cancel)));
        Assert.Equal("People.NotFound", await RuleOfAsync(() => desk.RenameAsync(officer, unit, "Ai Đó", Cancel)));
        Assert.Equal("People.NameMissing", await RuleOfAsync(() => desk.RenameAsync(admin, officer, " ", Cancel)));
        foreach (var wrong in new[] { "123", "Y\u202EPhương", new string('a', 101) })
            Assert.Equal("People.NameWrong", await RuleOfAsync(() => desk.RenameAsync(admin, officer, wrong, Cancel)));

        await portal.Data.Database.WriteAsync(
            db => db.Postings.Where(p => p.UserId == unit && p.AgencyId != Samples.District).ExecuteDeleteAsync(Cancel),
            Cancel
        );
        Assert.Equal("People.NotFound", await RuleOfAsync(() => desk.RenameAsync(unit, officer, "Ai Đó", Cancel)));
        await portal.Data.Database.WriteAsync(
            db => db.Postings.Where(p => p.UserId == officer && p.AgencyId != Samples.District).ExecuteDeleteAsync(Cancel),
            Cancel
        );
        await desk.RenameAsync(unit, officer, "Y Phượng", Cancel);
        Assert.Equal("Y Phượng", (await UserAsync(portal, officer)).FullName);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_IsPaged_InTheOrderOfNames_WithoutAQueryForEachPerson(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        using var log = new SqlLog();
        var query = portal.NewNode(log.AddTo).GetRequiredService<PeopleQuery>();
        var admin = await portal.UserAsync(Cast.Administrator);
        await query.RunAsync(admin, "ro cham", 1, Cancel);
        log.Clear();
        var one = await query.RunAsync(admin, "ro cham", 1, Cancel);
        var commands = log.Commands.Count;
        await portal.Data.AddAsync([.. Enumerable.Range(0, 60).Select(Stranger)]);
        log.Clear();

        var first = await query.RunAsync(admin, "DIEU nhan", 1, Cancel);

        Assert.Equal((1, 1, 1), (one!.Rows.Count, one.Found, one.Pages));
        Assert.Equal(commands, log.Commands.Count);
        Assert.Equal((PeopleQuery.PageSize, 60, 1, 2), (first!.Rows.Count, first.Found, first.Page, first.Pages));
        var last = await query.RunAsync(admin, "dieu nhan", 99, Cancel);
        Assert.Equal((10, 2), (last!.Rows.Count, last.Page));
        var names = first.Rows.Concat(last.Rows).Select(r => r.Name).ToList();
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"Điểu Nhân {i:00}"), names);
        Assert.Empty((await query.RunAsync(admin, "dieu %", 1, Cancel))!.Rows);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Names_FromBeforeTheyWereFolded_AreFoundAfterAStart(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await portal.Data.Database.WriteAsync(
            db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.FoldedName, ""), Cancel),
            Cancel
        );
        var query = portal.Services.GetRequiredService<PeopleQuery>();
        var admin = await portal.UserAsync(Cast.Administrator);
        Assert.Empty((await query.RunAsync(admin, "le minh duc", 1, Cancel))!.Rows);

        await portal.NewNode().GetRequiredService<DatabaseStart>().RunAsync(Cancel);

        Assert.Equal(["Lê Minh Đức"], (await query.RunAsync(admin, "le minh duc", 1, Cancel))!.Rows.Select(r => r.Name));
    }

    [Fact]
    public async Task Absence_IsArrangedWithColleaguesForDaysToCome()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var desk = portal.Services.GetRequiredService<AbsenceDesk>();
        var (me, colleague) = (await portal.UserAsync(Cast.IntakeOfficer), await portal.UserAsync(Cast.CaseOfficer));

        Assert.Equal("People.WrongDays", await RuleOfAsync(() => desk.AddAsync(me, colleague, Today, Today.AddDays(-1), Cancel)));
        Assert.Equal("People.WrongStandIn", await RuleOfAsync(() => desk.AddAsync(me, me, Today, Today, Cancel)));
        await desk.AddAsync(me, colleague, Today, Today.AddDays(3), Cancel);

        Assert.Equal(2, (await OfficerAsync(portal, colleague))!.Capacities.Count);
        var own = await desk.ReadAsync(me, Cancel);
        await desk.RevokeAsync(me, Assert.Single(own!.Delegations).Id, Cancel);
        Assert.Single((await OfficerAsync(portal, colleague))!.Capacities);
    }

    private static DvcUser Stranger(int number) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserName = $"dieu{number}@dvc.local",
            NormalizedUserName = $"DIEU{number}@DVC.LOCAL",
            FullName = $"Điểu Nhân {number:00}",
        };

    private static PeopleDesk Desk(SeededPortal portal) => portal.Services.GetRequiredService<PeopleDesk>();

    private static PersonQuery Query(SeededPortal portal) => portal.Services.GetRequiredService<PersonQuery>();

    private static Task<DvcUser> UserAsync(SeededPortal portal, Guid id) =>
        portal.Data.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == id, Cancel), Cancel);

    private static Task<Officer?> OfficerAsync(SeededPortal portal, Guid id) =>
        portal.Data.Database.ReadAsync(db => portal.Services.GetRequiredService<Officers>().FindAsync(db, id, Cancel), Cancel);

    private static Task<List<string>> EventsAsync(SeededPortal portal, Guid person, Guid by) =>
        portal.Data.Database.ReadAsync(
            db =>
                db.AccountEvents.Where(e => e.UserId == person && e.ActorId == by)
                    .OrderBy(e => e.At)
                    .ThenBy(e => e.Id)
                    .Select(e => e.Kind)
                    .ToListAsync(Cancel),
            Cancel
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
