using Bunit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>What each act asks for on the page of a dossier.</summary>
public sealed class DossierFormsTests : OfficersPages
{
    private static readonly PaperFile Scan = new(new string('a', 64), "uy-quyen.pdf", 2_000, "application/pdf", 2, null);

    [Fact]
    public async Task Supplement_NamesWhatWasMarkedWithItsReason_AndNothingWithoutOne()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);

        await page.Find(".switch input").ChangeAsync(new() { Value = true });
        await page.Find("[aria-label='Yêu cầu bổ sung: Họ và tên người nộp']").ClickAsync(new());
        await ChooseAsync(page, DossierAct.RequestSupplement);
        await ConfirmAsync(page);
        Assert.Contains("Hãy ghi lý do ở từng mục", page.Find("#muc-bo-sung-e").TextContent, StringComparison.Ordinal);

        await page.Find("#muc-cau-nop_ho_ten").InputAsync(new() { Value = "Khác với giấy tờ." });
        Assert.Equal("23/06/2025", page.Find("#han").GetAttribute("value"));
        await ConfirmAsync(page);

        var asked = await AskedAsync(dossier);
        Assert.Equal([(SupplementKind.Field, "nop_ho_ten", "Khác với giấy tờ.")], asked.Items.Select(i => (i.Kind, i.Target, i.Reason)));
        // Fifteen working days on, at the end of office hours.
        Assert.Equal(new DateTime(2025, 6, 23, 10, 0, 0, DateTimeKind.Utc), asked.DueAt);
        Assert.Empty(page.FindAll(".markbox"));
        Assert.Contains("Khác với giấy tờ.", page.Find("[aria-labelledby=bo-sung-1]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supplement_WithNothingMarked_SaysWhatToDoAtThatPlace()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.RequestSupplement);
        await ConfirmAsync(page);

        Assert.Contains("Hãy chọn ít nhất một", page.Find("#muc-bo-sung-e").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_OfTheExaminer_IsOfferedFilledInToTheOneStopDepartment()
    {
        var dossier = (await FileAsync(1))[0];
        await AcceptAsync(dossier);
        await ActAsync(
            dossier,
            (d, now) =>
                d.DraftSupplement(
                    Samples.Officer("Y Phương"),
                    new SupplementDemand("Xin bổ sung.", [new(SupplementKind.Field, "nop_ho_ten", "Thiếu chữ đệm.")], now.AddDays(20)),
                    now
                )
        );
        var page = await OpenAsync(dossier);

        Assert.Contains("Y Phương đã soạn yêu cầu bổ sung (1 mục)", page.Markup, StringComparison.Ordinal);
        await ChooseAsync(page, DossierAct.RequestSupplement);
        Assert.Contains("Thiếu chữ đệm.", page.Find(".marked").TextContent, StringComparison.Ordinal);
        Assert.Equal("Xin bổ sung.", page.Find("#ly-do").GetAttribute("value"));
        await ConfirmAsync(page);

        var asked = await AskedAsync(dossier);
        Assert.Equal((SupplementState.Sent, "Thiếu chữ đệm."), (asked.State, asked.Items[0].Reason));
    }

    [Fact]
    public async Task Forward_ToAnOfficerOfADivision_CanBeTakenBackUntilItIsOpened()
    {
        var dossier = (await FileAsync(1))[0];
        await AcceptAsync(dossier);
        var examiner = await Portal.UserAsync(Cast.CaseOfficer);
        await Portal.Data.AddAsync(new OfficerPosting { UserId = examiner, AgencyId = "cp-tu-phap" });
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.Forward);
        await ConfirmAsync(page);
        Assert.Contains("Hãy chọn nơi chuyển đến.", page.Find("#noi-den-e").TextContent, StringComparison.Ordinal);
        await page.Find("#tim-noi").ChangeAsync(new() { Value = "phong tu phap" });
        await page.Find("#noi-den").ChangeAsync(new() { Value = "cp-tu-phap" });
        await page.Find("#nguoi-xu-ly").ChangeAsync(new() { Value = examiner.ToString() });
        await ConfirmAsync(page);

        var stored = await StoredAsync(dossier);
        Assert.Equal(("cp-tu-phap", examiner, true), (stored.ProcessingAgencyId, stored.AssigneeId, stored.IsHandoverPending));
        Assert.Contains("(chưa mở)", page.Markup, StringComparison.Ordinal);

        await ChooseAsync(page, DossierAct.TakeBack);
        await ConfirmAsync(page);
        Assert.Equal(Unit, (await StoredAsync(dossier)).ProcessingAgencyId);
    }

    [Fact]
    public async Task Opening_ByTheReceivingOfficer_IsNotedAndEndsTakingBack()
    {
        var dossier = (await FileAsync(1))[0];
        await AcceptAsync(dossier);
        await ActAsync(dossier, (d, now) => d.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), now));
        await SignInAsync(Cast.CaseOfficer, Roles.CaseOfficer);
        await OpenAsync(dossier);
        Assert.True((await StoredAsync(dossier)).IsHandoverPending);
        await Portal.Data.AddAsync(new OfficerPosting { UserId = await Portal.UserAsync(Cast.CaseOfficer), AgencyId = "cp-tu-phap" });

        var page = await OpenAsync(dossier);

        Assert.False((await StoredAsync(dossier)).IsHandoverPending);
        Assert.DoesNotContain("(chưa mở)", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll($"[data-act={DossierAct.TakeBack}]"));
        Assert.Contains("Đã mở ở", page.Find("[aria-labelledby=qua-trinh]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payment_WrittenWithDots_IsAskedForInDong()
    {
        var dossier = await InProgressAsync();
        await SignInAsync(Cast.CaseOfficer, Roles.CaseOfficer);
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.RequestPayment);
        await page.Find("#ly-do").InputAsync(new() { Value = "Lệ phí" });
        await page.Find("#so-tien").InputAsync(new() { Value = "nhiều" });
        await ConfirmAsync(page);
        Assert.Contains("bằng chữ số", page.Find("#so-tien-e").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("#so-tien").GetAttribute("aria-invalid"));

        await page.Find("#so-tien").InputAsync(new() { Value = "1250000" });
        await page.Find("#so-tien").ChangeAsync(new() { Value = "1250000" });
        Assert.Equal("1.250.000", page.Find("#so-tien").GetAttribute("value"));
        await ConfirmAsync(page);

        Assert.Equal(DossierStatus.AwaitingPayment, (await StoredAsync(dossier)).Status);
        await ChooseAsync(page, DossierAct.ConfirmPayment);
        Assert.Contains("1.250.000 đ", page.Find(".actform").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extension_ShowsTheNewDateBeforeItIsConfirmed()
    {
        var dossier = await InProgressAsync(due: now => now.AddDays(3));
        await SignInAsync(Cast.Approver, Roles.Approver);
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.Extend);
        Assert.Contains("chuyển thành 03/06/2025 17:00", page.Find(".actform").TextContent, StringComparison.Ordinal);
        await page.Find("#them-ngay").InputAsync(new() { Value = "2" });
        await page.Find("#them-ngay").ChangeAsync(new() { Value = "2" });

        Assert.Contains("chuyển thành 04/06/2025 17:00", page.Find(".actform").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_WaitsForTheOriginals_OneByOne()
    {
        var dossier = (await FileAsync(1))[0];
        await GiveAsync(dossier, "GT-UYQUYEN");
        await AcceptAsync(dossier);
        await ActAsync(dossier, (d, now) => d.Complete(Samples.Officer(), now));
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.ReturnResult);
        await ConfirmAsync(page);
        Assert.Contains("Còn 1 giấy tờ chưa đối chiếu", page.Find("#doi-chieu-e").TextContent, StringComparison.Ordinal);

        // What differs says how.
        await page.FindAll(".original input")[1].ChangeAsync(new() { Value = "on" });
        await PressAsync(page, "Ghi kết quả đối chiếu");
        Assert.Contains("Hãy ghi nội dung.", page.Find("#bc-gc-GT-UYQUYEN-e").TextContent, StringComparison.Ordinal);
        await page.Find("#bc-gc-GT-UYQUYEN").InputAsync(new() { Value = "Bản chính có thêm dấu giáp lai." });
        await PressAsync(page, "Ghi kết quả đối chiếu");
        Assert.Contains("Đã đối chiếu đủ.", page.Find(".originals").TextContent, StringComparison.Ordinal);
        Assert.Equal("Rơ Châm H’Yên", page.Find("#nguoi-nhan").GetAttribute("value"));
        await ConfirmAsync(page);

        Assert.Equal(DossierStatus.ResultReturned, (await StoredAsync(dossier)).Status);
    }

    [Fact]
    public async Task Papers_OfOneDocument_AreReadInPlace_TheReplacedOnesAsEarlier()
    {
        var dossier = (await FileAsync(1))[0];
        var (old, current) = (Paper(dossier, "cu.pdf"), Paper(dossier, "moi.pdf", supplement: 1));
        old.Supersede(Samples.Morning);
        await Portal.Data.AddAsync(old, current);
        var page = await OpenAsync(dossier);

        Assert.Equal($"/tep/{current.Id}", page.Find("paper-stage").GetAttribute("data-src"));
        Assert.Contains("moi.pdf", page.Find("[aria-labelledby=giay-to]").TextContent, StringComparison.Ordinal);
        await page.Find(".thumbs .old button").ClickAsync(new());
        Assert.Equal($"/tep/{old.Id}", page.Find("paper-stage").GetAttribute("data-src"));
        Assert.Contains("Bản này đã được thay", page.Markup, StringComparison.Ordinal);

        // One may have to ask for what was never handed in.
        await page.FindAll(".papertabs button").First(b => b.TextContent.Contains("(0)", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Empty(page.FindAll("paper-stage"));
        await PressAsync(page, "Đánh dấu cần bổ sung");
        Assert.Contains("Yêu cầu bổ sung (1)", page.Find(".stickyacts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remark_OnAnAnswer_StandsAtTheAnswer()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);
        await page.Find(".switch input").ChangeAsync(new() { Value = true });

        await page.Find("[aria-label='Nhận xét: Họ và tên người nộp']").ClickAsync(new());
        await page.Find("#nx-muc-cau-nop_ho_ten").InputAsync(new() { Value = "Hỏi lại chữ đệm." });
        await PressAsync(page, "Lưu ghi chú", first: true);

        Assert.Contains("Hỏi lại chữ đệm.", page.Find(".ans .remark").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskedOfficer_ReadsAndAnswers_AndIsOfferedNothingElse()
    {
        var dossier = await InProgressAsync();
        await ActAsync(
            dossier,
            (d, now) =>
            {
                d.AskOpinion(Samples.Officer(), new OpinionQuestion("cp-x-23942", "Có tranh chấp không?", now.AddDays(2), false), now);
                d.Note(Samples.Officer(), "Chỉ trong phòng.", null, now);
            }
        );
        var asked = await SignInAsync(Cast.Approver, Roles.Approver);
        await using (var db = await Portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.UserId == asked).ExecuteDeleteAsync(Cancel);
        }

        await Portal.Data.AddAsync(new OfficerPosting { UserId = asked, AgencyId = "cp-x-23942" });
        var page = await OpenAsync(dossier);

        Assert.Empty(page.FindAll("[data-act]"));
        Assert.DoesNotContain("Chỉ trong phòng.", page.Markup, StringComparison.Ordinal);
        await PressAsync(page, "Gửi ý kiến");
        Assert.Contains("Hãy chọn đồng ý", page.Find("#tra-loi-1-e").TextContent, StringComparison.Ordinal);
        await page.FindAll("[name=yk-1]")[0].ChangeAsync(new() { Value = "on" });
        await page.Find("#tra-loi-1").InputAsync(new() { Value = "Không có tranh chấp." });
        await PressAsync(page, "Gửi ý kiến");

        Assert.Contains("Không có tranh chấp.", page.Find("[aria-labelledby=y-kien]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_IsNotOvertakenByANote()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);
        await ChooseAsync(page, DossierAct.Accept);

        await ActAsync(dossier, (d, now) => d.Note(Samples.Officer(), "Đã gọi.", null, now));
        await SeesAsync(() => page.Markup.Contains("Đã gọi.", StringComparison.Ordinal));
        await ConfirmAsync(page);

        Assert.Equal(DossierStatus.Accepted, (await StoredAsync(dossier)).Status);
    }

    [Fact]
    public async Task NotesCallsAndMessages_StandOnThePageAndInTheHistory()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);

        await PressAsync(page, "Gửi");
        Assert.Contains("Hãy ghi nội dung.", page.Find("#nhan-tin-e").TextContent, StringComparison.Ordinal);
        await page.Find("#nhan-tin").InputAsync(new() { Value = "Chiều mai bà đến được không?" });
        await PressAsync(page, "Gửi");
        await page.Find("#ghi").InputAsync(new() { Value = "Hỏi lại Tư pháp." });
        await PressAsync(page, "Lưu ghi chú");
        await page.FindAll("[name=loai-ghi-chu]")[2].ChangeAsync(new() { Value = "on" });
        await page.Find("#ghi").InputAsync(new() { Value = "Máy bận." });
        await PressAsync(page, "Lưu ghi chú");

        var history = page.Find("[aria-labelledby=qua-trinh]").TextContent;
        Assert.Contains("Chiều mai bà đến được không?", history, StringComparison.Ordinal);
        Assert.Contains("Gọi không được", history, StringComparison.Ordinal);
        Assert.Contains("Hỏi lại Tư pháp.", page.Find("[aria-labelledby=ghi-chu]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Chưa đọc", page.Find("[aria-labelledby=trao-doi]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colleagues_WhoHaveItOpen_SeeEachOtherAndWhoIsWriting()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);
        using var colleague = Node.GetRequiredService<DossierPresence>().Enter(dossier.Id, Guid.NewGuid(), "Lê Minh Đức", () => { });

        await SeesAsync(() => page.Markup.Contains("Lê Minh Đức cũng đang xem", StringComparison.Ordinal));
        Assert.False(colleague.Others.Single().IsWriting);
        await ChooseAsync(page, DossierAct.Accept);
        Assert.True(colleague.Others.Single().IsWriting);
        colleague.Write(true);
        await SeesAsync(() => page.Markup.Contains("Lê Minh Đức đang soạn", StringComparison.Ordinal));
        colleague.Dispose();

        await SeesAsync(() => !page.Markup.Contains("Lê Minh Đức", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dossier_WithMuchAroundIt_IsReadInAsManyQuestionsAsOneWithLittle()
    {
        var (little, full) = ((await FileAsync(1))[0], (await FileAsync(2))[0]);
        await TalkAsync(little, 1);
        await TalkAsync(full, 12);
        var query = Node.GetRequiredService<DossierQuery>();
        var me = await Portal.UserAsync(Cast.IntakeOfficer);
        await query.RunAsync(me, little.Number, Cancel);

        Sql.Clear();
        await query.RunAsync(me, little.Number, Cancel);
        var questions = Sql.Commands.Count;
        Sql.Clear();
        var view = await query.RunAsync(me, full.Number, Cancel);

        Assert.Equal(12, view!.Dossier.Calls.Count);
        Assert.Equal(questions, Sql.Commands.Count);
    }

    private Task TalkAsync(Dossier dossier, int times) =>
        ActAsync(
            dossier,
            (d, now) =>
            {
                foreach (var i in Enumerable.Range(1, times))
                {
                    d.Note(Samples.Officer(), $"Ghi chú {i}", null, now);
                    d.LogCall(Samples.Officer(), true, $"Cuộc gọi {i}", now);
                    d.Write(Samples.Officer(), $"Tin {i}", now);
                }
            }
        );

    private async Task<IRenderedComponent<DossierPage>> OpenAsync(Dossier dossier)
    {
        var page = Render<DossierPage>(parameters => parameters.Add(p => p.Number, dossier.Number));
        await SeesAsync(() => page.FindAll("h1").Count == 1);
        return page;
    }

    private async Task<Dossier> InProgressAsync(Func<DateTime, DateTime>? due = null)
    {
        var dossier = (await FileAsync(1))[0];
        await ActAsync(dossier, (d, now) => d.Accept(Samples.Officer(), (due ?? (n => n.AddDays(3)))(now), now));
        await ActAsync(dossier, (d, now) => d.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), now));
        return dossier;
    }

    private Task GiveAsync(Dossier dossier, string component) =>
        Portal.Data.AddAsync(new SubmittedDocument(Guid.NewGuid(), dossier.Id, component, 1, Scan));

    private static SubmittedDocument Paper(Dossier dossier, string name, int supplement = 0) =>
        new(Guid.NewGuid(), dossier.Id, "GT-UYQUYEN", 1, Scan with { FileName = name }, supplement);

    private static Task ChooseAsync(IRenderedComponent<DossierPage> page, DossierAct act) =>
        page.Find($"[data-act={act}]").ClickAsync(new());

    private static Task ConfirmAsync(IRenderedComponent<DossierPage> page) => page.Find("[data-confirm]").ClickAsync(new());

    private static Task PressAsync(IRenderedComponent<DossierPage> page, string button, bool first = false)
    {
        var named = page.FindAll("button").Where(b => b.TextContent.Trim() == button);
        return (first ? named.First() : named.Single()).ClickAsync(new());
    }

    private Task<Dossier> StoredAsync(Dossier dossier) =>
        Portal.Data.Database.ReadAsync(db => db.Dossiers.SingleAsync(d => d.Id == dossier.Id, Cancel), Cancel);

    private Task<SupplementRequest> AskedAsync(Dossier dossier) =>
        Portal.Data.Database.ReadAsync(
            db =>
                db.Supplements.Include(s => s.Items).SingleAsync(s => s.DossierId == dossier.Id && s.State == SupplementState.Sent, Cancel),
            Cancel
        );
}
