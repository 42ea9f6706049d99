using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>Moments as people here write them: stored in UTC, shown in Vietnamese time.</summary>
public static class When
{
    /// <summary>dd/MM/yyyy.</summary>
    public static string Day(DateTime utc) => VietnamTime.Local(utc).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>HH:mm.</summary>
    public static string Hour(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>dd/MM/yyyy HH:mm.</summary>
    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The day with its name.</summary>
    public static string LongDay(DateTime utc) => Named(DossierText.LongDay, VietnamTime.Local(utc));

    /// <summary>The day with its name, and the hour.</summary>
    public static string LongMoment(DateTime utc) => Named(DossierText.LongMoment, VietnamTime.Local(utc));

    private static string Named(string words, DateTime local) =>
        string.Format(CultureInfo.InvariantCulture, words, NameOf(local.DayOfWeek), local);

    private static string NameOf(DayOfWeek day) =>
        day switch
        {
            DayOfWeek.Monday => DossierText.Monday,
            DayOfWeek.Tuesday => DossierText.Tuesday,
            DayOfWeek.Wednesday => DossierText.Wednesday,
            DayOfWeek.Thursday => DossierText.Thursday,
            DayOfWeek.Friday => DossierText.Friday,
            DayOfWeek.Saturday => DossierText.Saturday,
            _ => DossierText.Sunday,
        };
}
