using System.Text;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>What somebody looks for, as it stands in the query string.</summary>
/// <param name="Words">Typed words in NFC, at most <see cref="MaxWords"/> characters.</param>
/// <param name="Sector">Code of a sector.</param>
/// <param name="Agency">Key of a unit.</param>
/// <param name="Level">Word of a level: <c>toan-trinh</c>, <c>mot-phan</c>, <c>cung-cap-thong-tin</c>.</param>
/// <param name="Page">From 1.</param>
public sealed record ProcedureFilter(string Words, string? Sector, string? Agency, string? Level, int Page)
{
    public const int MaxWords = 200;

    public static ProcedureFilter Of(string? words, string? sector, string? agency, string? level, int? page)
    {
        var typed = Whole(words ?? "").Normalize(NormalizationForm.FormC).Trim();
        return new ProcedureFilter(
            typed.Length > MaxWords ? Whole(typed[..MaxWords]) : typed,
            Blank(sector),
            Blank(agency),
            Levels.Parse(level) is null ? null : level,
            Math.Max(1, page ?? 1)
        );
    }

    /// <summary>The words to find, accents off, each once.</summary>
    public IReadOnlyList<string> Folded =>
        [.. Fold.Text(Words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    public ServiceLevel? ServiceLevel => Levels.Parse(Level);

    public bool IsEmpty => Words.Length == 0 && Sector is null && Agency is null && Level is null;

    /// <summary>Address of the list with these filters.</summary>
    public string Address(int page)
    {
        string?[] parts =
        [
            Part("tu-khoa", Words),
            Part("linh-vuc", Sector),
            Part("co-quan", Agency),
            Part("muc-do", Level),
            page > 1 ? $"trang={page}" : null,
        ];
        var query = string.Join('&', parts.Where(p => p is not null));
        return query.Length == 0 ? "/thu-tuc" : $"/thu-tuc?{query}";
    }

    private static string? Part(string name, string? value) => string.IsNullOrEmpty(value) ? null : $"{name}={Uri.EscapeDataString(value)}";

    private static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    // Half a surrogate pair cannot be normalised, and a zero no database keeps.
    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(r => r.Value is not (0 or 0xFFFD)))
            whole.Append(rune.ToString());
        return whole.ToString();
    }
}
