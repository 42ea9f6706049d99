using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Articles;

namespace Dvc.Blazor.Features.Articles;

/// <summary>What the form of an article sends.</summary>
public sealed class ArticleInput
{
    /// <summary>Values of the buttons.</summary>
    public const string Publish = "dang";

    public const string Withdraw = "go";

    public Guid Id { get; set; }

    public Guid Seen { get; set; }

    public string? Category { get; set; }

    public string? NewCategory { get; set; }

    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? Body { get; set; }

    public string? EnglishTitle { get; set; }

    public string? EnglishSummary { get; set; }

    public string? EnglishBody { get; set; }

    /// <summary>dd/MM/yyyy, Vietnam; empty: at the moment of publishing.</summary>
    public string? Day { get; set; }

    /// <summary>HH:mm, Vietnam.</summary>
    public string? Hour { get; set; }

    public bool IsPinned { get; set; }

    /// <summary>What the picture shows, for those who do not see it.</summary>
    public string? PictureText { get; set; }

    public string? Do { get; set; }

    internal static ArticleInput Of(Article? article) =>
        article is null
            ? new ArticleInput { Id = Guid.CreateVersion7() }
            : new ArticleInput
            {
                Id = article.Id,
                Seen = article.Version,
                Category = article.CategorySlug,
                Title = article.Title,
                Summary = article.Summary,
                Body = article.Body,
                EnglishTitle = article.EnglishTitle,
                EnglishSummary = article.EnglishSummary,
                EnglishBody = article.EnglishBody,
                Day = Local(article.PublishAt, "dd/MM/yyyy"),
                Hour = Local(article.PublishAt, "HH:mm"),
                IsPinned = article.IsPinned,
            };

    /// <summary>The content; false when the date or the hour is none.</summary>
    internal bool TryRead(out ArticleContent content)
    {
        var hasMoment = TryReadMoment(out var publishAt);
        content = new ArticleContent(
            Category ?? "",
            new ArticleText(Title ?? "", Summary ?? "", Body ?? ""),
            new ArticleText(EnglishTitle ?? "", EnglishSummary ?? "", EnglishBody ?? ""),
            publishAt,
            IsPinned
        );
        return hasMoment;
    }

    internal ArticleStep Step =>
        Do switch
        {
            Publish => ArticleStep.Publish,
            Withdraw => ArticleStep.Withdraw,
            _ => ArticleStep.Keep,
        };

    private static string? Local(DateTime? utc, string format) =>
        utc is { } moment ? VietnamTime.Local(moment).ToString(format, CultureInfo.InvariantCulture) : null;

    private bool TryReadMoment(out DateTime? utc)
    {
        utc = null;
        if (string.IsNullOrWhiteSpace(Day))
        {
            return string.IsNullOrWhiteSpace(Hour);
        }

        TimeOnly hour = default;
        var isMoment =
            DateOnly.TryParseExact(Day.Trim(), ["dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && (
                string.IsNullOrWhiteSpace(Hour)
                || TimeOnly.TryParseExact(Hour.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out hour)
            )
            && day.Year is >= 2000 and <= 2100;
        utc = isMoment ? VietnamTime.StartOf(day).Add(hour.ToTimeSpan()) : null;
        return isMoment;
    }
}
