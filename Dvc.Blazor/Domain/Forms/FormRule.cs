using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>A check over several fields of the form (ràng buộc giữa các trường). References are top-level keys, or dotted into a group.
/// Where something it needs is missing, hidden or unreadable, the rule has nothing to say: the fields' own checks speak.</summary>
[JsonConverter(typeof(FormRuleConverter))]
public abstract record FormRule
{
    /// <summary>Name in the data, such as <c>sum_equals</c>.</summary>
    [JsonIgnore]
    public string Name => RuleName;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Severity Severity { get; init; }

    /// <summary>The author's own words for the finding; null: words by rule name.</summary>
    public string? Message { get; init; }

    /// <summary>Null: always checked.</summary>
    public Condition? When { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }

    private protected abstract string RuleName { get; }

    /// <summary>References of the rule itself, without those of <see cref="When"/>.</summary>
    public abstract IEnumerable<string> References();

    /// <summary>Null when kept or not applicable; otherwise the numbers and labels for the message.</summary>
    internal abstract IReadOnlyList<string>? Broken(IAnswerLookup answers);
}

/// <summary>The person born on the date is at least so old today; an incomplete date is read in the person's favour.</summary>
public sealed record AgeAtLeastRule(string Field, int Years) : FormRule
{
    private protected override string RuleName => "age_at_least";

    public override IEnumerable<string> References() => [Field];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        answers.Find(Field) is DateValue birth && birth.Date.Earliest.AddYears(Years) > answers.Today
            ? [ValueText.Of(new NumberValue(Years))]
            : null;
}

/// <summary>No two of the fields have the same value.</summary>
public sealed record DistinctRule(IReadOnlyList<string> Fields) : FormRule
{
    private protected override string RuleName => "distinct";

    public override IEnumerable<string> References() => Fields;

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers)
    {
        var values = Fields.Select(answers.Find).SelectMany(Items).Where(value => !Comparison.IsEmpty(value)).Select(ValueText.Of).ToList();
        return values.Distinct(StringComparer.OrdinalIgnoreCase).Count() < values.Count ? [] : null;
    }

    private static IEnumerable<FormValue> Items(FormValue? value) =>
        value switch
        {
            null => [],
            ManyValue many => many.Items,
            _ => [value],
        };
}

/// <summary>Left is not more than right; a reference into a group means the sum over its rows.</summary>
public sealed record LteRule(string Left, string Right) : FormRule
{
    private protected override string RuleName => "lte";

    public override IEnumerable<string> References() => [Left, Right];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        Comparison.Number(answers.Find(Left)) is { } left && Comparison.Number(answers.Find(Right)) is { } right && left > right
            ? [ValueText.Of(new NumberValue(left)), ValueText.Of(new NumberValue(right))]
            : null;
}

/// <summary>The option of this field fixes the limit.</summary>
public sealed record LimitBy(string Field, IReadOnlyDictionary<string, decimal> Values);

/// <summary>The sum of a field over the rows is at least a value, fixed or by the option of another field.</summary>
public sealed record SumAtLeastRule(string List, string Field, decimal? Value, LimitBy? By) : FormRule
{
    private protected override string RuleName => "sum_at_least";

    public override IEnumerable<string> References() => By is null ? [$"{List}.{Field}"] : [$"{List}.{Field}", By.Field];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        Limit(answers) is { } limit && RowSum.Of(answers, List, Field) is { } sum && sum < limit ? RowSum.Args(sum, limit) : null;

    private decimal? Limit(IAnswerLookup answers) =>
        By is null ? Value
        : By.Values.TryGetValue(answers.Find(By.Field) is ChoiceValue choice ? choice.Option : "", out var limit) ? limit
        : null;
}

/// <summary>The sum of a field over the rows is exactly a value; blank rows count as nothing.</summary>
public sealed record SumEqualsRule(string List, string Field, decimal Value) : FormRule
{
    private protected override string RuleName => "sum_equals";

    public override IEnumerable<string> References() => [$"{List}.{Field}"];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        RowSum.Of(answers, List, Field) is { } sum && sum != Value ? RowSum.Args(sum, Value) : null;
}

/// <summary>The group has exactly as many rows as a field says.</summary>
public sealed record CountEqualsRule(string List, string Field) : FormRule
{
    private protected override string RuleName => "count_equals";

    public override IEnumerable<string> References() => [List, Field];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        answers.Find(List) is RowsValue rows && Comparison.Number(answers.Find(Field)) is { } count && rows.Count != count
            ? RowSum.Args(rows.Count, count)
            : null;
}

/// <summary>In exactly one row the field has the value.</summary>
public sealed record ExactlyOneRule(
    string List,
    string Field,
    [property: JsonPropertyName("equals"), JsonConverter(typeof(LiteralConverter))] FormValue Wanted
) : FormRule
{
    private protected override string RuleName => "exactly_one";

    public override IEnumerable<string> References() => [$"{List}.{Field}"];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers)
    {
        if (answers.Find(List) is not RowsValue { Count: > 0 })
        {
            return null;
        }

        var hits = answers.Find($"{List}.{Field}") is ManyValue many
            ? many.Items.Count(item => Comparison.Same(item, Wanted, answers.Today))
            : 0;
        return hits == 1 ? null : RowSum.Args(hits, 1);
    }
}

/// <summary>An answered field has the value.</summary>
public sealed record MustEqualRule(string Field, [property: JsonConverter(typeof(LiteralConverter))] FormValue Value) : FormRule
{
    private protected override string RuleName => "must_equal";

    public override IEnumerable<string> References() => [Field];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        answers.Find(Field) is { } actual && !Comparison.Same(actual, Value, answers.Today) ? [] : null;
}

/// <summary>Not more than so many calendar days have passed since the date.</summary>
public sealed record DaysSinceMaxRule(string Field, int Days) : FormRule
{
    private protected override string RuleName => "days_since_max";

    public override IEnumerable<string> References() => [Field];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        answers.Find(Field) is DateValue date && answers.Today.DayNumber - date.Date.Latest.DayNumber > Days
            ? [ValueText.Of(new NumberValue(Days))]
            : null;
}

/// <summary>The first date is not after the second; the same day is allowed.</summary>
public sealed record DateOrderRule(string Before, string After) : FormRule
{
    private protected override string RuleName => "date_order";

    public override IEnumerable<string> References() => [Before, After];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        answers.Find(Before) is DateValue before && answers.Find(After) is DateValue after && before.Date.Earliest > after.Date.Latest
            ? []
            : null;
}

/// <summary>The sums over two groups are equal, up to a tolerance.</summary>
public sealed record SumEqualsSumRule(string List, string Field, string List2, string Field2, decimal? Tolerance) : FormRule
{
    private protected override string RuleName => "sum_equals_sum";

    public override IEnumerable<string> References() => [$"{List}.{Field}", $"{List2}.{Field2}"];

    internal override IReadOnlyList<string>? Broken(IAnswerLookup answers) =>
        RowSum.Of(answers, List, Field) is { } left
        && RowSum.Of(answers, List2, Field2) is { } right
        && Math.Abs(left - right) > (Tolerance ?? 0)
            ? RowSum.Args(left, right)
            : null;
}

internal static class RowSum
{
    /// <summary>Null when the group is hidden or has no rows.</summary>
    public static decimal? Of(IAnswerLookup answers, string list, string field) =>
        answers.Find(list) is RowsValue { Count: > 0 } ? Comparison.Number(answers.Find($"{list}.{field}")) ?? 0 : null;

    public static IReadOnlyList<string> Args(decimal actual, decimal wanted) =>
        [ValueText.Of(new NumberValue(actual)), ValueText.Of(new NumberValue(wanted))];
}
