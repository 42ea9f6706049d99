namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>What becomes of a dossier when the applicant has let the time for a supplement or payment pass.</summary>
public enum OverdueRule
{
    /// <summary>The letter that ends it is drafted, an officer decides. So unless the revision says otherwise: to end a dossier is a decision with a signature.</summary>
    Propose,

    /// <summary>The portal ends it.</summary>
    Close,

    /// <summary>Applicant and officers are told, nothing else.</summary>
    Remind,
}

/// <summary>What the portal reminds an applicant of. The numbers are stored; never renumber them.</summary>
public enum ReminderKind
{
    /// <summary>The time for the supplement ends soon.</summary>
    SupplementSoon = 1,

    /// <summary>It is over.</summary>
    SupplementOver = 2,

    /// <summary>The time for paying ends soon.</summary>
    PaymentSoon = 3,

    /// <summary>It is over.</summary>
    PaymentOver = 4,

    /// <summary>The result has not been fetched.</summary>
    NotCollected = 5,
}

/// <summary>When an applicant is reminded of a result that lies at the one-stop department.</summary>
public static class CollectReminders
{
    /// <summary>Days after the result exists, unless the revision names others. From the first on it counts as not collected.</summary>
    public static IReadOnlyList<int> Days { get; } = [10, 30, 60, 90];

    /// <summary>The last reminder whose time has come, UTC; null before the first. After the last named one it goes on at the same distance: no result is forgotten.</summary>
    /// <param name="completedUtc">Since when the result exists.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="days">Days after that, ascending, above 0.</param>
    public static DateTime? LastDue(DateTime completedUtc, DateTime nowUtc, IReadOnlyList<int> days)
    {
        var passed = (nowUtc - completedUtc).TotalDays;
        if (passed < days[0])
        {
            return null;
        }

        var last = days[^1];
        var gap = days.Count > 1 ? last - days[^2] : last;
        return completedUtc.AddDays(passed < last ? days.Last(day => day <= passed) : last + (gap * Math.Floor((passed - last) / gap)));
    }

    /// <summary>Whether a result waits at the one-stop department for so long that it counts as not collected.</summary>
    public static bool IsUncollected(DossierStatus status, ResultDelivery delivery, DateTime? completedUtc, DateTime nowUtc) =>
        status == DossierStatus.Completed && delivery == ResultDelivery.OneStop && completedUtc?.AddDays(Days[0]) <= nowUtc;
}
