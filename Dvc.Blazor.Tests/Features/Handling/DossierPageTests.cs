using AngleSharp.Dom;
using Bunit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>A dossier before an officer: which acts are offered, and what becomes of them.</summary>
public sealed class DossierPageTests : OfficersPages
{
    private const string Colleague = "Trần Văn Sáu";
    private const string Form = "section.actform";
    private const string Told = ".told";

    [Theory]
    [InlineData(Cast.IntakeOfficer, Roles.IntakeOfficer, DossierStatus.Submitted, "Tiếp nhận, Yêu cầu bổ sung, Từ chối")]
    [InlineData(Cast.IntakeOfficer, Roles.IntakeOfficer, DossierStatus.Accepted, "Chuyển xử lý, Yêu cầu bổ sung, Soạn văn bản")]
    [InlineData(Cast.IntakeOfficer, Roles.IntakeOfficer, DossierStatus.Completed, "Trả kết quả")]
    [InlineData(Cast.CaseOfficer, Roles.CaseOfficer, DossierStatus.Submitted, "")]
    [InlineData(
        Cast.CaseOfficer,
        Roles.CaseOfficer,
        DossierStatus.Accepted,
        "Chuyển xử lý, Soạn yêu cầu bổ sung, Xin ý kiến, Soạn văn bản"
    )]
    [InlineData(
        Cast.Approver,
        Roles.Approver,
        DossierStatus.InProgress,
        "Chuyển xử lý, Hoàn thành, Xin ý kiến, Giao phần việc, Gia hạn, Dừng giải quyết"
    )]
    [InlineData(Cast.Approver, Roles.Approver, DossierStatus.Refused, "")]
    public async Task Acts_AreThoseOfTheStatusAndTheRole(string email, string role, DossierStatus status, string acts)
    {
        var dossier = (await FileAsync(1))[0];
        await BringToAsync(dossier, status);
        await SignInAsync(email, role);

        var page = await OpenAsync(dossier);

        Assert.Equal(acts, string.Join(", ", page.FindAll("[data-act]").Select(Words)));
        Assert.Equal(acts.Length == 0, page.Markup.Contains("Hiện không có việc nào", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_ShowsWhoFiledWhatAndWhen()
    {
        var dossier = (await FileAsync(1))[0];

        var page = await OpenAsync(dossier);

        foreach (var words in new[] { dossier.Number, "Rơ Châm H’Yên", "Mới đăng ký", "08:00", "Hồ sơ này không kèm tệp nào." })
        {
            Assert.Contains(words, page.Markup, StringComparison.Ordinal);
        }
        Assert.Contains("Mới đăng ký", page.Find("[aria-labelledby=qua-trinh]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_AsksWithTheDueDate_AndIsDoneOnce()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.Accept);
        Assert.Contains("Ngày hẹn trả: 02/06/2025 17:00", page.Find(Form).TextContent, StringComparison.Ordinal);
        Assert.Equal(DossierStatus.Submitted, (await StoredAsync(dossier)).Status);
        await ConfirmAsync(page);

        Assert.Contains("Đã xong: Tiếp nhận.", page.Find(Told).TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(Form));
        var stored = await StoredAsync(dossier);
        Assert.Equal((DossierStatus.Accepted, 2), (stored.Status, stored.Steps.Count));
    }

    [Fact]
    public async Task Act_ThoughtBetterOf_IsNotDoneAndKeepsWhatWasTyped()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.Refuse);
        await page.Find("#ly-do").InputAsync(new() { Value = "Thiếu giấy ủy quyền." });
        await PressAsync(page, "Thôi");

        Assert.Empty(page.FindAll(Form));
        Assert.Equal(DossierStatus.Submitted, (await StoredAsync(dossier)).Status);
        await ChooseAsync(page, DossierAct.Refuse);
        Assert.Equal("Thiếu giấy ủy quyền.", Typed(page));
    }

    [Fact]
    public async Task Refusal_WithoutAReason_AsksForIt()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);

        await ChooseAsync(page, DossierAct.Refuse);
        Assert.Null(page.Find("#ly-do").GetAttribute("aria-invalid"));
        await ConfirmAsync(page);

        Assert.Equal("true", page.Find("#ly-do").GetAttribute("aria-invalid"));
        Assert.Contains("Hãy ghi lý do.", page.Find("#ly-do-e").TextContent, StringComparison.Ordinal);
        Assert.Equal(DossierStatus.Submitted, (await StoredAsync(dossier)).Status);

        await page.Find("#ly-do").InputAsync(new() { Value = "Thiếu giấy ủy quyền." });
        await ConfirmAsync(page);

        Assert.Equal(DossierStatus.Refused, (await StoredAsync(dossier)).Status);
        Assert.Contains("Thiếu giấy ủy quyền.", page.Find("[aria-labelledby=qua-trinh]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OvertakenByAColleague_SaysWhoAndKeepsWhatWasTyped()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);
        await ChooseAsync(page, DossierAct.Refuse);
        await page.Find("#ly-do").InputAsync(new() { Value = "Thiếu giấy ủy quyền." });

        await AcceptAsync(dossier);
        await SeesAsync(() => page.Find("[aria-labelledby=qua-trinh]").TextContent.Contains(Colleague, StringComparison.Ordinal));
        Assert.Equal("Thiếu giấy ủy quyền.", Typed(page));
        await ConfirmAsync(page);

        Assert.Contains($"Hồ sơ đã được {Colleague} xử lý", page.Find(Told).TextContent, StringComparison.Ordinal);
        Assert.Equal("Thiếu giấy ủy quyền.", Typed(page));
        Assert.Equal(DossierStatus.Accepted, (await StoredAsync(dossier)).Status);

        await ConfirmAsync(page);
        Assert.Contains("không làm được lúc này", page.Find(Form).TextContent, StringComparison.Ordinal);
        Assert.Equal("Thiếu giấy ủy quyền.", Typed(page));
    }

    [Fact]
    public async Task Dossier_ThatLeavesTheUnit_SaysSoInsteadOfAnEmptyPage()
    {
        var dossier = (await FileAsync(1))[0];
        var page = await OpenAsync(dossier);
        await using (var db = await Portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.AgencyId == Unit).ExecuteDeleteAsync(Cancel);
        }

        Tell(dossier);

        await SeesAsync(() => page.Markup.Contains("không còn ở nơi bạn làm việc", StringComparison.Ordinal));
        Assert.DoesNotContain("Rơ Châm H’Yên", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/mot-cua", page.Find("a").GetAttribute("href"));
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

    private static string Words(IElement button) =>
        string.Concat(
                button
                    .QuerySelectorAll(".face")
                    .SelectMany(f => f.ChildNodes)
                    .Where(n => n is not IElement { LocalName: "kbd" })
                    .Select(n => n.TextContent)
            )
            .Trim();

    private static Task PressAsync(IRenderedComponent<DossierPage> page, string button) =>
        page.FindAll("button").Single(b => b.TextContent.Trim().StartsWith(button, StringComparison.Ordinal)).ClickAsync(new());

    private static string? Typed(IRenderedComponent<DossierPage> page) => page.Find("#ly-do").GetAttribute("value");

    private async Task BringToAsync(Dossier dossier, DossierStatus status)
    {
        if (status == DossierStatus.Refused)
        {
            await ActAsync(dossier, (d, now) => d.Refuse(Samples.Officer(), "Nộp nhầm nơi.", now));
        }
        if (status is DossierStatus.Accepted or DossierStatus.InProgress or DossierStatus.Completed)
        {
            await AcceptAsync(dossier);
        }
        if (status is DossierStatus.InProgress or DossierStatus.Completed)
        {
            await ActAsync(dossier, (d, now) => d.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), now));
        }
        if (status is DossierStatus.Completed)
        {
            await ActAsync(dossier, (d, now) => d.Complete(Samples.Officer(), now));
        }
    }

    private Task<Dossier> StoredAsync(Dossier dossier) =>
        Portal.Data.Database.ReadAsync(db => db.Dossiers.Include(d => d.Steps).SingleAsync(d => d.Id == dossier.Id, Cancel), Cancel);
}
