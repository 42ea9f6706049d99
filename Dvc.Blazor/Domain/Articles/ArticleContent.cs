using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Articles;

/// <summary>The words of an article in one language.</summary>
/// <param name="Title">One line.</param>
/// <param name="Summary">A few sentences for lists; may be empty.</param>
/// <param name="Body">Markdown.</param>
public sealed record ArticleText(string Title, string Summary, string Body)
{
    public static ArticleText Empty { get; } = new("", "", "");

    internal ArticleText Tidy() => new(TextRules.Normalise(Title), TextRules.Normalise(Summary), TextRules.Normalise(Body));
}

/// <summary>What an administrator says about an article.</summary>
/// <param name="CategorySlug">Slug of its category.</param>
/// <param name="Vietnamese">Always there.</param>
/// <param name="English">What is empty in it is shown in Vietnamese.</param>
/// <param name="PublishAt">UTC; from then on it is shown once it is published. Null: from the moment of publishing.</param>
/// <param name="IsPinned">Stands above the others.</param>
public sealed record ArticleContent(string CategorySlug, ArticleText Vietnamese, ArticleText English, DateTime? PublishAt, bool IsPinned)
{
    /// <summary>Characters of a title.</summary>
    public const int MaxTitle = 200;

    /// <summary>Characters of a summary.</summary>
    public const int MaxSummary = 500;

    /// <summary>Characters of a body.</summary>
    public const int MaxBody = 60_000;

    /// <summary>The same with tidy words.</summary>
    public ArticleContent Tidy() => this with { Vietnamese = Vietnamese.Tidy(), English = English.Tidy() };

    /// <summary>The first thing that is wrong; null when it can be kept.</summary>
    public RuleViolationException? Fault() =>
        Vietnamese.Title.Length == 0 ? new RuleViolationException("Article.TitleMissing")
        : Texts.Any(t => t.Title.Length > MaxTitle) ? new RuleViolationException("Article.TitleTooLong", MaxTitle)
        : Texts.Any(t => t.Summary.Length > MaxSummary) ? new RuleViolationException("Article.SummaryTooLong", MaxSummary)
        : Texts.Any(t => t.Body.Length > MaxBody) ? new RuleViolationException("Article.BodyTooLong", MaxBody)
        : Texts.Any(t => HasOddCharacters(t)) ? new RuleViolationException("Article.Characters")
        : null;

    private ArticleText[] Texts => [Vietnamese, English];

    private static bool HasOddCharacters(ArticleText text) =>
        TextRules.Problem(text.Title, multiline: false) is not null
        || TextRules.Problem(text.Summary, multiline: true) is not null
        || TextRules.Problem(text.Body, multiline: true) is not null;
}
