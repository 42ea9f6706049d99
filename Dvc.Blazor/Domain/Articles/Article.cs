using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Articles;

/// <summary>News or guidance for everybody.</summary>
public sealed class Article
{
    private Article() { }

    public Guid Id { get; private init; }

    /// <summary>The last part of its address; stays as it is, since others link to it.</summary>
    public string Slug { get; private init; } = "";

    public string CategorySlug { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Summary { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";

    public string EnglishTitle { get; private set; } = "";

    public string EnglishSummary { get; private set; } = "";

    public string EnglishBody { get; private set; } = "";

    public ArticleState State { get; private set; }

    /// <summary>UTC; before it nobody sees the article. Null until it is published, when no time was set.</summary>
    public DateTime? PublishAt { get; private set; }

    public bool IsPinned { get; private set; }

    /// <summary>Titles and summaries without accents, for the search.</summary>
    public string Folded { get; private set; } = "";

    /// <summary>Another one after each change; whoever changes something says which was seen.</summary>
    public Guid Version { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime UpdatedAt { get; private set; }

    public string UpdatedBy { get; private set; } = "";

    public bool HasEnglish => EnglishBody.Length > 0;

    /// <summary>What an administrator has said about it.</summary>
    public ArticleContent Content =>
        new(
            CategorySlug,
            new ArticleText(Title, Summary, Body),
            new ArticleText(EnglishTitle, EnglishSummary, EnglishBody),
            PublishAt,
            IsPinned
        );

    /// <summary>The words in English, those that are not there in Vietnamese.</summary>
    public ArticleText English =>
        new(
            EnglishTitle.Length > 0 ? EnglishTitle : Title,
            EnglishSummary.Length > 0 ? EnglishSummary : Summary,
            EnglishBody.Length > 0 ? EnglishBody : Body
        );

    /// <summary>A new draft.</summary>
    /// <exception cref="RuleViolationException">The content cannot be kept.</exception>
    public static Article Begin(Guid id, string slug, ArticleContent content, Actor by, DateTime nowUtc)
    {
        var article = new Article { Id = id, Slug = slug };
        article.Change(content, by, nowUtc);
        return article;
    }

    /// <summary>Whether everybody sees it at this moment (UTC).</summary>
    public bool IsVisibleAt(DateTime nowUtc) => State == ArticleState.Published && PublishAt <= nowUtc;

    /// <summary>The content with the date that it would get: a published article does not lose its own.</summary>
    public ArticleContent WithItsDate(ArticleContent content) =>
        content.PublishAt is null && State == ArticleState.Published ? content with { PublishAt = PublishAt } : content;

    /// <summary>Changes the words, whatever the state. A published article keeps a date.</summary>
    /// <exception cref="RuleViolationException">The content cannot be kept.</exception>
    public void Change(ArticleContent content, Actor by, DateTime nowUtc)
    {
        var tidy = content.Tidy();
        if (tidy.Fault() is { } fault)
        {
            throw fault;
        }

        RequireBody(tidy.Vietnamese.Body, State);
        CategorySlug = tidy.CategorySlug;
        (Title, Summary, Body) = (tidy.Vietnamese.Title, tidy.Vietnamese.Summary, tidy.Vietnamese.Body);
        (EnglishTitle, EnglishSummary, EnglishBody) = (tidy.English.Title, tidy.English.Summary, tidy.English.Body);
        PublishAt = WithItsDate(tidy).PublishAt;
        IsPinned = tidy.IsPinned;
        Folded = Fold.Text($"{Title} {Summary} {EnglishTitle} {EnglishSummary}");
        Touch(by, nowUtc);
    }

    /// <summary>Shows it to everybody: at the date that was set, else from now on.</summary>
    /// <exception cref="RuleViolationException">There is nothing to read yet.</exception>
    public void Publish(Actor by, DateTime nowUtc)
    {
        RequireBody(Body, ArticleState.Published);
        State = ArticleState.Published;
        // Whole minutes, as people set it.
        PublishAt ??= nowUtc.AddTicks(-(nowUtc.Ticks % TimeSpan.TicksPerMinute));
        Touch(by, nowUtc);
    }

    /// <summary>Takes it from the public; its date stays for the day it comes back.</summary>
    /// <exception cref="RuleViolationException">It is not published.</exception>
    public void Withdraw(Actor by, DateTime nowUtc)
    {
        if (State != ArticleState.Published)
        {
            throw new RuleViolationException("Article.NotPublished");
        }

        State = ArticleState.Withdrawn;
        Touch(by, nowUtc);
    }

    private static void RequireBody(string body, ArticleState state)
    {
        if (state == ArticleState.Published && body.Length == 0)
        {
            throw new RuleViolationException("Article.BodyMissing");
        }
    }

    private void Touch(Actor by, DateTime nowUtc) => (Version, UpdatedAt, UpdatedBy) = (Guid.NewGuid(), nowUtc, by.Name);
}
