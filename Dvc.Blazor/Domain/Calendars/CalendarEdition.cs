namespace Dvc.Blazor.Domain.Calendars;

/// <summary>One change of the working calendar that was carried out; the newest says which hours count.</summary>
public sealed class CalendarEdition
{
    /// <summary>Before anybody has changed anything.</summary>
    public static CalendarEdition First { get; } =
        new()
        {
            Number = 0,
            At = default,
            ById = Guid.Empty,
            ByName = "",
            Change = "",
            Hours = OfficeHours.Default,
        };

    /// <summary>1, 2, 3 …; whoever plans a change says on which edition, so that of two changes at once the later is refused.</summary>
    public required int Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>The <see cref="CalendarChange"/>, JSON.</summary>
    public required string Change { get; init; }

    /// <summary>How many due dates moved with it.</summary>
    public int Moved { get; init; }

    /// <summary>How many due dates the administrator left as promised, or that had changed before the confirmation.</summary>
    public int Left { get; init; }

    public required OfficeHours Hours
    {
        get => new(MorningStart, MorningEnd, AfternoonStart, AfternoonEnd);
        init =>
            (MorningStart, MorningEnd, AfternoonStart, AfternoonEnd) = (
                value.MorningStart,
                value.MorningEnd,
                value.AfternoonStart,
                value.AfternoonEnd
            );
    }

    public TimeOnly MorningStart { get; private init; }

    public TimeOnly MorningEnd { get; private init; }

    public TimeOnly AfternoonStart { get; private init; }

    public TimeOnly AfternoonEnd { get; private init; }
}
