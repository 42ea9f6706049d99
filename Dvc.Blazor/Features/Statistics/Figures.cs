namespace Dvc.Blazor.Features.Statistics;

/// <summary>Numbers of dossiers of a period. What each means is told to people by <see cref="FigureWords"/>.</summary>
public sealed record Figures
{
    public static Figures None { get; } = new();

    /// <summary>Accepted before the period and not ended when it began.</summary>
    public int CarriedOver { get; init; }

    public int Filed { get; init; }

    /// <summary>Accepted in the period.</summary>
    public int Received { get; init; }

    /// <summary>Completed in the period on a day before the day first promised.</summary>
    public int Early { get; init; }

    /// <summary>Completed in the period on the day first promised, in time.</summary>
    public int OnTime { get; init; }

    /// <summary>Completed in the period after the moment first promised.</summary>
    public int Late { get; init; }

    /// <summary>Completed in the period without anything promised.</summary>
    public int Unlimited { get; init; }

    /// <summary>Of those completed, how many were sent back to the applicant once.</summary>
    public int AskedOnce { get; init; }

    /// <summary>Of those completed, how many were sent back to the applicant more than once.</summary>
    public int AskedAgain { get; init; }

    public int Refused { get; init; }

    public int Withdrawn { get; init; }

    public int Discontinued { get; init; }

    /// <summary>Not ended at the end of the period, the clock running, not late.</summary>
    public int InTime { get; init; }

    /// <summary>Not ended at the end of the period, the clock running, late.</summary>
    public int Overdue { get; init; }

    /// <summary>Not ended at the end of the period, the clock standing still.</summary>
    public int Paused { get; init; }

    public int Resolved => Early + OnTime + Late + Unlimited;

    public int Pending => InTime + Overdue + Paused;

    public int NotLate => Early + OnTime;

    /// <summary>Part of those with a promised time that were not late; null when there are none.</summary>
    public double? OnTimeRate => NotLate + Late > 0 ? (double)NotLate / (NotLate + Late) : null;

    public bool IsEmpty => this == None;

    public static Figures operator +(Figures a, Figures b) =>
        new()
        {
            CarriedOver = a.CarriedOver + b.CarriedOver,
            Filed = a.Filed + b.Filed,
            Received = a.Received + b.Received,
            Early = a.Early + b.Early,
            OnTime = a.OnTime + b.OnTime,
            Late = a.Late + b.Late,
            Unlimited = a.Unlimited + b.Unlimited,
            AskedOnce = a.AskedOnce + b.AskedOnce,
            AskedAgain = a.AskedAgain + b.AskedAgain,
            Refused = a.Refused + b.Refused,
            Withdrawn = a.Withdrawn + b.Withdrawn,
            Discontinued = a.Discontinued + b.Discontinued,
            InTime = a.InTime + b.InTime,
            Overdue = a.Overdue + b.Overdue,
            Paused = a.Paused + b.Paused,
        };

    public static Figures Sum(IEnumerable<Figures> parts) => parts.Aggregate(None, (a, b) => a + b);
}

/// <summary>Figures of one unit, sector, month or officer.</summary>
/// <param name="Key">Id, code, or <c>yyyy-MM</c>.</param>
public sealed record FiguresOf(string Key, string Name, Figures Figures);

/// <summary>Something that can be chosen.</summary>
public sealed record Choice(string Key, string Name);

/// <summary>What can be chosen by the officer, and the figures; these are null when something of the address is wrong.</summary>
public sealed record StatisticsView(IReadOnlyList<Choice> Units, IReadOnlyList<Choice> Sectors, StatisticsReport? Report)
{
    public string? UnitError { get; init; }

    public string? SectorError { get; init; }
}

/// <param name="Period">The days asked for.</param>
/// <param name="AsOf">UTC; the end of the period, or now while it lasts.</param>
public sealed record StatisticsReport(
    Period Period,
    DateTime AsOf,
    Figures Total,
    IReadOnlyList<FiguresOf> ByMonth,
    IReadOnlyList<FiguresOf> BySector,
    IReadOnlyList<FiguresOf> ByUnit,
    IReadOnlyList<FiguresOf> ByOfficer
);
