using System.Globalization;

namespace Dvc.Blazor.Features.Journal;

/// <summary>Where lines of the log come from; also their order within one moment. The numbers stand in addresses; never renumber them.</summary>
public enum LogSource
{
    /// <summary>The chain of a dossier.</summary>
    Dossier = 0,

    /// <summary>An officer opened a dossier.</summary>
    Reading = 1,

    Account = 2,

    /// <summary>What administrators did to units, sectors and this log.</summary>
    Office = 3,

    Procedure = 4,

    Calendar = 5,
}

/// <summary>One line of the log.</summary>
/// <param name="Key">Which one, within its source.</param>
/// <param name="At">UTC.</param>
/// <param name="Kind">What happened, as stored.</param>
/// <param name="ActorName">Name of an officer; empty: an applicant or the portal, see <paramref name="ActorId"/>.</param>
/// <param name="Subject">Number of the dossier, code of the procedure, id of the account; null without one.</param>
/// <param name="AgencyId">The unit it belongs to, or null.</param>
/// <param name="Data">Particulars as JSON, or null.</param>
public sealed record LogLine(
    LogSource Source,
    string Key,
    DateTime At,
    string Kind,
    Guid? ActorId,
    string ActorName,
    string? Subject,
    string? AgencyId,
    string? Data
)
{
    /// <summary>Name of the account it is about, of an officer; null of others.</summary>
    public string? SubjectName { get; init; }

    /// <summary>Name of the unit, or null.</summary>
    public string? Agency { get; init; }
}

/// <summary>The line behind which the next page begins.</summary>
/// <param name="At">UTC.</param>
/// <param name="Key">Its key within the source.</param>
public sealed record LogCursor(DateTime At, LogSource Source, string Key)
{
    public static LogCursor Behind(LogLine line) => new(line.At, line.Source, line.Key);

    /// <summary>As it stands in an address.</summary>
    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}.{(int)Source}.{Key}");

    /// <summary>Null of anything else.</summary>
    public static LogCursor? Read(string? written) =>
        (written ?? "").Split('.') is [var ticks, var source, { Length: > 0 and <= 50 } key]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTime.MaxValue.Ticks
        && Enum.TryParse<LogSource>(source, out var from)
        && Enum.IsDefined(from)
            ? new LogCursor(new DateTime(at, DateTimeKind.Utc), from, key)
            : null;
}
