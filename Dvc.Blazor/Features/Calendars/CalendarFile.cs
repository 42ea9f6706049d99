using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>Reads days from a file of comma-separated values: day, kind, name. All of it or nothing.</summary>
internal static class CalendarFile
{
    /// <summary>Largest file, bytes.</summary>
    public const int MaxBytes = 65_536;

    /// <summary>Most days in one file.</summary>
    public const int MaxDays = 400;

    private static readonly char[] Separators = [',', ';'];

    private static readonly Dictionary<string, string?> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["le"] = CalendarDayKind.PublicHoliday,
        ["nghi-bu"] = CalendarDayKind.Compensatory,
        ["hoan-doi"] = CalendarDayKind.SwapDayOff,
        ["lam-bu"] = CalendarDayKind.MakeUpWorkday,
        ["thuong"] = null,
    };

    /// <summary>The days of the file, and every fault in words with the number of its line.</summary>
    public static (IReadOnlyList<DayChange> Days, IReadOnlyList<string> Faults) Read(string text)
    {
        var (days, faults, seen) = (new List<DayChange>(), new List<string>(), new Dictionary<DateOnly, int>());
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || (i == 0 && CalendarWords.ReadDay(Cells(lines[i])[0]) is null))
            {
                continue;
            }

            var (day, fault) = ReadLine(Cells(lines[i]));
            if (day is not null && !seen.TryAdd(day.Date, i + 1))
            {
                fault = Say.With(CalendarText.LineTwice, CalendarWords.Day(day.Date), seen[day.Date]);
            }

            if (fault is not null)
            {
                faults.Add(Say.With(CalendarText.LineFault, i + 1, fault));
            }
            else
            {
                days.Add(day!);
            }
        }

        if (days.Count == 0 && faults.Count == 0)
        {
            faults.Add(CalendarText.FileEmpty);
        }

        if (days.Count > MaxDays)
        {
            faults.Add(Say.With(CalendarText.FileLong, MaxDays));
        }

        return (days, faults);
    }

    private static (DayChange? Day, string? Fault) ReadLine(string[] cells)
    {
        if (CalendarWords.ReadDay(cells[0]) is not { } date)
        {
            return (null, Say.With(CalendarText.LineNoDay, cells[0]));
        }

        if (cells.Length < 2 || !Kinds.TryGetValue(cells[1], out var kind))
        {
            return (null, Say.With(CalendarText.LineNoKind, cells.ElementAtOrDefault(1) ?? "", string.Join(", ", Kinds.Keys)));
        }

        var day = new DayChange(date, kind, kind is null ? null : TextRules.Normalise(cells.ElementAtOrDefault(2) ?? ""));
        try
        {
            CalendarChange.Check(day);
            return (day, null);
        }
        catch (RuleViolationException refusal)
        {
            return (day, RuleWords.Of(refusal));
        }
    }

    // The name is the rest of the line, so that it may hold separators.
    private static string[] Cells(string line) =>
        [
            .. line.Split(Separators[line.IndexOfAny(Separators) is >= 0 and var at && line[at] == ';' ? 1 : 0], 3)
                .Select(c => c.Trim().Trim('"').Trim()),
        ];
}
