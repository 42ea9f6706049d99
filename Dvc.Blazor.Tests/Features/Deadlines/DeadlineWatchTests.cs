using System.Text.Json;
using System.Text.Json.Nodes;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Features.Deadlines;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Tests.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Deadlines;

/// <summary>What is noticed of time limits, when, and that it is told once.</summary>
public sealed class DeadlineWatchTests
{
    /// <summary>A procedure of 17.5 working days.</summary>
    private const string Procedure = "1.001776";

    private static readonly DateTime Due = Local(27, 17);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunningLimit_EachMarkIsToldOnce_ToTheHolderAndTheLeader(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var holder = await portal.UserAsync(Cast.CaseOfficer);
        var dossier = await StoreAsync(
            portal,
            d => d.Accept(Samples.Officer(), Due, Samples.Morning),
            d => d.Claim(Samples.Officer(id: holder), Samples.Morning)
        );
        var told = new List<string>();

        foreach (var at in new[] { Local(2, 10), Local(18, 9), Local(25, 9), Local(27, 9), Local(27, 18) })
        {
            portal.Data.Clock.SetUtcNow(new DateTimeOffset(at));
            await Watch(portal).RunAsync(Cancel);
            await Watch(portal).RunAsync(Cancel);
            told.Add(string.Join(' ', await MarksAsync(portal, dossier)));
        }

        // Two working days before the end the apology is drafted as well; it can be issued until the day before.
        Assert.Equal(
            [
                "",
                "Half",
                "Half FourFifths ApologyDrafted",
                "Half FourFifths Due ApologyDrafted",
                "Half FourFifths Due Overdue ApologyDrafted",
            ],
            told
        );
        var leader = await portal.UserAsync(Cast.Approver);
        Assert.Equal(
            Enumerable.Repeat(new[] { holder, leader }.Order(), 5).SelectMany(o => o),
            (await MessagesAsync(portal, dossier)).GroupBy(m => m.Mark).SelectMany(g => g.Select(m => m.OfficerId).Order())
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoNodes_NoticeTheSameOnce(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = await StoreAsync(portal, d => d.Accept(Samples.Officer(), Local(2, 8), Samples.Morning));
        await using var other = portal.NewNode();

        await Task.WhenAll(Watch(portal).RunAsync(Cancel), Watch(other).RunAsync(Cancel));

        Assert.Equal(["Overdue"], await MarksAsync(portal, dossier));
        Assert.Single(await MessagesAsync(portal, dossier));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task WhatOthersOwe_IsNoticed_WhenItsTimeIsOver(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var soon = Local(3, 9);
        var supplement = await StoreAsync(
            portal,
            d => d.RequestSupplement(Samples.Officer(), Samples.Demand(by: soon), Samples.Clock, Samples.Morning)
        );
        var payment = await StoreAsync(
            portal,
            d => d.Accept(Samples.Officer(), null, Samples.Morning),
            d => d.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), Samples.Morning),
            d => d.RequestPayment(Samples.Officer(), new PaymentDemand("Thuế", 1000, soon), Samples.Morning)
        );
        var opinion = await StoreAsync(
            portal,
            d => d.Accept(Samples.Officer(), null, Samples.Morning),
            d => d.AskOpinion(Samples.Officer(), new OpinionQuestion("cp-tu-phap", "Ý kiến?", soon, false), Samples.Morning)
        );
        var result = await StoreAsync(
            portal,
            d => d.Accept(Samples.Officer(), null, Samples.Morning),
            d => d.Complete(Samples.Officer(), Samples.Morning)
        );

        await Watch(portal).RunAsync(Cancel);
        var before = await Task.WhenAll(new[] { supplement, payment, opinion, result }.Select(d => MarksAsync(portal, d)));
        portal.Data.Clock.SetUtcNow(new DateTimeOffset(Local(13, 9)));
        await Watch(portal).RunAsync(Cancel);
        await Watch(portal).RunAsync(Cancel);

        Assert.All(before, Assert.Empty);
        Assert.Equal(["SupplementOverdue"], await MarksAsync(portal, supplement));
        Assert.Equal(["PaymentOverdue"], await MarksAsync(portal, payment));
        Assert.Equal(["OpinionOverdue"], await MarksAsync(portal, opinion));
        Assert.Equal(["NotCollected"], await MarksAsync(portal, result));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Apology_IsDraftedByThePortal_ForTheOfficerToSend(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = await StoreAsync(portal, d => d.Accept(Samples.Officer(), Due, Samples.Morning));
        portal.Data.Clock.SetUtcNow(new DateTimeOffset(Local(25, 9)));
        await using var other = portal.NewNode();

        await Task.WhenAll(Watch(portal).RunAsync(Cancel), Watch(other).RunAsync(Cancel));

        var drafted = Assert.Single((await StoredAsync(portal, dossier)).Letters);
        Assert.Equal(
            (OfficeLetterKind.Apology, LetterState.Drafted, true, 4),
            (drafted.Kind, drafted.State, drafted.IsByPortal, drafted.Units)
        );
        var query = ActivatorUtilities.CreateInstance<DeadlineQuery>(portal.Services);
        var board = (await query.RunAsync(await portal.UserAsync(Cast.CaseOfficer), Cancel))!;
        Assert.Equal([dossier.Number], board.Apologies.Select(r => r.Number));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Applicant_IsRemindedBeforeTheEnd_AndAfterIt_WhereUponALetterIsDrafted(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var by = Local(18, 17);
        var supplement = await StoreAsync(
            portal,
            d => d.RequestSupplement(Samples.Officer(), Samples.Demand(by: by), Samples.Clock, Samples.Morning)
        );
        var payment = await StoreAsync(
            portal,
            d => d.Accept(Samples.Officer(), null, Samples.Morning),
            d => d.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), Samples.Morning),
            d => d.RequestPayment(Samples.Officer(), new PaymentDemand("Thuế", 1000, by), Samples.Morning)
        );

        foreach (var at in new[] { Local(12, 9), Local(13, 9), Local(18, 9), Local(19, 9) })
        {
            portal.Data.Clock.SetUtcNow(new DateTimeOffset(at));
            await Watch(portal).RunAsync(Cancel);
            await Watch(portal).RunAsync(Cancel);
        }

        Assert.Equal([ReminderKind.SupplementSoon, ReminderKind.SupplementOver], await RemindersAsync(portal, supplement));
        Assert.Equal([ReminderKind.PaymentSoon, ReminderKind.PaymentOver], await RemindersAsync(portal, payment));
        Assert.Equal((DossierStatus.AwaitingSupplement, LetterForms.Refusal), await StandsAsync(portal, supplement));
        Assert.Equal((DossierStatus.AwaitingPayment, LetterForms.Discontinuation), await StandsAsync(portal, payment));
        Assert.All(await MessagesAsync(portal, supplement), m => Assert.Equal(DeadlineMark.SupplementProposed, m.Mark));
        Assert.All(await MessagesAsync(portal, payment), m => Assert.Equal(DeadlineMark.PaymentProposed, m.Mark));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Rule_ToClose_EndsTheDossierOnce_UnlessAnsweredOrToBeSigned(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await RuleAsync(portal, """{"supplement":"close","payment":"close"}""");
        var by = Local(18, 17);
        Action<Dossier> ask = d => d.RequestSupplement(Samples.Officer(), Samples.Demand(by: by), Samples.Clock, Samples.Morning);
        var filed = await StoreAsync(portal, ask);
        var accepted = await StoreAsync(portal, d => d.Accept(Samples.Officer(), null, Samples.Morning), ask);
        var answered = await StoreAsync(portal, ask, Answer);
        var signed = await StoreAsync(portal, Samples.District, LetterForms.Refusal, ask);
        portal.Data.Clock.SetUtcNow(new DateTimeOffset(Local(19, 9)));
        await using var other = portal.NewNode();

        await Task.WhenAll(Watch(portal).RunAsync(Cancel), Watch(other).RunAsync(Cancel));

        Assert.Equal((DossierStatus.Refused, LetterForms.None), await StandsAsync(portal, filed));
        Assert.Equal((DossierStatus.Discontinued, LetterForms.None), await StandsAsync(portal, accepted));
        Assert.Equal((DossierStatus.AwaitingSupplement, LetterForms.None), await StandsAsync(portal, answered));
        Assert.Equal((DossierStatus.AwaitingSupplement, LetterForms.Refusal), await StandsAsync(portal, signed));
        Assert.Equal(DeadlineMark.SupplementClosed, Assert.Single(await MessagesAsync(portal, filed)).Mark);
        var trail = await portal.Data.Database.ReadAsync(
            db => db.AuditEvents.Where(e => e.DossierId == filed.Id).OrderBy(e => e.Index).ToListAsync(Cancel),
            Cancel
        );
        Assert.Null(Assert.Single(trail, e => e.Kind == nameof(DossierStatus.Refused)).ActorId);
        Assert.Equal(1, await MailsAsync(portal, filed, nameof(DossierRefused)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Result_NobodyFetches_IsRemindedOfAgainAndAgain(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = await StoreAsync(
            portal,
            d => d.Accept(Samples.Officer(), null, Samples.Morning),
            d => d.Complete(Samples.Officer(), Samples.Morning)
        );

        foreach (var days in new[] { 9, 10, 11, 30, 60, 90, 119, 120 })
        {
            portal.Data.Clock.SetUtcNow(new DateTimeOffset(Samples.Morning.AddDays(days)));
            await Watch(portal).RunAsync(Cancel);
            await Watch(portal).RunAsync(Cancel);
        }

        Assert.Equal(Enumerable.Repeat(ReminderKind.NotCollected, 5), await RemindersAsync(portal, dossier));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Turn_IsOneNodes_UntilItFallsSilent(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await using var other = portal.NewNode();
        var (one, two) = (Job(portal.Services), Job(other));

        var first = await one.RunOnceAsync(Cancel);
        var second = await two.RunOnceAsync(Cancel);
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = await one.RunOnceAsync(Cancel);
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(13));
        var afterwards = await two.RunOnceAsync(Cancel);

        Assert.Equal((true, false, true, true), (first.HasValue, second.HasValue, again.HasValue, afterwards.HasValue));
        Assert.Null(await one.RunOnceAsync(Cancel));
    }

    [Fact]
    public async Task Mail_NamesTheDossierAndTheWayToIt_AndNobody()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var dossier = await StoreAsync(portal);
        var leader = await portal.UserAsync(Cast.Approver);
        var mails = new SentMails();
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var mail = new DeadlineMail(
            portal.Data.Database,
            portal.Services.GetRequiredService<Officers>(),
            new NotificationLedger(portal.Data.Database, portal.Data.Clock),
            new LetterWriter(
                new Dvc.Blazor.Domain.Portals.StandingPortal(new PortalOptions().ToIdentity()),
                services,
                NullLoggerFactory.Instance
            ),
            mails,
            MailRig.Links
        );

        await mail.HandleAsync(new DeadlineNoticed(dossier.Id, dossier.Number, DeadlineMark.Overdue, Due, leader), Guid.NewGuid(), Cancel);
        await mail.HandleAsync(
            new DeadlineNoticed(dossier.Id, dossier.Number, DeadlineMark.Overdue, Due, await portal.UserAsync(Cast.Citizen)),
            Guid.NewGuid(),
            Cancel
        );

        var sent = Assert.Single(mails.All);
        Assert.Equal(($"Hồ sơ {dossier.Number}: đã quá hạn", Cast.Approver), (sent.Subject, sent.ToAddress));
        Assert.Contains($"https://dichvucong.example.vn/mot-cua/ho-so/{dossier.Number}", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("H’Yên", sent.Text + sent.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("0905", sent.Text + sent.Html, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Board_CountsByOfficerAndUnit_WithinTheScope(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var me = await portal.UserAsync(Cast.IntakeOfficer);
        var query = new DeadlineQuery(
            portal.Data.Database,
            portal.Services.GetRequiredService<Officers>(),
            portal.Services.GetRequiredService<Dvc.Blazor.Infrastructure.Catalogue.WorkingCalendars>(),
            portal.Data.Clock
        );
        var before = (await query.RunAsync(me, Cancel))!;
        var late = await StoreAsync(
            portal,
            d => d.Accept(Samples.Officer(), Local(2, 8), Samples.Morning),
            d => d.Claim(Samples.Officer("Kpă Thuyên"), Samples.Morning)
        );
        await StoreAsync(
            portal,
            d => d.Accept(Samples.Officer(), Local(4, 8), Samples.Morning),
            d => d.Claim(Samples.Officer("Kpă Thuyên"), Samples.Morning)
        );
        await StoreAsync(portal, "cp-x-23971", d => d.Accept(Samples.Officer(), Local(2, 8), Samples.Morning));

        var board = (await query.RunAsync(me, Cancel))!;

        Assert.Equal((before.LateCount + 1, before.SoonCount + 1), (board.LateCount, board.SoonCount));
        Assert.Contains(board.Late, r => r.Number == late.Number);
        Assert.Equal(new DeadlineLoad("Kpă Thuyên", 2, 1, 1), board.ByOfficer.Single(l => l.Name == "Kpă Thuyên"));
        Assert.Equal(board.LateCount, board.ByUnit.Sum(l => l.Late));
        Assert.Null(await query.RunAsync(await portal.UserAsync(Cast.Citizen), Cancel));
    }

    private static DateTime Local(int day, int hour) => new DateTime(2025, 6, day, hour, 0, 0, DateTimeKind.Utc).AddHours(-7);

    private static DeadlineWatch Watch(SeededPortal portal) => Watch(portal.Services);

    private static DeadlineWatch Watch(IServiceProvider node) =>
        ActivatorUtilities.CreateInstance<DeadlineWatch>(node, ActivatorUtilities.CreateInstance<DeadlineActs>(node));

    private static DeadlineJob Job(IServiceProvider node) => ActivatorUtilities.CreateInstance<DeadlineJob>(node, Watch(node));

    private static Task<Dossier> StoreAsync(SeededPortal portal, params Action<Dossier>[] acts) =>
        StoreAsync(portal, Samples.District, acts);

    private static Task<Dossier> StoreAsync(SeededPortal portal, string unit, params Action<Dossier>[] acts) =>
        StoreAsync(portal, unit, LetterForms.None, acts);

    private static async Task<Dossier> StoreAsync(
        SeededPortal portal,
        string unit,
        LetterForms lettersToApprove,
        params Action<Dossier>[] acts
    )
    {
        var (revision, count) = await portal.Data.Database.ReadAsync(
            async db =>
                (
                    await db.Procedures.Where(p => p.Code == Procedure).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
                    await db.Dossiers.CountAsync(Cancel)
                ),
            Cancel
        );
        var dossier = Samples.Dossier(
            800 + count,
            unit: unit,
            receiving: unit,
            competent: unit,
            procedure: Procedure,
            revision: revision,
            lettersToApprove: lettersToApprove
        );
        foreach (var act in acts)
        {
            act(dossier);
        }

        dossier.TakeEvents();
        await portal.Data.AddAsync(dossier);
        return dossier;
    }

    private static void Answer(Dossier dossier) =>
        dossier.AnswerSupplement(
            new Actor(dossier.OwnerId, "Rơ Châm H’Yên", ActorKind.Applicant),
            new SupplementAnswer(
                "{}",
                new string('1', 64),
                new Dictionary<string, string?>(),
                new Dictionary<string, string?>(),
                [(Guid.NewGuid(), "UQ", 1, new PaperFile(new string('a', 64), "uq.pdf", 10, "application/pdf", 1, null))]
            ),
            Samples.Morning
        );

    // The next revision of the procedure says so.
    private static async Task RuleAsync(SeededPortal portal, string overdue)
    {
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var current = await db
            .Revisions.Where(r => db.Procedures.Any(p => p.Code == Procedure && p.CurrentRevisionId == r.Id))
            .AsNoTracking()
            .SingleAsync(Cancel);
        var content = JsonNode.Parse(current.Content)!;
        content["overdue"] = JsonNode.Parse(overdue);
        var next = ProcedureRevision.Draft(Procedure, current.Number + 1, content.ToJsonString());
        next.Publish(Samples.Morning);
        await portal.Data.AddAsync(next);
        await db
            .Procedures.Where(p => p.Code == Procedure)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.CurrentRevisionId, next.Id), Cancel);
    }

    private static Task<Dossier> StoredAsync(SeededPortal portal, Dossier dossier) =>
        portal.Data.Database.ReadAsync(db => db.Dossiers.SingleAsync(d => d.Id == dossier.Id, Cancel), Cancel);

    private static async Task<(DossierStatus, LetterForms)> StandsAsync(SeededPortal portal, Dossier dossier) =>
        await StoredAsync(portal, dossier) is var now ? (now.Status, now.OpenLetters) : default;

    private static Task<int> MailsAsync(SeededPortal portal, Dossier dossier, string kind) =>
        portal.Data.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.DossierId == dossier.Id && m.Kind == kind, Cancel), Cancel);

    private static Task<List<ReminderKind>> RemindersAsync(SeededPortal portal, Dossier dossier) =>
        portal.Data.Database.ReadAsync(
            async db =>
                (
                    await db
                        .Outbox.Where(m => m.DossierId == dossier.Id && m.Kind == nameof(ApplicantReminded))
                        .OrderBy(m => m.Id)
                        .ToListAsync(Cancel)
                )
                    .Select(m => JsonSerializer.Deserialize<ApplicantReminded>(m.Payload)!.What)
                    .ToList(),
            Cancel
        );

    private static Task<List<string>> MarksAsync(SeededPortal portal, Dossier dossier) =>
        portal.Data.Database.ReadAsync(
            async db =>
                (await db.Set<DeadlineNotice>().Where(n => n.DossierId == dossier.Id).OrderBy(n => n.Mark).ToListAsync(Cancel))
                    .Select(n => n.Mark.ToString())
                    .ToList(),
            Cancel
        );

    private static Task<List<DeadlineNoticed>> MessagesAsync(SeededPortal portal, Dossier dossier) =>
        portal.Data.Database.ReadAsync(
            async db =>
                (
                    await db
                        .Outbox.Where(m => m.DossierId == dossier.Id && m.Kind == nameof(DeadlineNoticed))
                        .OrderBy(m => m.Id)
                        .ToListAsync(Cancel)
                )
                    .Select(m => System.Text.Json.JsonSerializer.Deserialize<DeadlineNoticed>(m.Payload)!)
                    .ToList(),
            Cancel
        );

    private sealed class SentMails : IMailSender
    {
        public List<MailMessage> All { get; } = [];

        public Task SendAsync(MailMessage message, CancellationToken cancellationToken)
        {
            All.Add(message);
            return Task.CompletedTask;
        }
    }
}
