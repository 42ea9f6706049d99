using Bunit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>Parts of the work and the result at once, on the page of a dossier.</summary>
public sealed class SubtaskFormsTests : OfficersPages
{
    private const string Commune = "cp-x-23942";

    [Fact]
    public async Task Parts_AreGivenToSeveralAtOnce_AndEveryLineSaysWhatItLacks()
    {
        await SignInAsync(Cast.CaseOfficer, Roles.CaseOfficer);
        var dossier = await InProgressAsync();
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.GiveSubtasks);
        await page.Find("[data-add]").ClickAsync(new());
        await page.Find("#ly-do-1").InputAsync(new() { Value = "Xác minh nơi cư trú" });
        await ConfirmAsync(page);
        Assert.Contains("Hãy chọn nơi nhận.", page.Find("#noi-den-1-e").TextContent, StringComparison.Ordinal);
        Assert.Contains("Hãy ghi việc cần làm.", page.Find("#ly-do-2-e").TextContent, StringComparison.Ordinal);
        Assert.Contains("từ 1 đến 90", page.Find("#them-ngay-2-e").TextContent, StringComparison.Ordinal);

        await FillAsync(page, 1, "2");
        await page.Find("#ly-do-2").InputAsync(new() { Value = "Đối chiếu sổ" });
        await FillAsync(page, 2, "30");
        // Later than the dossier: the reason is asked for as soon as the days are typed.
        Assert.Single(page.FindAll("#vi-sao-muon-2"));
        Assert.Empty(page.FindAll("#vi-sao-muon-1"));
        await ConfirmAsync(page);
        Assert.Contains("sau ngày hẹn trả", page.Find("#vi-sao-muon-2-e").TextContent, StringComparison.Ordinal);
        await page.Find("#vi-sao-muon-2").InputAsync(new() { Value = "Sổ lưu ở tỉnh." });
        await ConfirmAsync(page);

        Assert.Equal([Commune, Commune], (await PartsAsync(dossier)).Select(p => p.AgencyId));
        var panel = page.Find("[aria-labelledby=phan-viec]").TextContent;
        Assert.Contains("0/2 đã trả lời", panel, StringComparison.Ordinal);
        Assert.Contains("Sổ lưu ở tỉnh.", panel, StringComparison.Ordinal);
        Assert.Contains("Giao phần việc", page.Find(".story").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_FollowsTheAnswer_AndChangesWithAReasonOnly()
    {
        await SignInAsync(Cast.CaseOfficer, Roles.CaseOfficer);
        var dossier = await InProgressAsync();
        await GiveAsync(dossier, 2);
        var page = await OpenAsync(dossier);
        var parts = await PartsAsync(dossier);

        await page.Find("[data-part='1'] [data-change]").ClickAsync(new());
        Assert.Contains("Hãy ghi nội dung.", page.Find("#vi-sao-sua-1-e").TextContent, StringComparison.Ordinal);
        await page.Find("#sua-viec-1").InputAsync(new() { Value = "Xác minh thêm" });
        await page.Find("#vi-sao-sua-1").InputAsync(new() { Value = "Có tranh chấp." });
        await page.Find("[data-part='1'] [data-change]").ClickAsync(new());
        Assert.Contains("Xác minh thêm", page.Find("[data-part='1'] .said").TextContent, StringComparison.Ordinal);
        await page.Find("#vi-sao-sua-1").InputAsync(new() { Value = "Không cần nữa." });
        await page.Find("[data-part='1'] [data-withdraw]").ClickAsync(new());
        Assert.Contains("Đã rút lại", page.Find("[data-part='1']").TextContent, StringComparison.Ordinal);

        await PartActAsync(dossier, (d, now) => d.FinishSubtask(There, parts[1].Id, "Đúng.", "KQ-7", now));
        await SeesAsync(() => page.Markup.Contains("1/1 đã trả lời", StringComparison.Ordinal));
        Assert.Contains("KQ-7", page.Find("[data-part='2']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiver_ConfirmsTheHandover_ThenAnswers()
    {
        var dossier = await InProgressAsync();
        await GiveAsync(dossier, 1, new LinkedName("Đăng ký thường trú", NeedsReceipt: true));
        var me = await SignInAsync(Cast.Approver, Roles.Approver);
        await using (var db = await Portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.UserId == me).ExecuteDeleteAsync(Cancel);
        }

        await Portal.Data.AddAsync(new OfficerPosting { UserId = me, AgencyId = Commune });
        var page = await OpenAsync(dossier);

        Assert.Empty(page.FindAll("[data-act]"));
        Assert.Empty(page.FindAll("[data-answer]"));
        await page.Find("[data-take]").ClickAsync(new());
        Assert.Contains("xác nhận đã nhận bàn giao", page.Find("[data-part='1']").TextContent, StringComparison.Ordinal);
        await page.Find("[data-answer]").ClickAsync(new());
        Assert.Contains("Hãy chọn đã làm xong", page.Find("#tra-loi-viec-1-e").TextContent, StringComparison.Ordinal);
        await page.FindAll("[name=ket-qua-1]")[0].ChangeAsync(new() { Value = "on" });
        await page.Find("#tra-loi-viec-1").InputAsync(new() { Value = "Đã đăng ký." });
        await page.Find("#so-viec-1").InputAsync(new() { Value = "CT-12" });
        await page.Find("[data-answer]").ClickAsync(new());

        Assert.Equal((SubtaskState.Done, "CT-12"), (await PartsAsync(dossier)).Select(p => (p.State, p.ResultNumber)).Single());
    }

    [Fact]
    public async Task ResultAtOnce_SaysWhatTheCitizenIsTold_AndOffersTheSlipWhenAskedFor()
    {
        var dossier = (await FileAsync(1))[0];
        await ActAsync(dossier, (d, now) => d.Accept(Samples.Officer(), now.AddHours(4), now, isSameDay: true));
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.ReturnAtOnce);
        Assert.Contains("Người nộp được báo", page.Find(".actform").TextContent, StringComparison.Ordinal);
        await ConfirmAsync(page);
        Assert.Contains("Hãy ghi số của bản kết quả.", page.Find("#so-ket-qua-e").TextContent, StringComparison.Ordinal);
        await page.Find("#so-ket-qua").InputAsync(new() { Value = "12/TL-HT" });
        await page.Find("#in-giay-hen").ChangeAsync(new() { Value = true });
        await ConfirmAsync(page);

        Assert.Equal($"/ho-so/{dossier.Number}/bien-nhan.pdf", page.Find("[data-slip]").GetAttribute("href"));
        Assert.Contains("12/TL-HT", page.Find(".story").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-act=ReturnResult]"));
    }

    private static Actor There { get; } = Samples.Officer("Siu Thơm") with { AgencyId = Commune };

    private async Task<Dossier> InProgressAsync()
    {
        var dossier = (await FileAsync(1))[0];
        await ActAsync(dossier, (d, now) => d.Accept(Samples.Officer(), now.AddDays(10), now));
        await ActAsync(dossier, (d, now) => d.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), now));
        return dossier;
    }

    private Task GiveAsync(Dossier dossier, int count, LinkedName? linked = null) =>
        ActAsync(
            dossier,
            (d, now) =>
                d.GiveSubtasks(
                    Samples.Officer(),
                    [
                        .. Enumerable
                            .Range(1, count)
                            .Select(i => new SubtaskOrder(Commune, $"Việc {i}", 2) { AgencyName = "Xã", Linked = linked }),
                    ],
                    Samples.Clock,
                    now
                )
        );

    private async Task PartActAsync(Dossier dossier, Action<Dossier, DateTime> act)
    {
        var now = Portal.Data.Clock.GetUtcNow().UtcDateTime;
        await Portal.Data.Database.WriteAsync(
            async db => act(await db.Dossiers.Include(d => d.Subtasks).SingleAsync(d => d.Id == dossier.Id, Cancel), now),
            Cancel
        );
        Tell(dossier);
    }

    private Task<List<Subtask>> PartsAsync(Dossier dossier) =>
        Portal.Data.Database.ReadAsync(
            db => db.Subtasks.Where(s => s.DossierId == dossier.Id).OrderBy(s => s.Ordinal).ToListAsync(Cancel),
            Cancel
        );

    private static async Task FillAsync(IRenderedComponent<DossierPage> page, int position, string days)
    {
        await page.Find($"#tim-noi-{position}").ChangeAsync(new() { Value = "nhon hoa" });
        await page.Find($"#noi-den-{position}").ChangeAsync(new() { Value = Commune });
        await page.Find($"#them-ngay-{position}").InputAsync(new() { Value = days });
    }

    private async Task<IRenderedComponent<DossierPage>> OpenAsync(Dossier dossier)
    {
        var page = Render<DossierPage>(parameters => parameters.Add(p => p.Number, dossier.Number));
        await SeesAsync(() => page.FindAll("h1").Count == 1);
        return page;
    }

    private static Task ChooseAsync(IRenderedComponent<DossierPage> page, DossierAct act) =>
        page.Find($"[data-act={act}]").ClickAsync(new());

    private static Task ConfirmAsync(IRenderedComponent<DossierPage> page) => page.Find("[data-confirm]").ClickAsync(new());
}
