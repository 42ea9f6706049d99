using System.Globalization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Compares typed answers with the literals of conditions and rules.</summary>
internal static class Comparison
{
    // Far above any sum of money or area, far below what a decimal holds, so that sums never overflow.
    private const decimal Largest = 1e24m;

    public static bool IsEmpty(FormValue? value) =>
        value switch
        {
            null => true,
            TextValue text => text.Text.Length == 0,
            ListValue list => list.Items.Count == 0,
            ManyValue many => many.Items.Count == 0,
            RowsValue rows => rows.Count == 0,
            FlagValue flag => !flag.Flag,
            _ => false,
        };

    public static bool Same(FormValue actual, FormValue literal, DateOnly today) =>
        (actual, literal) switch
        {
            (TextValue a, TextValue b) => a.Text == b.Text,
            (ChoiceValue a, TextValue b) => a.Option == b.Text || a.Other == b.Text,
            (FlagValue a, FlagValue b) => a.Flag == b.Flag,
            (DateValue a, TextValue b) => Day(b.Text, today) is { } day && a.Date.IsWhole
                ? a.Date.Earliest == day
                : a.Date.ToString() == b.Text,
            (ListValue a, ListValue b) => a.Items.Count == b.Items.Count && b.Items.All(item => Contains(a, item, today)),
            (ListValue a, _) => a.Items.Count == 1 && Same(a.Items[0], literal, today),
            _ => Number(actual) is { } left && Number(literal) is { } right && left == right,
        };

    public static bool Contains(FormValue actual, FormValue literal, DateOnly today) =>
        actual switch
        {
            ListValue list => list.Items.Any(item => Same(item, literal, today)),
            TextValue text when literal is TextValue part => text.Text.Contains(part.Text, StringComparison.OrdinalIgnoreCase),
            ChoiceValue => Same(actual, literal, today),
            _ => false,
        };

    /// <summary>Below, at or above zero; null when the two cannot be ordered. A partial date counts from its first day.</summary>
    public static int? Order(FormValue actual, FormValue literal, DateOnly today) =>
        (actual, literal) switch
        {
            (DateValue a, TextValue b) => Day(b.Text, today) is { } day ? a.Date.Earliest.CompareTo(day) : null,
            (DateValue a, DateValue b) => a.Date.Earliest.CompareTo(b.Date.Earliest),
            _ => Number(actual) is { } left && Number(literal) is { } right ? left.CompareTo(right) : null,
        };

    /// <summary>The number a value stands for: a number, a count of rows, or the sum over rows.</summary>
    public static decimal? Number(FormValue? value) =>
        value switch
        {
            NumberValue number => number.Number,
            RowsValue rows => rows.Count,
            TextValue text => decimal.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null,
            ManyValue many => Sum(many.Items),
            _ => null,
        };

    /// <summary>Sum of what can be counted; null when nothing can, or when the sum is too large.</summary>
    public static decimal? Sum(IEnumerable<FormValue> values)
    {
        decimal? sum = null;
        foreach (var value in values)
        {
            if (Number(value) is not { } number)
            {
                continue;
            }

            if (Math.Abs(number) > Largest)
            {
                return null;
            }

            sum = (sum ?? 0) + number;
        }

        return sum;
    }

    /// <summary>The date a limit means: <c>today</c> or ISO yyyy-MM-dd.</summary>
    public static DateOnly? Day(string text, DateOnly today)
    {
        if (text == "today")
        {
            return today;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
