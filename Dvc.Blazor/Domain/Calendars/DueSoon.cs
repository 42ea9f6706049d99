namespace Dvc.Blazor.Domain.Calendars;

/// <summary>From when on running work counts as due soon.</summary>
public static class DueSoon
{
    /// <summary>Working days before the due date.</summary>
    public const int Days = 3;

    /// <summary>What is due before this moment (UTC) is due soon.</summary>
    /// <param name="calendar">The office's working days.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    public static DateTime Before(WorkingCalendar calendar, DateTime nowUtc)
    {
        var after = calendar.AddWorkingDays(VietnamTime.DateOf(nowUtc), Days).AddDays(1);
        return TimeZoneInfo.ConvertTimeToUtc(after.ToDateTime(default), VietnamTime.Zone);
    }
}
