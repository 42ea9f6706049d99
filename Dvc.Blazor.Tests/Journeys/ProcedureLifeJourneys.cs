using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using Files = Dvc.Blazor.Tests.Infrastructure.Files.Samples;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>The life of a procedure: it is built from nothing, serves people, and is changed while some of them are on their way.</summary>
[Collection(nameof(ProcedureLifeJourneys))]
public sealed class ProcedureLifeJourneys : BrowserTests
{
    private const string Code = "9.000002";
    private const string Title = "Xác nhận vườn hồ tiêu";
    private const string Unit = "UBND huyện Chư Pưh";
    private const string Section = "Vườn trồng";
    private const string Damage = "Có thiệt hại do sâu bệnh";
    private const string Plan = "Sơ đồ vườn";
    private const string Photo = "Ảnh chụp thiệt hại";
    private const string Phone = "Điện thoại tại vườn";
    private const string Second = "hangxom@dvc.local";
    private const string Third = "nguoithu3@dvc.local";
    private DvcServer? _portal;

    private DvcDatabase Database => _portal!.Services.GetRequiredService<DvcDatabase>();

    [Fact]
    public async Task BuiltFromNothing_Served_AndChangedUnderWay_EachGoesOnAsChosen()
    {
        _portal = await DvcServer.StartAsync(cancellationToken: Cancel);
        await MoveInAsync(Second, "Siu Thoa", "064190005678");
        await MoveInAsync(Third, "Kpă Lan", "064190008765");
        var author = await SignInAsync(Cast.Administrator);
        var builder = new ProcedureAuthor(author, Code);
        await BuildAsync(author, builder);

        var (first, second, third) = (await SignInAsync(Cast.Citizen, Device.Phone), await SignInAsync(Second), await SignInAsync(Third));
        var desk = await SignInAsync(Cast.IntakeOfficer);
        var finished = await FileAsync(first, hasDamage: true);
        await FinishAsync(desk, finished);
        await Expect(await StatusAsync(first, finished)).ToHaveTextAsync("Đã trả kết quả");
        await first.AxeAsync();

        var running = await FileAsync(second, hasDamage: false);
        await OpenAsync(desk, running);
        await desk.DecideAsync("t", "Tiếp nhận hồ sơ này?", "Tiếp nhận");
        await FillFormAsync(new WizardActor(third), "Tên thửa", hasDamage: false);

        await ChangeAsync(author, builder);
        await ExpectDraftMovedAsync(third);
        await ExpectOnlyTheDifferenceAskedAsync(desk, second, running);
        await ExpectStoredAsync(finished, running);
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    private static async Task BuildAsync(BrowserSession author, ProcedureAuthor builder)
    {
        await builder.CreateAsync(Title, Unit);
        await builder.AddSectionAsync(Section);
        await builder.AddFieldAsync(Section, "Chữ", "Tên vườn", isRequired: true);
        await builder.AddFieldAsync(Section, "Ô đánh dấu", Damage);
        await builder.AddFieldAsync(Section, "Nhiều dòng", "Mô tả thiệt hại", isRequired: true);
        await builder.OnlyWhenTickedAsync(Damage);
        await builder.AddFieldAsync(Section, "Nhóm lặp", "Các thửa vườn");
        await builder.SetAsync("Tên gọi một dòng", "Thửa");
        await builder.SetAsync("Số dòng ít nhất", "1");
        await builder.AddFieldAsync("Các thửa vườn", "Chữ", "Tên thửa", isRequired: true);
        await builder.AddFieldAsync("Các thửa vườn", "Số", "Số bản xác nhận", isRequired: true);
        await builder.AddFieldAsync(Section, "Số", "Tổng số bản");
        await builder.WorkOutAsync("Tổng của", "Số bản xác nhận");
        await builder.AddFieldAsync(Section, "Số tiền", "Phí phải nộp");
        await builder.WorkOutAsync("Tích của", "Tổng số bản", "8.000");
        await author.AxeAsync();

        await builder.OpenTabAsync("Giấy tờ");
        await builder.TickAsync("Bắt buộc", await builder.AddPaperAsync(Plan));
        await builder.OnlyWhenTickedAsync(Damage, await builder.AddPaperAsync(Photo));
        await author.AxeAsync();
        await builder.OpenTabAsync("Phí");
        await builder.AddFeeAsync("Phí xác nhận", "8000", "bản");
        await builder.OpenTabAsync("Thời hạn");
        await builder.SetAsync("Thời hạn", "3");
        await builder.OpenTabAsync("Quy trình");
        await builder.SetAsync("Số cấp lãnh đạo phê duyệt kết quả", "1");
        await Expect(builder.Main.GetByRole(AriaRole.List, new() { Name = "Hồ sơ đi qua" }).GetByRole(AriaRole.Listitem))
            .ToHaveTextAsync([
                "Bộ phận Một cửa tiếp nhận",
                "Cán bộ thụ lý giải quyết",
                "Lãnh đạo phê duyệt",
                "Bộ phận Một cửa trả kết quả",
            ]);
        await author.AxeAsync();

        await builder.OpenTabAsync("Hồ sơ mẫu");
        await builder.PressAsync("Thêm hồ sơ mẫu điền sẵn");
        await Expect(builder.Main.Locator(".samples")).ToContainTextAsync("Như mong đợi");
        await author.AxeAsync();
        await builder.SeeImpactAsync();
        await Expect(builder.Main).ToContainTextAsync("Không ai bị ảnh hưởng");
        await builder.PublishAsync();
    }

    /// <summary>Fills the form: two plots of two and three copies, which is five times the price of one.</summary>
    private static async Task FillFormAsync(WizardActor wizard, string plotName, bool hasDamage)
    {
        await wizard.Page.GotoAsync($"/nop-ho-so/{Code}");
        await wizard.ArriveAsync("nguoi-nop");
        await wizard.ContinueAsync("to-khai");
        await wizard.FillAsync("Tên vườn", "Vườn Kênh Mék");
        await Expect(wizard.Field("Mô tả thiệt hại")).ToHaveCountAsync(0);
        if (hasDamage)
        {
            await wizard.TickAsync(Damage);
            await wizard.FillAsync("Mô tả thiệt hại", "Chết nhanh, khoảng 200 trụ.");
        }

        foreach (var (number, copies) in new[] { (1, "2"), (2, "3") })
        {
            var row = wizard.Group($"Thửa {number}");
            if (await row.CountAsync() == 0)
                row = await wizard.AddRowAsync("Thửa", number);
            await wizard.FillAsync(plotName, $"Thửa số {number}", row);
            await wizard.FillAsync("Số bản xác nhận", copies, row);
        }

        await Expect(wizard.Main.Locator("output#phi_phai_nop, output[id$=phi_phai_nop]")).ToHaveTextAsync("40.000 đ");
        await wizard.InspectAsync();
    }

    private static async Task<string> FileAsync(BrowserSession citizen, bool hasDamage)
    {
        var wizard = new WizardActor(citizen) { Inspects = hasDamage };
        await FillFormAsync(wizard, "Tên thửa", hasDamage);
        await wizard.ContinueAsync("giay-to");
        await wizard.UploadAsync(Plan, "sơ đồ.pdf", Files.PlainPdf(1));
        if (hasDamage)
        {
            await wizard.UploadAsync(Photo, "thiệt hại.png", Files.Picture(SkiaSharp.SKEncodedImageFormat.Png));
        }

        await wizard.ContinueAsync("nhan-ket-qua");
        await wizard.ContinueAsync("xac-nhan");
        await Expect(wizard.Main).ToContainTextAsync("40.000 đ");
        return await wizard.DeclareAndFileAsync();
    }

    /// <summary>From hand to hand until the result is returned.</summary>
    private async Task FinishAsync(BrowserSession desk, string number)
    {
        await OpenAsync(desk, number);
        await Expect(desk.Page.Locator("main")).ToContainTextAsync("Chết nhanh, khoảng 200 trụ.");
        await desk.AxeAsync();
        await desk.DecideAsync("t", "Tiếp nhận hồ sơ này?", "Tiếp nhận");
        await desk.DecideAsync(
            "c",
            "Chuyển hồ sơ sang xử lý?",
            "Chuyển xử lý",
            form => form.GetByLabel("Chuyển đến").SelectOptionAsync(new SelectOptionValue { Label = Unit })
        );
        var (examiner, leader) = (await SignInAsync(Cast.CaseOfficer), await SignInAsync(Cast.Approver));
        await OpenAsync(examiner, number);
        await examiner.DecideAsync(
            "d",
            "Trình lãnh đạo duyệt?",
            "Trình duyệt",
            form => form.GetByLabel("Nội dung trình").FillAsync("Đủ điều kiện xác nhận.")
        );
        await OpenAsync(leader, number);
        await leader.DecideAsync("d", "Phê duyệt kết quả này?", "Phê duyệt");
        await OpenAsync(desk, number);
        await desk.DecideAsync(
            "r",
            "Xác nhận đã trả kết quả?",
            "Trả kết quả",
            async form =>
            {
                await form.GetByLabel("Người nhận kết quả").FillAsync("Rơ Châm H’Yên");
                foreach (var right in await form.GetByRole(AriaRole.Radio, new() { Name = "Đúng bản chính" }).AllAsync())
                    await right.CheckAsync();
                await Expect(form).ToContainTextAsync("Đã đối chiếu đủ.");
                await desk.AxeAsync();
            }
        );
    }

    /// <summary>A new question, another name of an old one, another price; the sample says so, and the groups are decided on.</summary>
    private static async Task ChangeAsync(BrowserSession author, ProcedureAuthor builder)
    {
        await builder.BeginDraftAsync();
        await builder.AddFieldAsync(Section, "Điện thoại", Phone, isRequired: true);
        await builder.SelectAsync("Tên thửa");
        await builder.SetAsync("Nhãn", "Tên thửa đất");
        await builder.SelectAsync("Phí phải nộp");
        await builder.SetAsync("Số cố định", "10.000");
        await builder.OpenTabAsync("Phí");
        await builder.SetAsync("Mức phí (đồng)", "10000");
        await builder.OpenTabAsync("Hồ sơ mẫu");
        var sample = builder.Main.Locator(".samples");
        await Expect(sample.GetByRole(AriaRole.Row).Filter(new() { HasText = "Phí xác nhận" })).ToContainTextAsync("10.000 đ");
        await author.AxeAsync();
        await sample.GetByRole(AriaRole.Button, new() { Name = "Nhận kết quả mới làm mong đợi" }).ClickAsync();
        await Expect(sample).ToContainTextAsync("Như mong đợi");

        await builder.SeeImpactAsync();
        var (drafts, received) = (builder.Group("Bản nháp của người dân"), builder.Group("Hồ sơ đã tiếp nhận, đang giải quyết"));
        foreach (var group in new[] { drafts, received })
        {
            await Expect(group.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Phone })).ToContainTextAsync("Thiếu");
        }

        await author.AxeAsync();
        await drafts.GetByRole(AriaRole.Radio, new() { Name = "Chuyển ngay" }).CheckAsync();
        await received.GetByRole(AriaRole.Radio, new() { Name = "Chuyển và chỉ hỏi phần khác" }).CheckAsync();
        await builder.PublishAsync();
        await Expect(builder.Main).ToContainTextAsync("1 chuyển và có phiếu yêu cầu bổ sung");
        await author.AxeAsync();
    }

    /// <summary>What was typed is there, under the new name and at the new price; what is new is said.</summary>
    private static async Task ExpectDraftMovedAsync(BrowserSession citizen)
    {
        var wizard = new WizardActor(citizen) { Inspects = true };
        await citizen.GoAsync($"/nop-ho-so/{Code}/to-khai", interactive: true);
        await Expect(wizard.Main.Locator(".note.warn").Filter(new() { HasText = "Thủ tục đã có bản mới" })).ToContainTextAsync(Phone);
        await wizard.PressAsync("Sửa Thửa 2");
        await Expect(wizard.Field("Tên thửa đất", wizard.Group("Thửa 2"))).ToHaveValueAsync("Thửa số 2");
        await Expect(wizard.Main.Locator("output[id$=phi_phai_nop]")).ToHaveTextAsync("50.000 đ");
        await wizard.InspectAsync();
        await wizard.FillAsync(Phone, "0905123456");
        await wizard.ContinueAsync("giay-to");
    }

    /// <summary>The request lies ready; the applicant answers one question and nothing else.</summary>
    private static async Task ExpectOnlyTheDifferenceAskedAsync(BrowserSession desk, BrowserSession citizen, string number)
    {
        await OpenAsync(desk, number);
        await Expect(desk.Page.Locator("main")).ToContainTextAsync("đã soạn yêu cầu bổ sung (1 mục)");
        await desk.AxeAsync();
        await desk.DecideAsync("b", "Yêu cầu người nộp bổ sung?", "Yêu cầu bổ sung", form => Expect(form).ToContainTextAsync(Phone));

        var main = citizen.Page.Locator("main");
        await StatusAsync(citizen, number);
        await Expect(main.Locator("[data-live=viec-can-lam]")).ToContainTextAsync(Phone);
        await citizen.AxeAsync();
        await main.GetByRole(AriaRole.Link, new() { Name = "Bổ sung hồ sơ" }).ClickAsync();
        await citizen.ReadyAsync();
        await Expect(main.Locator("input:not([type=file]):not([type=hidden]), select, textarea")).ToHaveCountAsync(1);
        await main.GetByLabel(Phone).FillAsync("0905654321");
        await main.GetByRole(AriaRole.Button, new() { Name = "Gửi bổ sung" }).ClickAsync();
        await main.GetByRole(AriaRole.Button, new() { Name = "Xác nhận gửi" }).ClickAsync();
        await citizen.Page.ArriveAsync($"/ho-so/{number}");
        await OpenAsync(desk, number);
        await desk.DecideAsync("n", "Bổ sung đã đầy đủ?", "Nhận bổ sung");
    }

    private async Task ExpectStoredAsync(string finished, string running)
    {
        var (dossiers, draft, revisions) = await Database.ReadAsync(
            async db =>
                (
                    await db.Dossiers.Include(d => d.Originals).AsSplitQuery().Where(d => d.ProcedureCode == Code).ToListAsync(Cancel),
                    await db.Drafts.SingleAsync(d => d.ProcedureCode == Code && d.DossierId == null, Cancel),
                    await db.Revisions.Where(r => r.ProcedureCode == Code).OrderBy(r => r.Number).ToListAsync(Cancel)
                ),
            Cancel
        );
        var (old, now) = (revisions[0].Id, revisions[1].Id);
        Assert.Equal((now, old), (draft.RevisionId, draft.MovedFromId));
        var (done, open) = (dossiers.Single(d => d.Number == finished), dossiers.Single(d => d.Number == running));
        Assert.Equal((DossierStatus.ResultReturned, old, old), (done.Status, done.RevisionId, done.TermsRevisionId));
        Assert.Equal([OriginalVerdict.Matches, OriginalVerdict.Matches], done.Originals.Select(o => o.Verdict));
        Assert.Equal((DossierStatus.Accepted, now, old), (open.Status, open.RevisionId, open.TermsRevisionId));
        var (before, after) = (ProcedureDefinition.Parse(revisions[0].Content), ProcedureDefinition.Parse(revisions[1].Content));
        Assert.Equal((8000L, 10000L), (before.Fees[0].Amount, after.Fees[0].Amount));
    }

    private static async Task OpenAsync(BrowserSession officer, string number) =>
        await officer.GoAsync($"/mot-cua/ho-so/{number}", interactive: true);

    private static async Task<ILocator> StatusAsync(BrowserSession citizen, string number)
    {
        await citizen.GoAsync($"/ho-so/{number}");
        return citizen.Page.Locator("[data-live=trang-thai]");
    }

    private async Task<BrowserSession> SignInAsync(string email, Device? device = null)
    {
        var session = await OpenAsync(_portal!.BaseAddress, device);
        await session.SignInAsync(email);
        return session;
    }

    /// <summary>Somebody who lives where the citizen of the demo does.</summary>
    private async Task MoveInAsync(string email, string name, string number)
    {
        await using var scope = _portal!.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        var like = (await users.FindByEmailAsync(Cast.Citizen))!;
        var person = new DvcUser
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            FullName = name,
            NationalId = number,
            NationalIdMark = await scope.ServiceProvider.GetRequiredService<NationalIdIndex>().MarkAsync(number, Cancel),
            BirthDate = like.BirthDate,
            PhoneNumber = like.PhoneNumber,
            Address = like.Address,
            CreatedAt = like.CreatedAt,
        };
        Assert.True((await users.CreateAsync(person, Cast.Password)).Succeeded);
        Assert.True((await users.AddToRoleAsync(person, Roles.Citizen)).Succeeded);
    }
}
