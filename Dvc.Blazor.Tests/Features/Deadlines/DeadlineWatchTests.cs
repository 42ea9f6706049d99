using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
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

        Assert.Equal(["", "Half", "Half FourFifths", "Half FourFifths Due", "Half FourFifths Due Overdue"], told);
        var leader = await portal.UserAsync(Cast.Approver);
        Assert.Equal(
            Enumerable.Repeat(new[] { holder, leader }.Order(), 4).SelectMany(o => o),
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
            new LetterWriter(new PortalOptions().ToIdentity(), services, NullLoggerFactory.Instance),
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

    private static DeadlineWatch Watch(IServiceProvider node) => ActivatorUtilities.CreateInstance<DeadlineWatch>(node);

    private static DeadlineJob Job(IServiceProvider node) => ActivatorUtilities.CreateInstance<DeadlineJob>(node, Watch(node));

    private static Task<Dossier> StoreAsync(SeededPortal portal, params Action<Dossier>[] acts) =>
        StoreAsync(portal, Samples.District, acts);

    private static async Task<Dossier> StoreAsync(SeededPortal portal, string unit, params Action<Dossier>[] acts)
    {
        var (revision, count) = await portal.Data.Database.ReadAsync(
            async db =>
                (
                    await db.Procedures.Where(p => p.Code == Procedure).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
                    await db.Dossiers.CountAsync(Cancel)
                ),
            Cancel
        );
        var dossier = Samples.Dossier(800 + count, unit: unit, receiving: unit, competent: unit, procedure: Procedure, revision: revision);
        foreach (var act in acts)
        {
            act(dossier);
        }

        dossier.TakeEvents();
        await portal.Data.AddAsync(dossier);
        return dossier;
    }

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
