using System.Text.Json;
using Dvc.Blazor.Tests.Journeys.Faults;
using Dvc.Blazor.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dvc.Blazor.Tests.Journeys;

/// <summary>What a person has typed into the wizard outlives servers, links, tabs and devices.</summary>
public sealed class DraftSurvivalJourneys : SurvivalTests
{
    [Fact]
    public async Task Server_KilledInMidForm_PageComesBackWithEverythingTyped_AndGoesOnAtOneClick()
    {
        var citizen = await StartAsync(ownProcess: true);
        citizen.TolerateLostNetwork();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        await form.FillAsync();
        await form.SameAsStoredAsync();
        await form.OpenMemberAsync();
        await form.StoredRowsAsync(2);

        Network.Freeze();
        await form.TypeMemberAsync("Siu Bluh", "1960");
        await Dvc.KillAsync();
        Network.Restore();
        await Expect(form.Screen).ToBeVisibleAsync();
        await Dvc.StartAgainAsync(Cancel);
        Network.Delay = TimeSpan.FromMilliseconds(200);
        await form.BackAsync();
        await form.ContinueAsync();

        await citizen.Page.ArriveAsync(AllowanceForm.Address("giay-to"));
        await Expect(citizen.Page.Locator("#giay-XN-KT")).ToBeVisibleAsync();
        var members = (await form.StoredAsync()).Where(a => a.Key.StartsWith("thanh_vien/", StringComparison.Ordinal)).Select(a => a.Value);
        Assert.Superset(new HashSet<string> { "\"Siu Bluh\"", "\"1960\"", "\"cha_me\"" }, members.ToHashSet(StringComparer.Ordinal));
        await citizen.GoAsync(AllowanceForm.Address("to-khai"), interactive: true);
        await Expect(form.Field("dt_ho_ten")).ToHaveValueAsync("Siu H’Lan");
        await Expect(form.Field("kha_nang_lao_dong")).ToHaveValueAsync("Còn làm được việc nhẹ\ntrong nhà");
        await form.SameAsStoredAsync();
    }

    [Fact]
    public async Task Link_DeadWhileTyping_IsTold_AndNothingTypedOnItIsLost()
    {
        var citizen = await StartAsync();
        citizen.TolerateLostNetwork();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        await form.TypeAsync("dt_ho_ten", "Siu Trước");
        await form.StoredAsync("dt_ho_ten", "Siu Trước");

        Network.Freeze();
        await form.TypeAsync("dt_ho_ten", "Siu Sau");
        await form.PickAsync("loai_viec", 1);
        await form.TypeAsync("the_bhyt", "1234567890");
        await form.TypeAsync("tc_ngan_hang", "Agribank Nhơn Hòa");
        await Expect(form.Screen).ToBeVisibleAsync();
        await Expect(form.Screen).ToContainTextAsync("Mất kết nối");
        Assert.Equal("\"Siu Trước\"", (await form.StoredAsync())["dt_ho_ten"]);
        Network.Restore();
        await form.BackAsync();

        await form.StoredAsync("dt_ho_ten", "Siu Sau");
        await form.StoredAsync("loai_viec", "dieu_chinh");
        await form.StoredAsync("the_bhyt", "1234567890");
        await form.StoredAsync("tc_ngan_hang", "Agribank Nhơn Hòa");
        await Expect(form.Field("so_qd_dang_huong")).ToBeVisibleAsync();
        await form.SameAsStoredAsync();
        await citizen.Page.ReloadAsync();
        await form.ReadyAsync();
        await Expect(form.Field("dt_ho_ten")).ToHaveValueAsync("Siu Sau");
    }

    [Fact]
    public async Task Server_RestartedInGoodOrder_PageGoesOnWithoutReload()
    {
        var citizen = await StartAsync(ownProcess: true);
        citizen.TolerateLostNetwork();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        await form.FillAsync();
        await citizen.Page.EvaluateAsync("() => { window.sameDocument = true; }");
        await form.TypeAsync("dt_ho_ten", "Siu Ngay Trước");

        Assert.Equal(0, await Dvc.StopAsync());
        await Expect(form.Screen).ToBeVisibleAsync();
        await Dvc.StartAgainAsync(Cancel);
        await form.BackAsync();

        Assert.True(await citizen.Page.EvaluateAsync<bool>("() => window.sameDocument === true"), "the page was loaded again");
        await form.StoredAsync("dt_ho_ten", "Siu Ngay Trước");
        await form.SameAsStoredAsync();
        await form.TypeAsync("dt_ho_ten", "Siu Về Sau");
        await form.StoredAsync("dt_ho_ten", "Siu Về Sau");
        await form.ContinueAsync();
        await citizen.Page.ArriveAsync(AllowanceForm.Address("giay-to"));
    }

    [Fact]
    public async Task TwoTabs_DifferentFields_AreMergedWithoutTouchingTheFieldInUse()
    {
        var citizen = await StartAsync();
        var first = new AllowanceForm(citizen.Page, Dvc);
        await first.OpenFormAsync();
        var second = new AllowanceForm(await citizen.NewTabAsync(), Dvc);
        await second.OpenFormAsync();

        await second.TypeAsync("dt_ho_ten", "Siu");
        await first.TypeAsync("tc_ngan_hang", "Agribank");
        await first.PickAsync("loai_viec", 2);

        await Expect(second.Field("tc_ngan_hang")).ToHaveValueAsync("Agribank");
        await Expect(second.Page.Locator("#f-loai_viec-2")).ToBeCheckedAsync();
        await Expect(second.Field("so_qd_dang_huong")).ToBeVisibleAsync();
        await Expect(second.Field("dt_ho_ten")).ToBeFocusedAsync();
        await second.Page.Keyboard.TypeAsync(" Bluh");
        await Expect(first.Field("dt_ho_ten")).ToHaveValueAsync("Siu Bluh");
        await first.SameAsStoredAsync();
        await second.SameAsStoredAsync();
    }

    [Fact]
    public async Task TwoTabs_SameField_BothAnswersAreShownAndThePersonChooses()
    {
        var citizen = await StartAsync();
        var first = new AllowanceForm(citizen.Page, Dvc);
        await first.OpenFormAsync();
        var second = new AllowanceForm(await citizen.NewTabAsync(), Dvc);
        await second.OpenFormAsync();

        var conflict = await DisagreeAsync(first, second);
        await Expect(conflict).ToContainTextAsync("SIU MOT");
        await Expect(conflict).ToContainTextAsync("SIU HAI");
        Assert.Equal("\"SIU MOT\"", (await first.StoredAsync())["tc_chu_tk"]);
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Giữ nội dung nhập ở đây" }).ClickAsync();
        await second.StoredAsync("tc_chu_tk", "SIU HAI");
        await Expect(conflict).Not.ToBeVisibleAsync();
        await second.SameAsStoredAsync();
        await Expect(first.Field("tc_chu_tk")).ToBeFocusedAsync();
        await first.LeaveAsync();

        await Expect(first.Field("tc_chu_tk")).ToHaveValueAsync("SIU HAI");
        await first.SameAsStoredAsync();
        Assert.Equal("\"SIU HAI\"", (await first.StoredAsync())["tc_chu_tk"]);
        await first.Page.ReloadAsync();
        await first.ReadyAsync();
        await Expect(first.Field("tc_chu_tk")).ToHaveValueAsync("SIU HAI");
    }

    [Fact]
    public async Task TwoTabs_FieldLeftWhileTheNewerAnswerIsOnItsWay_NothingIsOverwrittenUnseen()
    {
        var citizen = await StartAsync();
        var first = new AllowanceForm(citizen.Page, Dvc);
        await first.OpenFormAsync();
        var second = new AllowanceForm(await citizen.NewTabAsync(), Dvc);
        await second.OpenFormAsync();
        var conflict = await DisagreeAsync(first, second);
        Network.Delay = TimeSpan.FromMilliseconds(200);

        await conflict.GetByRole(AriaRole.Button, new() { Name = "Giữ nội dung nhập ở đây" }).ClickAsync();
        await second.StoredAsync("tc_chu_tk", "SIU HAI");
        await first.LeaveAsync();

        await Expect(first.Field("tc_chu_tk")).ToHaveValueAsync("SIU HAI");
        await first.SameAsStoredAsync();
        await second.SameAsStoredAsync();
        Assert.Equal("\"SIU HAI\"", (await first.StoredAsync())["tc_chu_tk"]);
    }

    [Fact]
    public async Task AnotherDevice_GoesOnAtTheSameStepWithTheSameAnswers()
    {
        var citizen = await StartAsync();
        var desk = new AllowanceForm(citizen.Page, Dvc);
        await desk.OpenFormAsync();
        await desk.FillAsync();
        await desk.SameAsStoredAsync();

        var elsewhere = await CitizenAsync();
        await elsewhere.GoAsync($"/nop-ho-so/{AllowanceForm.Code}", interactive: true);
        var phone = new AllowanceForm(elsewhere.Page, Dvc);

        await elsewhere.Page.ArriveAsync(AllowanceForm.Address("to-khai"));
        await Expect(phone.Field("dt_ho_ten")).ToHaveValueAsync("Siu H’Lan");
        await phone.SameAsStoredAsync();
    }

    [Fact]
    public async Task FastTyping_RightAfterLoad_EachFieldHoldsWhatWasTyped()
    {
        var citizen = await StartAsync();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();
        var words = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["dt_ho_ten"] = "Rahlan H’Nhung",
            ["dt_ngay_sinh"] = "03/04/1988",
            ["dt_so_dinh_danh"] = "064188000123",
            ["dt_quoc_tich"] = "Việt Nam ta",
            ["dt_cu_tru-duong"] = "Thôn Plei Hra",
            ["the_bhyt"] = "1234567890",
            ["tc_so_tk"] = "5201205123456",
            ["tc_ngan_hang"] = "Ngân hàng Nông nghiệp",
            ["tc_chu_tk"] = "RAHLAN H NHUNG",
        };
        await citizen.Page.ReloadAsync();
        await form.ReadyAsync();

        await form.Field("dt_ho_ten").FocusAsync();
        var left = new HashSet<string>(words.Keys, StringComparer.Ordinal);
        for (var stops = 0; left.Count > 0 && stops < 60; stops++)
        {
            var id = await citizen.Page.EvaluateAsync<string>("() => document.activeElement.id.replace(/^f-/, '')");
            if (left.Remove(id))
                await citizen.Page.Keyboard.TypeAsync(words[id]);
            await form.LeaveAsync();
        }

        Assert.Empty(left);
        foreach (var (id, typed) in words)
            await Expect(form.Field(id)).ToHaveValueAsync(typed);
        foreach (var (path, typed) in words.Where(w => w.Key != "dt_cu_tru-duong"))
            await form.StoredAsync(path, typed);
        await form.SameAsStoredAsync();
        using var address = JsonDocument.Parse((await form.StoredAsync())["dt_cu_tru"]);
        Assert.Equal("Thôn Plei Hra", address.RootElement.GetProperty("street").GetString());
    }

    [Fact]
    public async Task Step_NotYetOpen_LeadsToTheFirstUnfinishedOneAndSaysWhy()
    {
        var citizen = await StartAsync();
        var form = new AllowanceForm(citizen.Page, Dvc);
        await form.OpenFormAsync();

        await citizen.GoAsync(AllowanceForm.Address("xac-nhan"), interactive: true);

        await citizen.Page.ArriveAsync(AllowanceForm.Address("to-khai"));
        await Expect(citizen.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Kiểm tra và nộp" })).ToBeVisibleAsync();
        citizen.Tolerate("404");
        Assert.Equal(404, (await citizen.Page.GotoAsync(AllowanceForm.Address("khong-co")))!.Status);
        Assert.Equal(404, (await citizen.Page.GotoAsync("/nop-ho-so/9.999999"))!.Status);
    }

    /// <summary>Both tabs write in the same field; the first stays in it, the second leaves it and is told.</summary>
    private static async Task<ILocator> DisagreeAsync(AllowanceForm first, AllowanceForm second)
    {
        await second.Field("tc_chu_tk").FocusAsync();
        await second.Page.Keyboard.TypeAsync("S");
        await second.StoredAsync("tc_chu_tk", "S");
        await Expect(first.Field("tc_chu_tk")).ToHaveValueAsync("S");
        await first.TypeAsync("tc_chu_tk", "SIU MOT");
        await first.StoredAsync("tc_chu_tk", "SIU MOT");
        await Expect(second.Field("tc_chu_tk")).ToHaveValueAsync("S");
        await second.Page.Keyboard.TypeAsync("IU HAI");
        await second.LeaveAsync();
        var conflict = second.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "vừa được sửa ở thiết bị khác" });
        await Expect(conflict).ToBeVisibleAsync();
        return conflict;
    }
}
