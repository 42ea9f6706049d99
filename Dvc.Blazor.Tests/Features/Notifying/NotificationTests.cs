using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Notifying;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Retention;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;
using static Dvc.Blazor.Infrastructure.Notifications.NotificationKind;

namespace Dvc.Blazor.Tests.Features.Notifying;

/// <summary>Who is told what, once, as chosen, and with which rights it is opened.</summary>
public sealed class NotificationTests
{
    private static readonly Actor Somebody = Samples.Officer();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task OneMessage_OfTwoNodesAtOnce_IsNotedOnce(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var citizen = await rig.Portal.UserAsync(Cast.Citizen);
        var dossier = await rig.FileAsync(1, citizen);
        var news = new News(Guid.CreateVersion7(), Accepted, dossier.Id, dossier.Number);
        var (one, two) = rig.Ledgers;

        var byMail = await Task.WhenAll(one.RecordAsync(news, [citizen], Cancel), two.RecordAsync(news, [citizen], Cancel));
        await one.RecordAsync(news, [citizen], Cancel);

        Assert.Equal([Accepted], await rig.ToldAsync(citizen, dossier));
        // Whoever has to send the mail again after a fault still knows that it is wanted.
        Assert.All(byMail, wanted => Assert.Contains(citizen, wanted));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Applicant_HearsOfEachStep_Once_AndNobodyElse(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var citizen = await rig.Portal.UserAsync(Cast.Citizen);
        var dossier = await rig.FileAsync(1, citizen);

        await rig.ActAsync(dossier, (d, now) => d.Accept(Somebody, null, now));
        await rig.ActAsync(dossier, (d, now) => d.Forward(Somebody, new ForwardTarget("cp-tu-phap"), now));
        await rig.ActAsync(dossier, (d, now) => d.Write(Somebody, "Lời.", now));
        await rig.ActAsync(dossier, (d, now) => d.RequestSupplement(Somebody, Samples.Demand(), Samples.Clock, now));

        Assert.Equal([Accepted, InProgress, OfficeWrote, NotificationKind.SupplementRequested], await rig.ToldAsync(citizen, dossier));
        Assert.Empty(await rig.ToldAsync(await rig.Portal.UserAsync(Cast.Organisation), dossier));
        Assert.Equal(4, rig.Mails.Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Officers_HearOfWhatWaitsForThem(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var intake = await rig.PostAsync(Cast.IntakeOfficer);
        var examiner = await rig.PostAsync(Cast.CaseOfficer);
        var leader = await rig.PostAsync(Cast.Approver);
        var citizen = await rig.Portal.UserAsync(Cast.Citizen);
        var (by, applicant) = (Samples.Officer(id: intake), new Actor(citizen, "A", ActorKind.Applicant));
        var dossier = await rig.FileAsync(1, citizen);

        await rig.ActAsync(dossier, (d, now) => d.Accept(by, null, now));
        // Whoever passes it on need not be told; nobody has it, so both others are.
        await rig.ActAsync(dossier, (d, now) => d.Forward(by, new ForwardTarget(NotificationRig.Unit, examiner, "B"), now));
        await rig.ActAsync(dossier, (d, now) => d.Release(by, now));
        await rig.ActAsync(dossier, (d, now) => d.Write(applicant, "Hỏi.", now));
        await rig.ActAsync(dossier, (d, now) => d.Claim(Samples.Officer(id: examiner), now));
        await rig.ActAsync(dossier, (d, now) => d.Write(applicant, "Hỏi nữa.", now));
        await rig.ActAsync(dossier, (d, now) => d.SubmitForApproval(Samples.Officer(id: examiner), ResultKind.Granted, "Đủ.", now));
        await rig.ActAsync(dossier, (d, now) => d.SendBack(Samples.Officer(id: leader), "Xem lại.", now));
        await rig.ActAsync(
            dossier,
            (d, now) =>
                d.AskOpinion(Samples.Officer(id: examiner), new OpinionQuestion("cp-tu-phap", "Thế nào?", now.AddDays(3), false), now)
        );
        await rig.ActAsync(dossier, (d, now) => d.AnswerOpinion(Samples.Officer(), d.Opinions[0].Id, true, "Đồng ý.", now));
        await rig.ActAsync(dossier, (d, now) => d.RequestWithdrawal(applicant, "Đổi ý.", now));

        Assert.Equal(
            [Assigned, ApplicantWrote, ApplicantWrote, ApprovalSentBack, NotificationKind.OpinionGiven, ApplicantWithdraws],
            await rig.ToldAsync(examiner, dossier)
        );
        Assert.Equal([ApplicantWrote], await rig.ToldAsync(intake, dossier));
        Assert.Equal([ApplicantWrote, ApprovalAwaited], await rig.ToldAsync(leader, dossier));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task PartsOfTheWork_AreToldToWhoDoesThem_AndTheirEndToWhoLeads(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var lead = await rig.PostAsync(Cast.CaseOfficer);
        var there = await rig.PostAsync(Cast.IntakeOfficer, "cp-x-23942");
        var colleague = await rig.PostAsync(Cast.Approver, "cp-x-23942");
        var dossier = await rig.FileAsync(1, await rig.Portal.UserAsync(Cast.Citizen));
        await rig.ActAsync(dossier, (d, now) => d.Accept(Somebody, null, now));
        await rig.ActAsync(dossier, (d, now) => d.Forward(Somebody, new ForwardTarget("cp-tu-phap"), now));
        await rig.ActAsync(dossier, (d, now) => d.Assign(Samples.Officer(id: lead), lead, "Y Phương", now));
        var (leader, doer) = (Samples.Officer(id: lead), Samples.Officer(id: there));

        await rig.ActAsync(
            dossier,
            (d, now) =>
                d.GiveSubtasks(
                    leader,
                    [new("cp-x-23942", "Xác minh", 2), new("cp-x-23942", "Đo đạc", 2, there, "Hằng")],
                    Samples.Clock,
                    now
                )
        );
        await rig.ActAsync(dossier, (d, now) => d.TakeSubtask(doer, d.Subtasks.Single(s => s.Ordinal == 1).Id, now));
        await rig.ActAsync(dossier, (d, now) => d.FinishSubtask(doer, d.Subtasks.Single(s => s.Ordinal == 1).Id, "Đúng.", null, now));
        await rig.ActAsync(dossier, (d, now) => d.WithdrawSubtask(leader, d.Subtasks.Single(s => s.Ordinal == 2).Id, "Thôi.", now));

        Assert.Equal([SubtaskGiven, SubtaskGiven, SubtaskWithdrawn], await rig.ToldAsync(there, dossier));
        // What is given to one by name is not told to the colleagues.
        Assert.Equal([SubtaskGiven], await rig.ToldAsync(colleague, dossier));
        Assert.Equal([SubtaskTaken, SubtaskDone], (await rig.ToldAsync(lead, dossier)).Where(k => k >= SubtaskGiven));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Forwarding_IsToldToThePlace_ButNotToWhoForwards(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var intake = await rig.PostAsync(Cast.IntakeOfficer, "cp-tu-phap");
        var examiner = await rig.PostAsync(Cast.CaseOfficer, "cp-tu-phap");
        var elsewhere = await rig.PostAsync(Cast.Approver);
        var dossier = await rig.FileAsync(1, await rig.Portal.UserAsync(Cast.Citizen));
        await rig.ActAsync(dossier, (d, now) => d.Accept(Somebody, null, now));

        await rig.ActAsync(dossier, (d, now) => d.Forward(Samples.Officer(id: intake), new ForwardTarget("cp-tu-phap"), now));

        Assert.Equal([Forwarded], await rig.ToldAsync(examiner, dossier));
        Assert.Empty(await rig.ToldAsync(intake, dossier));
        Assert.Empty(await rig.ToldAsync(elsewhere, dossier));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Choices_AreKept_ExceptForWhatTheLawHasTheOfficeWrite(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var citizen = await rig.Portal.UserAsync(Cast.Citizen);
        var dossier = await rig.FileAsync(1, citizen);
        await rig.ChooseAsync(citizen, NotificationTopic.Message, NotificationWay.None);
        await rig.ChooseAsync(citizen, NotificationTopic.Progress, NotificationWay.Portal);
        await rig.ChooseAsync(citizen, NotificationTopic.Receipt, NotificationWay.None);

        await rig.ActAsync(dossier, (d, now) => d.Accept(Somebody, null, now));
        await rig.ActAsync(dossier, (d, now) => d.Forward(Somebody, new ForwardTarget("cp-tu-phap"), now));
        await rig.ActAsync(dossier, (d, now) => d.Write(Somebody, "Lời.", now));

        Assert.Equal([Accepted, InProgress], await rig.ToldAsync(citizen, dossier));
        Assert.Contains("được tiếp nhận", Assert.Single(rig.Mails).Subject, StringComparison.Ordinal);
        await rig.ChooseAsync(citizen, NotificationTopic.Message, NotificationWay.Mail);
        await rig.ActAsync(dossier, (d, now) => d.Write(Somebody, "Lời.", now));
        Assert.Equal(2, rig.Mails.Count);
        await Assert.ThrowsAsync<RuleViolationException>(() => rig.ChooseAsync(citizen, NotificationTopic.Message, (NotificationWay)(-1)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Choices_BeginByRole(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);

        var citizen = await rig.Desk.ChoicesAsync(await rig.Portal.UserAsync(Cast.Citizen), Cancel);
        var intake = await rig.Desk.ChoicesAsync(await rig.Portal.UserAsync(Cast.IntakeOfficer), Cancel);
        var leader = await rig.Desk.ChoicesAsync(await rig.Portal.UserAsync(Cast.Approver), Cancel);

        Assert.Equal(NotificationRules.OfApplicants, citizen.Select(c => c.Topic));
        Assert.All(citizen, c => Assert.Equal(NotificationWay.Mail, c.Way));
        Assert.Equal(NotificationWay.Digest, intake.Single(c => c.Topic == NotificationTopic.Deadline).Way);
        Assert.Equal(NotificationWay.Mail, leader.Single(c => c.Topic == NotificationTopic.Deadline).Way);
        Assert.Equal(NotificationWay.Portal, leader.Single(c => c.Topic == NotificationTopic.Forwarded).Way);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task List_ComesInPages_AndIsMarked(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var citizen = await rig.Portal.UserAsync(Cast.Citizen);
        var dossier = await rig.FileAsync(1, citizen);
        for (var i = 0; i < NotificationsQuery.PageSize + 1; i++)
        {
            rig.Data.Clock.Advance(TimeSpan.FromMinutes(1));
            await NoteAsync(rig, OfficeWrote, dossier, citizen);
        }

        var first = await rig.Query.RunAsync(citizen, unreadOnly: false, 1, Cancel);
        var second = await rig.Query.RunAsync(citizen, unreadOnly: false, 2, Cancel);
        var address = await rig.Desk.OpenAsync(citizen, first.Rows[0].Id, Cancel);
        var opened = await rig.Query.RunAsync(citizen, unreadOnly: true, 1, Cancel);
        await rig.Desk.ReadAllAsync(citizen, Cancel);
        var all = await rig.Query.RunAsync(citizen, unreadOnly: true, 1, Cancel);

        Assert.Equal((NotificationsQuery.PageSize, 1, 21, 21), (first.Rows.Count, second.Rows.Count, first.Total, first.Unread));
        Assert.True(first.Rows[0].At > second.Rows[0].At);
        Assert.Equal(dossier.ProcedureName, first.Rows[0].ProcedureName);
        Assert.Equal("/ho-so/" + dossier.Number, address);
        Assert.Equal((20, 0), (opened.Total, all.Total));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Opening_AsksForTheRightAnew(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var examiner = await rig.PostAsync(Cast.CaseOfficer);
        var citizen = await rig.Portal.UserAsync(Cast.Citizen);
        var dossier = await rig.FileAsync(1, citizen);
        await NoteAsync(rig, Assigned, dossier, examiner);
        await NoteAsync(rig, Accepted, dossier, citizen);
        var own = (await rig.Query.RunAsync(citizen, unreadOnly: false, 1, Cancel)).Rows[0].Id;
        var office = (await rig.Query.RunAsync(examiner, unreadOnly: false, 1, Cancel)).Rows[0].Id;

        Assert.Equal("/mot-cua/ho-so/" + dossier.Number, await rig.Desk.OpenAsync(examiner, office, Cancel));
        Assert.Null(await rig.Desk.OpenAsync(examiner, own, Cancel));
        Assert.Null(await rig.Desk.OpenAsync(citizen, office, Cancel));
        await rig.PostAsync(Cast.CaseOfficer, "cp-x-23986");
        Assert.Null(await rig.Desk.OpenAsync(examiner, office, Cancel));
        Assert.Null((await rig.Query.RunAsync(examiner, unreadOnly: false, 1, Cancel)).Rows[0].ProcedureName);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Digest_IsOneADay_HoweverManyNodesTry_AndOnlyWithNews(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var citizen = await rig.Portal.UserAsync(Cast.Citizen);
        var dossier = await rig.FileAsync(1, citizen);
        await rig.ChooseAsync(citizen, NotificationTopic.Message, NotificationWay.Digest);
        await rig.ActAsync(dossier, (d, now) => d.Write(Somebody, "Lời riêng.", now));
        rig.Data.Clock.SetUtcNow(At(3, 6));
        var early = await RunAsync();

        rig.Data.Clock.SetUtcNow(At(3, 7));
        var first = await RunAsync();
        await rig.ActAsync(dossier, (d, now) => d.Write(Somebody, "Lời nữa.", now));
        var sameDay = await RunAsync();
        rig.Data.Clock.SetUtcNow(At(4, 8));
        var nextDay = await RunAsync();
        rig.Data.Clock.SetUtcNow(At(5, 8));
        var nothingNew = await RunAsync();
        await rig.ActAsync(dossier, (d, now) => d.Write(Somebody, "Lời ba.", now));
        await rig.Desk.ReadAllAsync(citizen, Cancel);
        var seenMeanwhile = await RunAsync();

        Assert.Equal([0, 1, 0, 1, 0, 0], [early, first, sameDay, nextDay, nothingNew, seenMeanwhile]);
        Assert.Equal(2, rig.Mails.Count);
        Assert.All(rig.Mails, mail => Assert.Equal(Cast.Citizen, mail.ToAddress));
        Assert.StartsWith("1 việc mới về hồ sơ, ngày 03/06/2025", rig.Mails[0].Subject, StringComparison.Ordinal);
        Assert.Contains(dossier.Number, rig.Mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("Cơ quan nhắn tin cho bạn", rig.Mails[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lời riêng.", rig.Mails[0].Text + rig.Mails[0].Html, StringComparison.Ordinal);

        async Task<int> RunAsync()
        {
            var (one, two) = rig.Digests;
            var made = await Task.WhenAll(one.RunAsync(Cancel), two.RunAsync(Cancel));
            await rig.TellAsync();
            return made.Sum();
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DigestTurn_IsOneNodes_UntilItFallsSilent(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var (one, two) = rig.Jobs;

        var (first, second) = (await one.RunOnceAsync(Cancel), await two.RunOnceAsync(Cancel));
        rig.Data.Clock.Advance(TimeSpan.FromMinutes(13));

        Assert.Equal((true, false), (first.HasValue, second.HasValue));
        Assert.NotNull(await two.RunOnceAsync(Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task OldOnes_AreSwept(DatabaseProvider provider)
    {
        await using var rig = await NotificationRig.StartAsync(provider);
        var citizen = await rig.Portal.UserAsync(Cast.Citizen);
        var dossier = await rig.FileAsync(1, citizen);
        await NoteAsync(rig, Accepted, dossier, citizen);
        rig.Data.Clock.Advance(TimeSpan.FromDays(90));
        await NoteAsync(rig, Completed, dossier, citizen);
        rig.Data.Clock.Advance(TimeSpan.FromDays(90));

        await new NotificationRetention(rig.Data.Database, Options.Create(new RetentionOptions()), rig.Data.Clock).DeleteAsync(Cancel);

        Assert.Equal([Completed], await rig.ToldAsync(citizen, dossier));
    }

    [Fact]
    public void Everything_HasWords()
    {
        Assert.All(Enum.GetValues<NotificationKind>(), kind => Assert.NotEmpty(NotificationWords.Of(kind)));
        Assert.All(Enum.GetValues<NotificationWay>(), way => Assert.NotEmpty(NotificationWords.Of(way)));
        Assert.All(
            Enum.GetValues<NotificationTopic>(),
            topic =>
            {
                Assert.NotEmpty(NotificationWords.Of(topic) + NotificationWords.HelpOf(topic));
                Assert.Contains(topic, NotificationRules.OfApplicants.Concat(NotificationRules.OfOfficers));
                Assert.Contains(Enum.GetValues<NotificationKind>(), kind => kind.Topic() == topic);
            }
        );
        Assert.All(Enum.GetValues<NotificationKind>(), kind => Assert.Equal(kind >= Assigned, kind.Topic().IsForOfficers()));
    }

    private static Task<IReadOnlySet<Guid>> NoteAsync(NotificationRig rig, NotificationKind kind, Dossier dossier, Guid person) =>
        rig.Ledgers.One.RecordAsync(new News(Guid.CreateVersion7(), kind, dossier.Id, dossier.Number), [person], Cancel);

    // An hour of June 2025 in Vietnam.
    private static DateTimeOffset At(int day, int hour) => new(2025, 6, day, hour, 0, 0, TimeSpan.FromHours(7));
}
