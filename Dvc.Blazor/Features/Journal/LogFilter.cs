using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Microsoft.AspNetCore.WebUtilities;

namespace Dvc.Blazor.Features.Journal;

/// <summary>What is asked of the log. All of it stands in the address.</summary>
/// <param name="Who">Name or e-mail address of an officer, as typed; null: everybody.</param>
/// <param name="Source">Kind of lines; null: all.</param>
/// <param name="Kind">What happened, as stored; null: anything.</param>
/// <param name="Unit">Id of a unit, with everything below it; null: all.</param>
/// <param name="Dossier">Number of a dossier as typed; null: all.</param>
/// <param name="From">First day in Vietnam; null: of a dossier its first, otherwise a month ago.</param>
/// <param name="To">Last day; null: today.</param>
/// <param name="After">Where the page begins; null: at the newest line.</param>
public sealed record LogFilter(
    string? Who,
    LogSource? Source,
    string? Kind,
    string? Unit,
    string? Dossier,
    DateOnly? From,
    DateOnly? To,
    LogCursor? After
)
{
    public const string Path = "/quan-tri/nhat-ky";

    /// <summary>Days that are shown when none are named.</summary>
    public const int UsualDays = 30;

    private const int MaxLength = 100;

    public static LogFilter Read(string? who, string? kind, string? unit, string? dossier, string? from, string? to, string? after)
    {
        var (source, what) = (Stated(kind) ?? "").Split(':', 2) is [var first, .. var rest]
            ? (LogWords.SourceOf(first), rest.FirstOrDefault())
            : (null, null);
        return new LogFilter(
            Stated(who),
            source,
            source is null ? null : what,
            Stated(unit),
            Stated(dossier),
            Day(from),
            Day(to),
            LogCursor.Read(after)
        );
    }

    /// <summary>The number of the dossier as stored; null when none is asked for or what was typed is none.</summary>
    public string? Number => DossierNumber.Normalize(Dossier);

    /// <summary>The kind of lines as the form and the address write it.</summary>
    public string? KindKey =>
        Source is not { } source ? null
        : Kind is null ? LogWords.KeyOf(source)
        : $"{LogWords.KeyOf(source)}:{Kind}";

    /// <summary>Start of the first day, UTC.</summary>
    public DateTime FromUtc(DateOnly today) =>
        From is { } day ? VietnamTime.StartOf(day)
        : Dossier is not null ? DateTime.UnixEpoch
        : VietnamTime.StartOf((To ?? today).AddDays(1 - UsualDays));

    /// <summary>End of the last day, UTC.</summary>
    public DateTime UntilUtc(DateOnly today) => VietnamTime.StartOf((To ?? today).AddDays(1));

    /// <summary>The address of the page.</summary>
    public string Address() => QueryHelpers.AddQueryString(Path, Fields.Append(new("sau", After?.Write())).Where(f => f.Value is not null));

    /// <summary>Everything but where the page begins, by the names of the form.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Fields =>
        [
            new("nguoi", Who),
            new("loai", KindKey),
            new("don-vi", Unit),
            new("ho-so", Dossier),
            new("tu", Write(From)),
            new("den", Write(To)),
        ];

    /// <summary>A day as a browser's date field has it.</summary>
    public static string? Write(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Stated(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null
        : words.Trim().Length <= MaxLength ? words.Trim()
        : words.Trim()[..MaxLength];

    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact((typed ?? "").Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1900 and < 9999
            ? day
            : null;
}
