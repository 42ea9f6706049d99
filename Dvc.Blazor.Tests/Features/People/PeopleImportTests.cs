using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.People;

/// <summary>Officers are invited from a file: tried first, all or nobody, and never twice.</summary>
public sealed class PeopleImportTests
{
    private const string File = """
        ho-ten;email;don-vi;vai-tro;tu-ngay;linh-vuc
        "Nguyễn Văn An";an@gialai.gov.vn;cp-mot-cua;mot-cua;01/07/2025;
        Rơ Châm H’Lan;HLan@gialai.gov.vn;cp-tu-phap;thu-ly|lanh-dao;;tu-phap
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Invite_MakesAccountsAsTheFormDoes_AndTheSecondTimeNothing(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var scope = portal.Services.CreateAsyncScope();
        var (import, admin) = (scope.ServiceProvider.GetRequiredService<PeopleImport>(), await portal.UserAsync(Cast.Administrator));

        var tried = await import.TryAsync(admin, File, Cancel);
        Assert.Empty(tried.Faults);
        Assert.Equal((2, 0), (tried.Officers.Count, tried.Known.Count));
        Assert.Equal(0, await CountAsync(portal));

        Assert.Equal(2, await import.InviteAsync(admin, File, Cancel));

        var an = await portal.UserAsync("an@gialai.gov.vn");
        var posting = await portal.Data.Database.ReadAsync(db => db.Postings.SingleAsync(p => p.UserId == an, Cancel), Cancel);
        Assert.Equal(("cp-mot-cua", new DateOnly(2025, 7, 1), null), (posting.AgencyId, posting.ValidFrom, posting.SectorCode));
        var lan = await portal.Data.Database.ReadAsync(db => db.Users.SingleAsync(u => u.FullName == "Rơ Châm H’Lan", Cancel), Cancel);
        Assert.Equal(
            [Roles.Approver, Roles.CaseOfficer],
            await portal.Data.Database.ReadAsync(db => db.RolesOf(lan.Id).Order().ToListAsync(Cancel), Cancel)
        );
        Assert.Null(lan.PasswordHash);
        var letters = await LettersAsync(portal);
        Assert.Equal(2, letters);

        var again = await import.TryAsync(admin, File, Cancel);
        Assert.Equal((0, 2), (again.Officers.Count, again.Known.Count));
        Assert.Equal(0, await import.InviteAsync(admin, File, Cancel));
        Assert.Equal((2, letters), (await CountAsync(portal), await LettersAsync(portal)));
        Assert.Equal(
            [OfficeEventKind.PeopleImported],
            await portal.Data.Database.ReadAsync(db => db.OfficeEvents.Select(e => e.Kind).ToListAsync(Cancel), Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task FaultyLines_SayWhy_AndNobodyIsInvited(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var scope = portal.Services.CreateAsyncScope();
        var (import, admin) = (scope.ServiceProvider.GetRequiredService<PeopleImport>(), await portal.UserAsync(Cast.Administrator));
        const string faulty = """

            ;b@x.vn;cp-mot-cua;mot-cua;;
            Bình;không phải thư;cp-mot-cua;mot-cua;;
            Bình;c@x.vn;khong-co;mot-cua;;
            Bình;d@x.vn;cp-mot-cua;giam-doc;;
            Bình;e@x.vn;cp-mot-cua;mot-cua;32/13/2025;
            Bình;f@x.vn;cp-mot-cua;mot-cua;;khong-co
            Bình;AN@gialai.gov.vn;cp-mot-cua;mot-cua;;
            """;

        var tried = await import.TryAsync(admin, File + faulty, Cancel);

        var bare = await import.TryAsync(admin, "Bình,thu,cp-mot-cua,mot-cua", Cancel);
        Assert.StartsWith("Dòng 1:", Assert.Single(bare.Faults), StringComparison.Ordinal);
        Assert.Equal([4, 5, 6, 7, 8, 9, 10], tried.Faults.Select(f => int.Parse(f[5..f.IndexOf(':', StringComparison.Ordinal)], null)));
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => import.InviteAsync(admin, File + faulty, Cancel));
        Assert.Equal("People.FileFaulty", refusal.Rule);
        Assert.Equal(0, await CountAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task UnitAdministrator_InvitesIntoTheOwnUnitsOnly(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var scope = portal.Services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<PeopleImport>();
        var (admin, keeper) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
        await portal.Services.GetRequiredService<PeopleDesk>().SetRolesAsync(admin, keeper, [Roles.UnitAdministrator], Cancel);
        const string others = "A B,g@x.vn,gl-old,mot-cua,,\nA B,h@x.vn,cp-mot-cua,quan-tri-don-vi,,\nA B,i@x.vn,cp-mot-cua,mot-cua,,\n";

        var tried = await import.TryAsync(keeper, others, Cancel);

        Assert.Equal(2, tried.Faults.Count);
        Assert.Equal(
            "People.NotYours",
            (await Assert.ThrowsAsync<RuleViolationException>(() => import.InviteAsync(keeper, others, Cancel))).Rule
        );
        var citizen = await portal.UserAsync(Cast.Citizen);
        Assert.Equal(
            "People.NotFound",
            (await Assert.ThrowsAsync<RuleViolationException>(() => import.TryAsync(citizen, File, Cancel))).Rule
        );
        Assert.Equal(0, await CountAsync(portal));
    }

    private static Task<int> CountAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(db => db.Users.CountAsync(u => !u.Email!.EndsWith("@dvc.local"), Cancel), Cancel);

    private static Task<int> LettersAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == nameof(AccountLetter), Cancel), Cancel);
}
