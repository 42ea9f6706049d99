using System.Net;
using System.Text.RegularExpressions;
using Dvc.Blazor.Tests.Features.Accounts;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Catalogue;

/// <summary>The public pages as they come over the wire, without script.</summary>
public sealed partial class CataloguePageTests(SignInSite site) : IClassFixture<SignInSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Procedure_ShowsFee_Limit_Papers_AndTheWayToFile()
    {
        var page = await ReadAsync("/thu-tuc/2.000635");

        Assert.Contains("8.000\u00A0đ / bản sao/sự kiện", page, StringComparison.Ordinal);
        Assert.Contains("Nộp sau 15:00", page, StringComparison.Ordinal);
        Assert.Contains("1\u00A0bản\u00A0chính", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/nop-ho-so/2.000635\"", page, StringComparison.Ordinal);
        Assert.Contains("Thông tư 281/2016/TT-BTC", page, StringComparison.Ordinal);
        Assert.Contains("Cần khi", page, StringComparison.Ordinal);
        Assert.DoesNotContain("review_note", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAmount_IsNotStatedAsFact()
    {
        var fees = Section(await ReadAsync("/thu-tuc/1.004873"), "phi");

        Assert.Contains("cần xác nhận với cơ quan", fees, StringComparison.Ordinal);
        Assert.DoesNotContain("\u00A0đ", fees, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InformationOnly_SaysHowToFile_WithoutAButton()
    {
        var page = await ReadAsync("/thu-tuc/1.011607");

        Assert.DoesNotContain("/nop-ho-so/", page, StringComparison.Ordinal);
        Assert.Contains("Hãy nộp tại Bộ phận Một cửa", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_KeepsWhatWasTyped_AndSaysWhatToDoWhenNothingIsFound()
    {
        var page = await ReadAsync("/thu-tuc?tu-khoa=%22%3E%3Cscript%3E&linh-vuc=tu-phap");
        var raw = await RawAsync("/thu-tuc?tu-khoa=%22%3E%3Cscript%3E&linh-vuc=tu-phap");

        Assert.Contains("Chưa tìm thấy thủ tục phù hợp", page, StringComparison.Ordinal);
        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;\"", raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/thu-tuc/9.999999")]
    [InlineData("/thu-tuc/%27")]
    [InlineData("/co-quan/khong-co")]
    public async Task Unknown_IsAPageOfItsOwn(string path)
    {
        using var visitor = await site.VisitAsync();

        using var answer = await visitor.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            "Không tìm thấy trang này",
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task EveryProcedure_HasAPage_AndEveryLinkOfTheListLeadsSomewhere()
    {
        using var visitor = await site.VisitAsync();
        var codes = new[] { 1, 2 }.Select(page => visitor.ReadAsync($"/thu-tuc?trang={page}", Cancel));
        var links = (await Task.WhenAll(codes))
            .SelectMany(p => DetailLink().Matches(p).Select(m => m.Groups["path"].Value))
            .Distinct()
            .ToList();

        Assert.Equal(33, links.Count);
        foreach (var link in links)
        {
            using var answer = await visitor.GetAsync(link, Cancel);
            Assert.True(answer.IsSuccessStatusCode, link);
        }
    }

    [Fact]
    public async Task ListToVerify_IsForAdministrators()
    {
        const string path = "/quan-tri/thu-tuc/can-xac-nhan";
        using var stranger = await site.VisitAsync();
        using var citizen = await site.VisitAsync();
        using var administrator = await site.VisitAsync();
        (await citizen.SignInAsync(Cast.Citizen, Cast.Password, cancellationToken: Cancel)).Dispose();
        (await administrator.SignInAsync(Cast.Administrator, Cast.Password, cancellationToken: Cancel)).Dispose();

        using var asked = await stranger.GetAsync(path, Cancel);
        using var refused = await citizen.GetAsync(path, Cancel);

        Assert.Contains("/dang-nhap?tro-lai=", asked.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("/khong-co-quyen", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("components[0].form_template", await administrator.ReadAsync(path, Cancel), StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string path)
    {
        using var visitor = await site.VisitAsync();
        return await visitor.ReadAsync(path, Cancel);
    }

    private async Task<string> RawAsync(string path)
    {
        using var visitor = await site.VisitAsync();
        using var answer = await visitor.GetAsync(path, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static string Section(string page, string id)
    {
        var start = page.IndexOf($"id=\"{id}\"", StringComparison.Ordinal);
        return page[start..page.IndexOf("</section>", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("<h3><a href=\"(?<path>/thu-tuc/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DetailLink();
}
