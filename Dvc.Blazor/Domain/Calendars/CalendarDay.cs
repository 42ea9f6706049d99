namespace Dvc.Blazor.Domain.Calendars;

/// <summary>A day that differs from the Monday-to-Friday week: a holiday, a day off in lieu, or a weekend day that is worked.</summary>
public sealed class CalendarDay
{
    public required DateOnly Date { get; init; }

    /// <summary>Position among several records of one day.</summary>
    public required int Ordinal { get; init; }

    public required string Name { get; set; }

    /// <summary>The source's word: <c>public_holiday</c>, <c>compensatory</c>, <c>swap_day_off</c> or <c>makeup_workday</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>True for a weekend day that is worked.</summary>
    public required bool IsWorkingDay { get; set; }

    /// <summary>False for what is only proposed; the clock ignores it until an administrator confirms.</summary>
    public required bool Applies { get; set; }

    public required bool Unverified { get; set; }

    /// <summary>True once an administrator has decided about the day: what is shipped with the product does not change it any more.</summary>
    public bool IsEdited { get; set; }

    /// <summary>The whole record as it came from the source, JSON.</summary>
    public required string Source { get; set; }
}
