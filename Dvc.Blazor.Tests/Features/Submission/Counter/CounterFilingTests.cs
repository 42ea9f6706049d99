using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.MyDossiers;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Features.Submission.Counter;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission.Counter;

/// <summary>An officer files for somebody at the counter: whose the dossier is, who may go on with it, and that the applicant agreed.</summary>
public sealed class CounterFilingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task File_ForSomebodyWithAnAccount_IsTheirDossierWithTheHelperNamed(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await walkIn.CompleteAsync(officer, WalkIn.Start(WalkIn.Known));

        var number = await FileBySlipAsync(portal, officer, draft);

        Assert.StartsWith("H21.639-250602-", number, StringComparison.Ordinal);
        var dossier = await StoredAsync(portal, number);
        Assert.Equal((citizen, FilingChannel.Counter, ConsentWay.Slip), (dossier.OwnerId, dossier.Channel, dossier.Consent));
        Assert.Equal((officer, "Rơ Châm H’Yên"), (dossier.HelperId, dossier.ApplicantName));
        var step = Assert.Single(dossier.Steps);
        Assert.Equal((ActorKind.Officer, "Nguyễn Thị Thu Hằng", Samples.District), (step.ActorKind, step.ActorName, step.AgencyId));
        var line = Assert.Single(dossier.Trail);
        Assert.Equal((officer, "Nguyễn Thị Thu Hằng"), (line.ActorId, line.ActorName));
        foreach (var told in new[] { "\"channel\":\"Counter\"", "\"consent\":\"Slip\"", "\"consentAt\":\"2025" })
            Assert.Contains(told, line.Data, StringComparison.Ordinal);
        Assert.True(AuditEvent.IsIntact(dossier.Trail));
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.True(await db.DossiersOf(citizen).AnyAsync(d => d.Id == dossier.Id, Cancel));
        Assert.False(await db.DossiersOf(officer).AnyAsync(d => d.Id == dossier.Id, Cancel));
        Assert.Equal(nameof(DossierSubmitted), (await db.Outbox.SingleAsync(m => m.DossierId == dossier.Id, Cancel)).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Upload_IntoADraftOfSomebodyWhoTakesNothingInAnyMore_IsNotTaken(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        var draft = await walkIn.CompleteAsync(officer);
        var slots = new PaperSlots(Options.Create(new FilesOptions()), portal.Services.GetRequiredService<CounterRights>());
        async Task<bool> TakesAsync()
        {
            await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
            return await slots.TakesAsync(db, officer, draft.Id, PaperSlots.Unsorted, Cancel) is not null;
        }

        Assert.True(await TakesAsync());
        await walkIn.LetTakeInAsync(Cast.IntakeOfficer, may: false);

        Assert.False(await TakesAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task File_ForSomebodyWithoutAnAccount_IsNobodysAndFollowedByTheReceipt(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        await walkIn.LetTakeInAsync(Cast.CaseOfficer, may: true);

        var number = await FileBySlipAsync(portal, officer, await walkIn.CompleteAsync(officer));

        var dossier = await StoredAsync(portal, number);
        Assert.Equal((Applicant.Nobody, "Siu Thoa"), (dossier.OwnerId, dossier.ApplicantName));
        Assert.Equal(
            await portal.Services.GetRequiredService<NationalIdIndex>().MarkAsync(WalkIn.Unknown, Cancel),
            dossier.ApplicantIdMark
        );
        var printing = new HelpedReceiptQuery(
            portal.Data.Database,
            portal.Services.GetRequiredService<Officers>(),
            portal.Services.GetRequiredService<ReadingLog>()
        );
        var id = await printing.IdOfAsync(officer, number, Cancel);
        Assert.Null(await printing.IdOfAsync(await portal.UserAsync(Cast.CaseOfficer), number, Cancel));
        var receipt = (await new ReceiptQuery(portal.Data.Database, MailRig.Links).RunAsync(id!.Value, null, Cancel))!;
        Assert.Equal("Nguyễn Thị Thu Hằng", receipt.HelperName);
        Assert.Equal(dossier.LookupCode, receipt.LookUpCode.Replace("-", "", StringComparison.Ordinal));
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(officer, (await db.DossierReadings.SingleAsync(r => r.DossierId == dossier.Id, Cancel)).ReaderId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task File_FromManyClicksAndTwoNodes_MakesOneDossier(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        var draft = await walkIn.CompleteAsync(officer);
        var hash = await walkIn.HashAsync(draft);
        await walkIn.Consents.TakeSlipAsync(officer, draft.Id, hash, Cancel);
        SubmissionDesk[] desks = [portal.Submissions, portal.NewNode().GetRequiredService<SubmissionDesk>()];

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => Task.Run(() => desks[i % 2].SubmitAsync(officer, draft.Id, hash, Cancel), Cancel))
        );

        Assert.Single(outcomes.Select(o => Assert.IsType<SubmissionOutcome.Done>(o).DossierNumber).Distinct());
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(1, await db.Dossiers.CountAsync(d => d.IdempotencyKey == draft.IdempotencyKey, Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task File_WithoutConsentOrAfterAChange_IsRefusedAndNothingIsFiled(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        var draft = await walkIn.CompleteAsync(officer);
        var hash = await walkIn.HashAsync(draft);

        Assert.Equal("Counter.NoConsent", await RefusalAsync(() => portal.Submissions.SubmitAsync(officer, draft.Id, hash, Cancel)));
        await walkIn.Consents.TakeSlipAsync(officer, draft.Id, hash, Cancel);
        var later = new AnswerChange("noi_dang_ky", new TextAnswer("UBND xã Ia Hrú"), draft.AnswerSequences["noi_dang_ky"]);
        await portal.Drafts.SaveAsync(officer, draft.Id, [later], "page", Cancel);
        var changed = await walkIn.HashAsync((await portal.Drafts.FindAtCounterAsync(officer, draft.Id, Cancel))!);

        Assert.Equal(
            "Counter.ConsentOutdated",
            await RefusalAsync(() => portal.Submissions.SubmitAsync(officer, draft.Id, changed, Cancel))
        );
        Assert.Equal("Counter.ChangedSince", await RefusalAsync(() => walkIn.Consents.TakeSlipAsync(officer, draft.Id, hash, Cancel)));
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.False(await db.Dossiers.AnyAsync(d => d.IdempotencyKey == draft.IdempotencyKey, Cancel));
    }

    [Fact]
    public void Submit_ByAnOfficerWithoutTheApplicantsConsent_IsRefusedByTheDossier()
    {
        var officer = Samples.Officer();
        var what = new Blazor.Domain.Dossiers.Submission
        {
            Number = "H21.65-250602-0001",
            ProcedureCode = "2.000635",
            ProcedureName = "A",
            SectorCode = "ho-tich",
            RevisionId = Guid.NewGuid(),
            UnitId = Samples.District,
            ReceivingAgencyId = Samples.OneStop,
            CompetentAgencyId = Samples.District,
            Applicant = new Applicant(Applicant.Nobody, "B", null, null, null),
            ResultDelivery = ResultDelivery.OneStop,
            Answers = "{}",
            AnswersHash = "",
            IdempotencyKey = Guid.NewGuid(),
            Papers = [],
        };

        Assert.Equal("Counter.NoConsent", Assert.Throws<RuleViolationException>(() => Dossier.Submit(what, officer, Samples.Morning)).Rule);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Code_WrongExpiredAndRight_CountsTriesForGoodAndFiles(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        var draft = await walkIn.CompleteAsync(officer);
        var hash = await walkIn.HashAsync(draft);
        Task<CodeOutcome> Enter(string code) => walkIn.Consents.EnterCodeAsync(officer, draft.Id, hash, code, Cancel);
        Task Send() => walkIn.Consents.SendCodeAsync(officer, draft.Id, hash, Cancel);

        Assert.Equal(CodeOutcome.NotSent, await Enter("123456"));
        await Send();
        Assert.Equal("Counter.CodeTooSoon", await RefusalAsync(Send));
        var code = await walkIn.CodeAsync();
        var wrong = code == "000000" ? "000001" : "000000";
        for (var i = 1; i < CounterFiling.MaxTries; i++)
            Assert.Equal(CodeOutcome.Wrong, await Enter(wrong));
        Assert.Equal(CodeOutcome.UsedUp, await Enter(wrong));
        Assert.Equal(CodeOutcome.UsedUp, await Enter(code));

        portal.Data.Clock.Advance(CounterFiling.Patience);
        await Send();
        code = await walkIn.CodeAsync();
        portal.Data.Clock.Advance(CounterFiling.CodeLife);
        Assert.Equal(CodeOutcome.Expired, await Enter(code));
        Assert.Equal("Counter.NoConsent", await RefusalAsync(() => portal.Submissions.SubmitAsync(officer, draft.Id, hash, Cancel)));

        await Send();
        code = await walkIn.CodeAsync();
        Assert.Equal(CodeOutcome.Right, await Enter($"{code[..3]} {code[3..]}"));
        Assert.Equal(CodeOutcome.NotSent, await Enter(code));
        var done = await portal.Submissions.SubmitAsync(officer, draft.Id, hash, Cancel);
        var dossier = await StoredAsync(portal, Assert.IsType<SubmissionOutcome.Done>(done).DossierNumber);
        Assert.Equal(ConsentWay.Code, dossier.Consent);
        Assert.Contains("\"consent\":\"Code\"", dossier.Trail[0].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_WithATelephoneOnlyOrTooManyTimes_IsRefused()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        var draft = await walkIn.CompleteAsync(officer, WalkIn.Start(email: null));
        var hash = await walkIn.HashAsync(draft);
        Assert.Null(draft.Counter!.Mailbox);
        Assert.Equal("Counter.NoMailbox", await RefusalAsync(() => walkIn.Consents.SendCodeAsync(officer, draft.Id, hash, Cancel)));

        var other = await walkIn.CompleteAsync(officer, WalkIn.Start(WalkIn.Known));
        Assert.Equal("c•••@dvc.local", other.Counter!.Mailbox);
        var reviewed = await walkIn.HashAsync(other);
        for (var i = 0; i < CounterFiling.MaxCodes; i++)
        {
            await walkIn.Consents.SendCodeAsync(officer, other.Id, reviewed, Cancel);
            portal.Data.Clock.Advance(CounterFiling.Patience);
        }

        Assert.Equal("Counter.TooManyCodes", await RefusalAsync(() => walkIn.Consents.SendCodeAsync(officer, other.Id, reviewed, Cancel)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Drafts_AreKeptByOfficerAndApplicant_AndApartFromOwnOnes(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        await walkIn.LetTakeInAsync(Cast.CaseOfficer, may: true);
        var colleague = await portal.UserAsync(Cast.CaseOfficer);

        var begun = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => walkIn.Desk.BeginAsync(officer, WalkIn.Start(), Cancel), Cancel))
        );
        var second = await walkIn.Desk.BeginAsync(officer, WalkIn.Start(WalkIn.Known), Cancel);
        var first = Assert.Single(begun.Distinct());
        var own = await portal.Drafts.OpenAsync(officer, CertifiedCopy.Code, Cancel);

        Assert.Equal(3, new[] { first, second, own.Id }.Distinct().Count());
        Assert.Null(own.Counter);
        Assert.Null(await portal.Drafts.FindAtCounterAsync(officer, own.Id, Cancel));
        Assert.Equal(own.Id, (await portal.Drafts.FindAsync(officer, CertifiedCopy.Code, Cancel))!.Id);
        Assert.Equal(["Rơ Châm H’Yên", "Siu Thoa"], (await walkIn.Desk.DraftsAsync(officer, Cancel)).Select(d => d.Applicant).Order());
        Assert.NotEqual(first, await walkIn.Desk.BeginAsync(colleague, WalkIn.Start(), Cancel));
        Assert.Null(await portal.Drafts.FindAtCounterAsync(colleague, first, Cancel));
        Assert.Equal("Draft.NotFound", await RefusalAsync(() => portal.Drafts.DiscardAsync(colleague, first, Cancel)));
        var citizens = new MyDossiersQuery(portal.Data.Database, portal.Services.GetRequiredService<WorkingCalendars>());
        Assert.Equal(CertifiedCopy.Code, Assert.Single((await citizens.RunAsync(officer, 1, Cancel)).Drafts).ProcedureCode);

        await portal.Drafts.DiscardAsync(officer, first, Cancel);
        Assert.Equal([second], (await walkIn.Desk.DraftsAsync(officer, Cancel)).Select(d => d.Id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Draft_OfAnOfficerWhoTakesNothingInAnyMore_DoesNotExist(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        var draft = await walkIn.CompleteAsync(officer);
        var hash = await walkIn.HashAsync(draft);
        await walkIn.Consents.TakeSlipAsync(officer, draft.Id, hash, Cancel);

        await walkIn.LetTakeInAsync(Cast.IntakeOfficer, may: false);

        Assert.Null(await portal.Drafts.FindAtCounterAsync(officer, draft.Id, Cancel));
        Assert.False(await walkIn.Desk.MayEnterAsync(officer, Cancel));
        Assert.Empty(await walkIn.Desk.DraftsAsync(officer, Cancel));
        Assert.Equal("Draft.NotFound", await RefusalAsync(() => portal.Drafts.SaveAsync(officer, draft.Id, [], "page", Cancel)));
        Assert.Equal("Draft.NotFound", await RefusalAsync(() => portal.Submissions.SubmitAsync(officer, draft.Id, hash, Cancel)));
        Assert.Equal("Counter.NotAnIntakeOfficer", await RefusalAsync(() => walkIn.Desk.LookUpAsync(officer, WalkIn.Known, Cancel)));
        Assert.Equal("Counter.NotReceivedHere", await RefusalAsync(() => walkIn.Desk.BeginAsync(officer, WalkIn.Start(), Cancel)));
    }

    [Fact]
    public async Task Procedures_AreThoseThatTheUnitsOfTheOfficerReceive()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));

        var procedures = (await walkIn.Desk.ProceduresAsync(officer, Cancel))!;

        Assert.Contains(procedures, p => p.Code == CertifiedCopy.Code && p.Units.Any(u => u.Id == Samples.District));
        Assert.All(procedures.SelectMany(p => p.Units), u => Assert.Contains(u.Id, new[] { Samples.District, "cp-x-23986" }));
        Assert.Null(await walkIn.Desk.ProceduresAsync(await portal.UserAsync(Cast.Approver), Cancel));
        var elsewhere = WalkIn.Start() with { UnitId = "cp-x-23971" };
        Assert.Equal("Counter.NotReceivedHere", await RefusalAsync(() => walkIn.Desk.BeginAsync(officer, elsewhere, Cancel)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task LookUp_FindsByTheExactNumberOnly_ShowsLittleAndIsLogged(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));

        Assert.Equal(new FoundApplicant("Rơ Châm H’Yên", 1990), await walkIn.Desk.LookUpAsync(officer, WalkIn.Known, Cancel));
        Assert.Null(await walkIn.Desk.LookUpAsync(officer, WalkIn.Known[..^1] + "5", Cancel));

        var citizen = await portal.UserAsync(Cast.Citizen);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var line = await db.AccountEvents.SingleAsync(e => e.Kind == AccountEventKind.FoundAtCounter, Cancel);
        Assert.Equal((citizen, officer), (line.UserId, line.ActorId));
        // Before the applicant has agreed the officer is told nothing that the account knows.
        var draft = (
            await portal.Drafts.FindAtCounterAsync(
                officer,
                await walkIn.Desk.BeginAsync(officer, WalkIn.Start(WalkIn.Known), Cancel),
                Cancel
            )
        )!;
        Assert.Equal(new TextAnswer("Rơ Châm H’Yên"), draft.Answers["nop_ho_ten"]);
        Assert.Equal(new TextAnswer(WalkIn.Known), draft.Answers["nop_so_giay_to"]);
        Assert.All(new[] { "nop_dia_chi", "nop_dien_thoai", "nop_email", "nop_ngay_sinh" }, key => Assert.Null(draft.Answers[key]));
    }

    [Fact]
    public async Task Number_TypedIntoTheForm_DoesNotMoveTheDossierToAnotherPerson()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (walkIn, officer) = (new WalkIn(portal), await portal.UserAsync(Cast.IntakeOfficer));
        var draft = await walkIn.CompleteAsync(officer);
        await portal.Drafts.SaveAsync(officer, draft.Id, [new("nop_so_giay_to", new TextAnswer(WalkIn.Known), 0)], "page", Cancel);

        var number = await FileBySlipAsync(portal, officer, (await portal.Drafts.FindAtCounterAsync(officer, draft.Id, Cancel))!);

        var dossier = await StoredAsync(portal, number);
        Assert.Equal(
            await portal.Services.GetRequiredService<NationalIdIndex>().MarkAsync(WalkIn.Unknown, Cancel),
            dossier.ApplicantIdMark
        );
    }

    [Fact]
    public async Task TimeLimit_IsThatOfTheChannel()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var revision = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == "1.012783").Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        var clocks = portal.Services.GetRequiredService<DossierClocks>();

        Assert.Equal(15, (await clocks.OfAsync(revision, FilingChannel.Online, Cancel)).Limit!.Value);
        Assert.Equal(5, (await clocks.OfAsync(revision, FilingChannel.Counter, Cancel)).Limit!.Value);
    }

    private static async Task<string> FileBySlipAsync(SeededPortal portal, Guid officer, DraftView draft)
    {
        var walkIn = new WalkIn(portal);
        var check = await portal.Submissions.CheckAsync(draft, Cancel);
        Assert.Empty(check.State.Fields.SelectMany(f => f.Errors));
        await walkIn.Consents.TakeSlipAsync(officer, draft.Id, check.Hash, Cancel);
        return Assert
            .IsType<SubmissionOutcome.Done>(await portal.Submissions.SubmitAsync(officer, draft.Id, check.Hash, Cancel))
            .DossierNumber;
    }

    private static Task<Dossier> StoredAsync(SeededPortal portal, string number) =>
        portal.Data.Database.ReadAsync(
            db => db.Dossiers.Include(d => d.Steps).Include(d => d.Trail).AsSplitQuery().SingleAsync(d => d.Number == number, Cancel),
            Cancel
        );

    private static async Task<string> RefusalAsync(Func<Task> act) => (await Assert.ThrowsAsync<RuleViolationException>(act)).Rule;
}
