using AngleSharp.Html.Parser;
using CsCheck;
using Dvc.Blazor.Infrastructure.Articles;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Articles;

/// <summary>Whatever somebody writes, the page gets nothing that runs or loads from elsewhere.</summary>
public sealed class ArticleMarkdownTests
{
    private static readonly string[] Pieces =
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java&#115;cript:alert(1))",
        "![a](https://x.vn/a.png)",
        "![a](/bai-viet/anh/00)",
        "<javascript:alert(1)>",
        "<img src=x onerror=alert(1)>",
        "[a](//x.vn)",
        "[a](/\\x.vn)",
        "[a](data:text/html,x)",
        "[a]: javascript:x\n\n[a]",
        "# h",
        "###### h",
        "|a|b|\n|-|-|\n|c|d|",
        "**b**",
        "https://x.vn",
        "[a](https://x.vn \"t\\\" onclick=x\")",
        "\n\n",
        "> ",
        "- ",
        "`c`",
        "<iframe src=/a>",
        "[![a](/b)](vbscript:x)",
        "&lt;b&gt;",
    ];

    [Fact]
    public void Html_OfAnything_IsHarmless() =>
        Gen.Int[0, Pieces.Length - 1]
            .Select(i => Pieces[i])
            .Array[1, 12]
            .Sample(pieces =>
            {
                var html = ArticleMarkdown.ToHtml(string.Join(' ', pieces));
                var document = new HtmlParser().ParseDocument(html);
                Assert.Empty(document.QuerySelectorAll("script, iframe, object, embed, form, style, link, h1"));
                Assert.DoesNotContain(
                    document.All.SelectMany(e => e.Attributes),
                    a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                );
                Assert.All(
                    document.QuerySelectorAll("img"),
                    i => Assert.StartsWith("/bai-viet/anh/", i.GetAttribute("src"), StringComparison.Ordinal)
                );
                Assert.All(
                    document.QuerySelectorAll("a"),
                    a => Assert.Matches(@"^(https?://|mailto:|tel:|/(?![/\\]))", a.GetAttribute("href"))
                );
            });

    [Fact]
    public void Html_OfOrdinaryWriting_IsWhatWasMeant()
    {
        var html = ArticleMarkdown.ToHtml("# Đầu mục\n\n**đậm** [thủ tục](/thu-tuc)\n\n|a|b|\n|-|-|\n|c|d|\n\n![Sơ đồ](/bai-viet/anh/00)");

        var document = new HtmlParser().ParseDocument(html);
        Assert.Equal("Đầu mục", document.QuerySelector("h2")!.TextContent);
        Assert.Equal("/thu-tuc", document.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("đậm", document.QuerySelector("strong")!.TextContent);
        Assert.Equal("Sơ đồ", document.QuerySelector("img")!.GetAttribute("alt"));
        Assert.Equal(2, document.QuerySelectorAll("td").Length);
    }

    [Fact]
    public void Link_ThatIsNotSafe_KeepsItsWords() =>
        Assert.Equal("<p>Xin đọc ở đây nhé</p>\n", ArticleMarkdown.ToHtml("Xin [đọc ở đây](javascript:alert(1)) nhé"));
}
