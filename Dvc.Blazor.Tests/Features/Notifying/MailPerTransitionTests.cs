using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Notifying;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Notifying;

/// <summary>Each thing that happens to a dossier makes exactly one mail, to whom it concerns.</summary>
public sealed class MailPerTransitionTests
{
    private const string Applicant = "hyen@example.vn";
    private const string Leader = "leader@example.vn";
    private static readonly Guid CaseOfficer = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TheWholeLife_EachStepOneMail(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var id = await data.FileDossierAsync();
        await OfficersAsync(data);
        var (box, dispatcher) = Post(data);
        var applicant = new Actor(Guid.NewGuid(), "A", ActorKind.Applicant);
        var leader = FiledDossier.Officer;

        await ExpectAsync(d => { }, "Đã nhận hồ sơ");
        await ExpectAsync(d => d.Accept(leader, null, data.Now()), "đã được tiếp nhận");
        await ExpectAsync(d => d.Forward(leader, new ForwardTarget("gl-h-639"), data.Now()), "Đang xử lý");
        await ExpectAsync(d => d.RequestSupplement(leader, Samples.Demand("Bản mờ."), Samples.Clock, data.Now()), "cần bổ sung");
        await ExpectAsync(d => d.AnswerSupplement(applicant, Answer(), data.Now()), "Đã nhận phần bổ sung");
        await ExpectAsync(d => d.TakeSupplement(leader, Samples.Clock, data.Now()), "Đang xử lý");
        await ExpectAsync(
            d => d.RequestPayment(leader, new PaymentDemand("Lệ phí", 120_000, data.Now().AddDays(5)), data.Now()),
            "Yêu cầu thực hiện nghĩa vụ tài chính"
        );
        await ExpectAsync(d => d.SendPaymentProof(applicant, Proof, data.Now()), "Đã nhận chứng từ");
        await ExpectAsync(d => d.ConfirmPayment(leader, "01", Samples.Clock, data.Now()), "Đang xử lý");
        await ExpectAsync(d => d.RequestWithdrawal(applicant, "Đổi ý.", data.Now()), "Công dân yêu cầu rút hồ sơ");
        await ExpectAsync(d => d.DeclineWithdrawal(leader, "Đã xong.", Samples.Clock, data.Now()), "không đồng ý cho rút");
        await ExpectAsync(d => d.Write(leader, "Lời riêng.", data.Now()), "có tin nhắn mới");
        await ExpectAsync(d => d.Write(applicant, "Vâng.", data.Now()));
        await ExpectAsync(d => d.Assign(leader, CaseOfficer, "B", data.Now()), "được giao cho bạn", "case@example.vn");
        await ExpectAsync(
            d => d.AskOpinion(leader, new OpinionQuestion("gl-h-639", "Thế nào?", data.Now().AddDays(3), false), data.Now()),
            "Xin ý kiến",
            Leader
        );
        await ExpectAsync(d => d.WithdrawOpinion(leader, d.Opinions[0].Id, data.Now()));
        await ExpectAsync(d => d.SubmitForApproval(leader, ResultKind.Granted, "Đủ điều kiện.", data.Now()), "chờ phê duyệt", Leader);
        await ExpectAsync(d => d.SendBack(leader, "Xem lại.", data.Now()), "được trả lại", "case@example.vn");
        await ExpectAsync(d => d.SubmitForApproval(leader, ResultKind.Granted, "Đủ điều kiện.", data.Now()), "chờ phê duyệt", Leader);
        await ExpectAsync(d => d.Approve(Samples.Officer(id: Guid.NewGuid()), null, data.Now()), "Đã xử lý xong");
        await ExpectAsync(
            d => d.ReturnResult(leader, new ResultReturnDetails(ResultDelivery.OneStop, "A"), [], data.Now()),
            "Đã trả kết quả"
        );
        await ExpectAsync(d => d.RecallResult(leader, "Trả nhầm.", data.Now()), "Đã xử lý xong");
        Assert.All(box.Sent, mail => Assert.DoesNotContain("Lời riêng.", mail.Text, StringComparison.Ordinal));
        Assert.All(
            box.Sent.Where(mail => mail.ToAddress != Applicant),
            mail => Assert.DoesNotContain("Ksor", mail.Text + mail.Html, StringComparison.Ordinal)
        );

        async Task ExpectAsync(Action<Dossier> act, string? subject = null, string to = Applicant)
        {
            box.Sent.Clear();
            data.Clock.Advance(TimeSpan.FromMinutes(1));
            await ActAsync(data, id, act);
            await dispatcher.RunOnceAsync(Cancel);
            if (subject is null)
            {
                Assert.Empty(box.Sent);
                return;
            }

            var mail = Assert.Single(box.Sent);
            Assert.Equal(to, mail.ToAddress);
            Assert.Contains(subject, mail.Subject, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EndsAndApology_CarryTheirLetters()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var id = await data.FileDossierAsync();
        var (box, dispatcher) = Post(data);
        var clock = new DossierClock(
            Samples.Clock.Clock,
            new Blazor.Domain.Calendars.TimeLimit(Blazor.Domain.Calendars.TimeUnit.WorkingDay, 10)
        );
        await ActAsync(data, id, d => d.Accept(FiledDossier.Officer, clock.DueFor(data.Now(), [], null)!.DueAt, data.Now()));
        await ActAsync(data, id, d => d.Extend(FiledDossier.Officer, "Chờ đo đạc lại.", 5, clock, data.Now()));
        await ActAsync(data, id, d => d.Discontinue(FiledDossier.Officer, "Đang tranh chấp.", data.Now().AddHours(1)));

        await dispatcher.RunOnceAsync(Cancel);

        var apology = Assert.Single(box.Sent, m => m.Subject.StartsWith("Xin lỗi", StringComparison.Ordinal));
        Assert.Contains("Chờ đo đạc lại.", apology.Text, StringComparison.Ordinal);
        Assert.Equal("mau-04-1-H21.65-250602-0001.pdf", Assert.Single(apology.Attachments).FileName);
        var stop = Assert.Single(box.Sent, m => m.Subject.EndsWith("Dừng xử lý", StringComparison.Ordinal));
        Assert.Contains(
            "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
            await PrintedPages.ReadTextAsync(Assert.Single(stop.Attachments).Content, Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SupplementRequested_NamesEachThingWithItsReasonAndOneWay()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var id = await data.FileDossierAsync();
        var (box, dispatcher) = Post(data);
        await ActAsync(
            data,
            id,
            d => d.RequestSupplement(FiledDossier.Officer, Samples.Demand("Bản chụp bị mờ."), Samples.Clock, data.Now())
        );

        await dispatcher.RunOnceAsync(Cancel);

        var mail = Assert.Single(box.Sent, m => m.Subject.EndsWith("cần bổ sung", StringComparison.Ordinal));
        Assert.Contains("1. Văn bản ủy quyền: Bản chụp bị mờ.", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/ho-so/{FiledDossier.Number}/bo-sung", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tra-cuu", mail.Text, StringComparison.Ordinal);
        Assert.Contains("02/06/2030", mail.Text, StringComparison.Ordinal);
        var paper = await PrintedPages.ReadTextAsync(Assert.Single(mail.Attachments).Content, Cancel);
        Assert.Contains("Mẫu số 02", paper, StringComparison.Ordinal);
        Assert.DoesNotContain(FiledDossier.Phone, paper, StringComparison.Ordinal);
    }

    private static PaperFile Proof { get; } = new(new string('d', 64), "bien-lai.pdf", 100, "application/pdf", 1, null);

    private static SupplementAnswer Answer() =>
        new(
            "{}",
            new string('e', 64),
            new Dictionary<string, string?>(),
            new Dictionary<string, string?>(),
            [(Guid.NewGuid(), "UQ", 1, Proof)]
        );

    private static Task ActAsync(DvcTestDatabase data, Guid id, Action<Dossier> act) =>
        data.Database.WriteAsync(
            async db =>
                act(
                    await db
                        .Dossiers.Include(d => d.Answers)
                        .Include(d => d.Documents)
                        .Include(d => d.Stops)
                        .Include(d => d.Supplements)
                            .ThenInclude(s => s.Items)
                        .Include(d => d.Obligations)
                            .ThenInclude(o => o.Proof)
                        .Include(d => d.Handovers)
                        .Include(d => d.Approvals)
                        .Include(d => d.Opinions)
                        .Include(d => d.Originals)
                        .AsSplitQuery()
                        .SingleAsync(d => d.Id == id, Cancel)
                ),
            Cancel
        );

    private static async Task OfficersAsync(DvcTestDatabase data)
    {
        var leader = Guid.CreateVersion7();
        var (approver, examiner) = (Role(Roles.Approver), Role(Roles.CaseOfficer));
        await data.AddAsync(
            approver,
            examiner,
            Person(leader, Leader),
            Person(CaseOfficer, "case@example.vn"),
            new IdentityUserRole<Guid> { UserId = leader, RoleId = approver.Id },
            new IdentityUserRole<Guid> { UserId = CaseOfficer, RoleId = examiner.Id },
            new OfficerPosting { UserId = leader, AgencyId = "gl-h-639" },
            new OfficerPosting { UserId = CaseOfficer, AgencyId = "cp-mot-cua" }
        );

        static IdentityRole<Guid> Role(string name) => new(name) { Id = Guid.CreateVersion7(), NormalizedName = name.ToUpperInvariant() };

        static DvcUser Person(Guid id, string email) =>
            new()
            {
                Id = id,
                UserName = email,
                Email = email,
                EmailConfirmed = true,
                FullName = email,
            };
    }

    private static (MailBox Box, OutboxDispatcher Dispatcher) Post(DvcTestDatabase data)
    {
        var box = new MailBox();
        var settings = new Dictionary<string, string?> { ["Portal:PublicUrl"] = "https://dichvucong.example.vn/" };
        var node = data.NewNode(services =>
            services
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
                .AddSingleton(Host.CreateEmptyApplicationBuilder(null).Environment)
                .AddSingleton(
                    new Dvc.Blazor.Domain.Portals.StandingPortal(
                        new Dvc.Blazor.Domain.PortalIdentity("Cổng Dịch vụ công", "Huyện Chư Pưh", "0269 3850 009", "", "", "")
                    )
                )
                .AddNotifying()
                .AddSingleton<IMailSender>(box)
        );
        return (box, node.GetRequiredService<OutboxDispatcher>());
    }

    private sealed class MailBox : IMailSender
    {
        public List<MailMessage> Sent { get; } = [];

        public Task SendAsync(MailMessage message, CancellationToken cancellationToken)
        {
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}
