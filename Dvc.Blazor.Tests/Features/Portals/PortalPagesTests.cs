using System.Net;
using Dvc.Blazor.Tests.Features.Accounts;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Portals;

/// <summary>What an administrator says about the portal and writes for it, as everybody then gets it over the wire.</summary>
public sealed class PortalPagesTests(SignInSite site) : IClassFixture<SignInSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NameContactAndColour_StandOnTheNextPageOfEverybody()
    {
        using var admin = await AdministratorAsync();
        var fields = Fields(await admin.ReadAsync("/quan-tri/cong", Cancel), "cong");
        fields["Input.Edition"] = "0";
        fields["Input.Name"] = "Cổng Ia Le";
        fields["Input.AgencyName"] = "Xã Ia Le <b>";
        fields["Input.Phone"] = "1900 1234";
        fields["Input.OpeningHours"] = "Cả tuần";
        fields["Input.Accent"] = "green";

        using var wrong = await admin.PostAsync("/quan-tri/cong", new(fields) { ["Input.Email"] = "sai" }, Cancel);
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Contains("Địa chỉ email chưa đúng", await TextAsync(wrong), StringComparison.Ordinal);
        using var saved = await admin.PostAsync("/quan-tri/cong", fields, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var visitor = await site.VisitAsync();
        using var answer = await visitor.GetAsync("/", Cancel);
        var home = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("data-accent=\"green\"", home, StringComparison.Ordinal);
        Assert.Contains("Xã Ia Le &lt;b&gt;", home, StringComparison.Ordinal);
        Assert.Contains("tel:19001234", home, StringComparison.Ordinal);
        Assert.Contains("Cả tuần", home, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"figs\"", home, StringComparison.Ordinal);
        Assert.Contains("Điện thoại → 1900 1234", await admin.ReadAsync("/quan-tri/cong", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Article_IsReadAtItsAddress_InItsCategory_AndOnTheHomePage()
    {
        using var admin = await AdministratorAsync();
        var fields = Fields(await admin.ReadAsync("/quan-tri/bai-viet/moi", Cancel), "bai-viet");
        fields["Input.Id"] = Guid.CreateVersion7().ToString();
        fields["Input.Seen"] = Guid.Empty.ToString();
        fields["Input.Title"] = "Nghỉ lễ <i>";
        fields["Input.NewCategory"] = "Thông báo";
        fields["Input.Body"] = "# Mục\n\n<script>alert(1)</script>";
        fields["Input.EnglishBody"] = "In English";
        fields["Input.Do"] = "dang";

        using var saved = await admin.PostAsync("/quan-tri/bai-viet/moi", fields, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var visitor = await site.VisitAsync();
        using var answer = await visitor.GetAsync("/bai-viet/nghi-le-i", Cancel);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("<h2>Mục</h2>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("In English", await visitor.ReadAsync("/bai-viet/nghi-le-i?ngon-ngu=en", Cancel), StringComparison.Ordinal);
        foreach (var list in (string[])["/", "/bai-viet", "/bai-viet?tu-khoa=nghi+le", "/chuyen-muc/thong-bao"])
            Assert.Contains("/bai-viet/nghi-le-i", await visitor.ReadAsync(list, Cancel), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

    private static Dictionary<string, string> Fields(string page, string form) =>
        new(StringComparer.Ordinal) { ["_handler"] = form, ["__RequestVerificationToken"] = SignInVisitor.TokenIn(page) };

    private async Task<SignInVisitor> AdministratorAsync()
    {
        var admin = await site.VisitAsync();
        using var answer = await admin.SignInAsync(Cast.Administrator, Cast.Password, cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return admin;
    }
}
