namespace Dvc.Blazor.Domain.Forms;

/// <summary>What an evaluation knows of the world.</summary>
/// <param name="Today">Local date in Asia/Ho_Chi_Minh.</param>
public sealed record FormContext(DateOnly Today)
{
    /// <summary>Null: Monday to Friday.</summary>
    public Func<DateOnly, bool>? IsWorkingDay { get; init; }

    /// <summary>Whether the units of an address exist; null: not checked.</summary>
    public Func<AddressValue, bool>? AddressExists { get; init; }

    internal bool WorksOn(DateOnly date) => IsWorkingDay?.Invoke(date) ?? date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
