using System.Globalization;
using System.Text.RegularExpressions;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Reads dates as typed: d/M/yyyy (also with dots or dashes), ISO, and where allowed M/yyyy, yyyy-MM or yyyy.</summary>
internal static partial class DateReader
{
    private const int FirstYear = 1900;

    // A promise or permit may lie far ahead, but not beyond a life.
    private const int YearsAhead = 100;

    public static Reading Read(string raw, bool allowPartial, DateOnly today)
    {
        var text = raw.Trim();
        if (text.Length == 0)
        {
            return Reading.Blank;
        }

        return Parse(text) is not { } date || !IsReal(date, today) ? Reading.Bad(FieldRules.Date)
            : !date.IsWhole && !allowPartial ? Reading.Bad(FieldRules.WholeDate)
            : new Reading(new DateValue(date));
    }

    internal static PartialDate? Parse(string text)
    {
        var match = People().Match(text);
        if (!match.Success)
        {
            match = Iso().Match(text);
        }

        return match.Success ? new PartialDate(Part(match, "y")!.Value, Part(match, "m"), Part(match, "d")) : null;
    }

    private static int? Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static bool IsReal(PartialDate date, DateOnly today) =>
        date.Year >= FirstYear
        && date.Year <= today.Year + YearsAhead
        && date.Month is null or (>= 1 and <= 12)
        && (date.Day is null || (date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month!.Value)));

    [GeneratedRegex(@"^(((?<d>[0-9]{1,2}) ?[/.-] ?)?(?<m>[0-9]{1,2}) ?[/.-] ?)?(?<y>[0-9]{4})\z", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex People();

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<m>[0-9]{2})(-(?<d>[0-9]{2}))?\z", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Iso();
}
