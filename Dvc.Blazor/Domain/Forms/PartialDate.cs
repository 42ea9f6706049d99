using System.Globalization;
using System.Runtime.InteropServices;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>A civil date of which only the year, or the month and year, may be known; old people often know no more of their birth.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PartialDate(int Year, int? Month = null, int? Day = null)
{
    public bool IsWhole => Day is not null;

    /// <summary>The first day it can mean.</summary>
    public DateOnly Earliest => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The last day it can mean.</summary>
    public DateOnly Latest => new(Year, Month ?? 12, Day ?? DateTime.DaysInMonth(Year, Month ?? 12));

    public static PartialDate Of(DateOnly date) => new(date.Year, date.Month, date.Day);

    /// <summary>ISO: yyyy, yyyy-MM or yyyy-MM-dd.</summary>
    public override string ToString() =>
        (Month, Day) switch
        {
            (null, _) => Year.ToString("0000", CultureInfo.InvariantCulture),
            ({ } month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{month:00}"),
            ({ } month, { } day) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{month:00}-{day:00}"),
        };

    /// <summary>As people write it: yyyy, MM/yyyy or dd/MM/yyyy.</summary>
    public string ToDisplay() =>
        (Month, Day) switch
        {
            (null, _) => Year.ToString("0000", CultureInfo.InvariantCulture),
            ({ } month, null) => string.Create(CultureInfo.InvariantCulture, $"{month:00}/{Year:0000}"),
            ({ } month, { } day) => string.Create(CultureInfo.InvariantCulture, $"{day:00}/{month:00}/{Year:0000}"),
        };
}
