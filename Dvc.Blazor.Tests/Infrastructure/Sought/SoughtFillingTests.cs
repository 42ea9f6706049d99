using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Retention;
using Dvc.Blazor.Infrastructure.Sought;
using Dvc.Blazor.Tests.Features.Intake;
using Dvc.Blazor.Tests.Features.Submission;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Sought;

/// <summary>The values of sought fields: there with the answers, for earlier dossiers in the background, gone with the personal data.</summary>
public sealed class SoughtFillingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filing_AndItsSupplement_KeepTheValuesWithTheAnswers(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await SeekAsync(portal, "noi_dang_ky");
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var hash = (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;
        await portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel);
        var dossier = await portal.Data.Database.ReadAsync(
            db => db.Dossiers.OrderByDescending(d => d.SubmittedAt).FirstAsync(Cancel),
            Cancel
        );

        Assert.Equal(["ubnd xa ia le"], await KeysAsync(portal, dossier.Id));

        await using var asked = await AskedDossier.CreateAsync(provider);
        await SeekAsync(asked.Filed.Portal, AskedDossier.Place);
        await FillAsync(asked.Filed.Portal);
        var id = (await asked.StoredAsync()).Id;
        Assert.Equal(["ubnd xa ia le"], await KeysAsync(asked.Filed.Portal, id));

        await asked.SendAsync(await asked.AnswerAsync());

        Assert.Equal(["ubnd xa ia hru"], await KeysAsync(asked.Filed.Portal, id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filing_ThatIsRolledBack_LeavesNoValues(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await SeekAsync(portal, "noi_dang_ky");

        await Assert.ThrowsAsync<RuleViolationException>(() =>
            portal.Data.Database.WriteAsync(
                async db =>
                {
                    db.Add(Samples.Dossier(900, procedure: CertifiedCopy.Code, answers: """{"noi_dang_ky":"Ia Le"}"""));
                    await db.SaveChangesAsync(Cancel);
                    throw new RuleViolationException("Sought.NoRight");
                },
                Cancel
            )
        );

        Assert.Equal(0, await portal.Data.Database.ReadAsync(db => db.SoughtValues.CountAsync(Cancel), Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filling_StoppedInTheMiddle_GoesOnAtAnotherNode_AndAgainChangesNothing(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var crowd = await new SoughtCrowd(portal).StoreAsync(40, 5);
        await SeekAsync(portal, "noi_dang_ky");
        var (first, second) = (Filling(portal.Services), Filling(portal.NewNode()));

        Assert.True(await first.RunNextAsync(Cancel));
        Assert.True(await first.RunNextAsync(Cancel));
        var half = await FieldAsync(portal);
        Assert.False(await second.RunNextAsync(Cancel));
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(4));
        while (await second.RunNextAsync(Cancel)) { }

        Assert.Equal((SoughtState.Filling, 14), (half.State, half.Filled));
        var field = await FieldAsync(portal);
        var all = await portal.Data.Database.ReadAsync(
            db => db.Dossiers.CountAsync(d => d.ProcedureCode == CertifiedCopy.Code, Cancel),
            Cancel
        );
        Assert.Equal((SoughtState.Ready, all), (field.State, field.Filled));
        var values = await ValuesAsync(portal);
        Assert.Equal(all, values.Count);
        Assert.All(
            crowd,
            d => Assert.Contains(new SoughtValue(field.Id, d.Id, d.Text is { } text ? SoughtKey.OfText(text) : SoughtKey.Blank), values)
        );

        await EndAsync(portal, "noi_dang_ky");
        await SeekAsync(portal, "noi_dang_ky");
        while (await second.RunNextAsync(Cancel)) { }

        Assert.Equal(values, await ValuesAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filling_WhileDossiersAreFiledAndFieldsAreSought_MissesNone(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var crowd = new SoughtCrowd(portal);
        await crowd.StoreAsync(30, 5);
        var filing = Enumerable.Range(0, 6).Select(i => Task.Run(() => crowd.StoreAsync(5, i, 4000 + (i * 10)), Cancel)).ToList();

        await SeekAsync(portal, "noi_dang_ky");
        await FillAsync(portal);
        await Task.WhenAll(filing);

        var field = await FieldAsync(portal);
        var without = await portal.Data.Database.ReadAsync(
            db =>
                db.Dossiers.CountAsync(
                    d => d.ProcedureCode == CertifiedCopy.Code && !db.SoughtValues.Any(v => v.DossierId == d.Id && v.FieldId == field.Id),
                    Cancel
                ),
            Cancel
        );
        Assert.Equal(0, without);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Field_NotSoughtAnyMore_LosesItsValues(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await new SoughtCrowd(portal).StoreAsync(20, 5);
        await SeekAsync(portal, "noi_dang_ky");
        await SeekAsync(portal, "ngay_dang_ky");
        await FillAsync(portal);

        await EndAsync(portal, "noi_dang_ky");
        await portal.Data.AddAsync(Samples.Dossier(901, procedure: CertifiedCopy.Code, answers: """{"noi_dang_ky":"Ia Le"}"""));
        await FillAsync(portal);

        var left = await FieldAsync(portal);
        Assert.Equal("ngay_dang_ky", left.Path);
        Assert.All(await ValuesAsync(portal), v => Assert.Equal(left.Id, v.FieldId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Erasure_OfADossier_DeletesItsValues_AndNobodyWritesThemAgain(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        const string answers = """{"noi_dang_ky":"Ia Le","ct_so_dinh_danh":"064190001234"}""";
        var (closed, running) = (Made(1), Made(2));
        closed.Refuse(Samples.Officer(), "Nộp nhầm", Samples.Morning);
        await portal.Data.AddAsync(closed, running);
        await SeekAsync(portal, "noi_dang_ky");
        await SeekAsync(portal, "ct_so_dinh_danh");
        await FillAsync(portal);
        Assert.Equal(2, (await KeysAsync(portal, closed.Id)).Count);

        portal.Data.Clock.Advance(TimeSpan.FromDays(11 * 365));
        await portal.NewNode(services => services.AddRetention()).GetRequiredService<DossierRetention>().EraseAsync(Cancel);
        var erased = await KeysAsync(portal, closed.Id);
        await EndAsync(portal, "noi_dang_ky");
        await SeekAsync(portal, "noi_dang_ky");
        await FillAsync(portal);

        Assert.Empty(erased);
        Assert.Empty(await KeysAsync(portal, closed.Id));
        Assert.Equal(2, (await KeysAsync(portal, running.Id)).Count);

        static Dossier Made(int running) => Samples.Dossier(running, procedure: CertifiedCopy.Code, answers: answers);
    }

    [Fact]
    public async Task Seeking_IsRefused_ToStrangers_OfUnknownFields_AndBeyondTheMost()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var me = await portal.UserAsync(Cast.Approver);
        foreach (var other in new[] { Cast.Citizen, Cast.IntakeOfficer, Cast.CaseOfficer })
        {
            Assert.Equal("Sought.NoRight", await RefusalAsync(portal, await portal.UserAsync(other), "noi_dang_ky"));
        }

        foreach (var path in new[] { "khong_co", "danh_sach_ban_sao", "danh_sach_ban_sao/so_luong" })
        {
            Assert.Equal("Sought.NoField", await RefusalAsync(portal, me, path));
        }

        string[] paths =
        [
            "loai_su_kien",
            "noi_dang_ky",
            "nam_dang_ky",
            "so_dang_ky",
            "ngay_dang_ky",
            "ct_ho_ten",
            "ct_ngay_sinh",
            "ct_dan_toc",
        ];
        foreach (var path in paths)
        {
            Assert.Null(await RefusalAsync(portal, me, path));
            Assert.Null(await RefusalAsync(portal, me, path));
        }

        Assert.Equal("Sought.TooMany", await RefusalAsync(portal, me, "ct_gioi_tinh"));
        // Each decision is told once.
        var told = await portal.Data.Database.ReadAsync(
            db => db.OfficeEvents.CountAsync(e => e.Kind == OfficeEventKind.FieldSought && e.ActorId == me, Cancel),
            Cancel
        );
        Assert.Equal(paths.Length, told);
        Assert.Equal(SoughtField.MaxPerProcedure, paths.Length);
    }

    private static async Task<string?> RefusalAsync(SeededPortal portal, Guid who, string path)
    {
        try
        {
            await portal.Services.GetRequiredService<SoughtDesk>().SeekAsync(who, CertifiedCopy.Code, path, Cancel);
            return null;
        }
        catch (RuleViolationException refusal)
        {
            return refusal.Rule;
        }
    }

    private static async Task SeekAsync(SeededPortal portal, string path) =>
        await portal
            .Services.GetRequiredService<SoughtDesk>()
            .SeekAsync(await portal.UserAsync(Cast.Approver), CertifiedCopy.Code, path, Cancel);

    private static async Task EndAsync(SeededPortal portal, string path) =>
        await portal
            .Services.GetRequiredService<SoughtDesk>()
            .EndAsync(await portal.UserAsync(Cast.Approver), CertifiedCopy.Code, path, Cancel);

    private static async Task FillAsync(SeededPortal portal)
    {
        while (await portal.Services.GetRequiredService<SoughtFilling>().RunNextAsync(Cancel)) { }
    }

    private static SoughtFilling Filling(ServiceProvider node) =>
        new(
            node.GetRequiredService<DvcDatabase>(),
            node.GetRequiredService<SoughtMarks>(),
            node.GetRequiredService<JobTurns>(),
            node.GetRequiredService<SoughtBell>(),
            node.GetRequiredService<TimeProvider>(),
            NullLogger<SoughtFilling>.Instance
        )
        {
            Portion = 7,
        };

    private static Task<SoughtField> FieldAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(db => db.SoughtFields.SingleAsync(Cancel), Cancel);

    private static Task<List<SoughtValue>> ValuesAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(db => db.SoughtValues.OrderBy(v => v.DossierId).ToListAsync(Cancel), Cancel);

    private static Task<List<string>> KeysAsync(SeededPortal portal, Guid dossier) =>
        portal.Data.Database.ReadAsync(
            db => db.SoughtValues.Where(v => v.DossierId == dossier).Select(v => v.Key).ToListAsync(Cancel),
            Cancel
        );
}
