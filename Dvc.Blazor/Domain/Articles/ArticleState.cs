namespace Dvc.Blazor.Domain.Articles;

/// <summary>Where an article stands.</summary>
public enum ArticleState
{
    /// <summary>Being written; only administrators see it.</summary>
    Draft,

    /// <summary>Shown to everybody from its publication date on.</summary>
    Published,

    /// <summary>Was shown and no longer is.</summary>
    Withdrawn,
}
