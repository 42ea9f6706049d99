namespace Dvc.Blazor.Domain.Forms;

/// <summary>Numbers, or days by their number, that comparisons leave to a field.</summary>
internal readonly record struct ValueRange(decimal? Above, decimal? From, decimal? To, decimal? Below)
{
    public static ValueRange All { get; } = new(null, null, null, null);

    public bool IsEmpty => From > To || From >= Below || Above >= To || Above >= Below;

    /// <summary>What one comparison leaves; null where it cannot be told, as of the literal <c>today</c>.</summary>
    public static ValueRange? Of(ConditionOp op, FormValue? literal) =>
        Number(literal) is not { } number
            ? null
            : op switch
            {
                ConditionOp.Gt => All with { Above = number },
                ConditionOp.Lt => All with { Below = number },
                _ => All with { From = number, To = number },
            };

    public ValueRange And(ValueRange other) =>
        new(Most(Above, other.Above), Most(From, other.From), Least(To, other.To), Least(Below, other.Below));

    private static decimal? Number(FormValue? literal) =>
        literal switch
        {
            NumberValue number => number.Number,
            TextValue { Text: not "today" } day => Comparison.Day(day.Text, DateOnly.MinValue)?.DayNumber,
            _ => null,
        };

    private static decimal? Most(decimal? one, decimal? other) =>
        one is null ? other
        : other is null ? one
        : Math.Max(one.Value, other.Value);

    private static decimal? Least(decimal? one, decimal? other) =>
        one is null ? other
        : other is null ? one
        : Math.Min(one.Value, other.Value);
}
