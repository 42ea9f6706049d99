using Dvc.Blazor.Domain.Articles;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Dvc.Blazor.Infrastructure.Articles;

/// <summary>
/// Makes HTML of the Markdown of an article. HTML in it is shown as text; links lead to web pages, mail, telephones or pages here; pictures are those of this
/// portal only, as the content policy would have it anyway. Headings begin below that of the page.
/// </summary>
public static class ArticleMarkdown
{
    private const int DeepestHeading = 6;
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoLinks()
        .UseEmphasisExtras()
        .Build();

    /// <summary>Safe to be put into a page as it is.</summary>
    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(DeepestHeading, heading.Level + 1);
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Tame(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsSafe(l.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return document.ToHtml(Pipeline);
    }

    private static void Tame(LinkInline link)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
        if (link.IsImage)
        {
            if (url.StartsWith(ArticlePicture.PathOf(""), StringComparison.Ordinal))
            {
                link.GetAttributes().AddProperty("loading", "lazy");
                return;
            }

            // What a browser would not load is at least told of, as a link.
            link.IsImage = false;
        }

        if (!IsSafe(url))
        {
            // Its words stay.
            link.ReplaceBy(new ContainerInline());
        }
        else if (url.Contains("://", StringComparison.Ordinal))
        {
            link.GetAttributes().AddProperty("rel", "noopener");
        }
    }

    private static bool IsSafe(string url) =>
        (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal))
        || (Uri.TryCreate(url, UriKind.Absolute, out var address) && Schemes.Contains(address.Scheme, StringComparer.Ordinal));
}
