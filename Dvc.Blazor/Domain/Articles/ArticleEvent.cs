namespace Dvc.Blazor.Domain.Articles;

/// <summary>What was done to an article.</summary>
public enum ArticleAct
{
    Begun,
    Changed,
    Published,
    Withdrawn,
}

/// <summary>A line of the log of articles; rows are only added.</summary>
public sealed class ArticleEvent
{
    public required Guid Id { get; init; }

    public required Guid ArticleId { get; init; }

    public required ArticleAct Act { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>The title as it was after the act.</summary>
    public required string Title { get; init; }
}
