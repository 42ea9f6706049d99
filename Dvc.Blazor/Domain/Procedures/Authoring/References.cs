using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Gives references other names, as in a copy whose fields have keys of their own.</summary>
internal static class References
{
    public static FormField Renamed(FormField field, IReadOnlyDictionary<string, string> names) =>
        field with
        {
            Key = names.GetValueOrDefault(field.Key, field.Key),
            VisibleWhen = field.VisibleWhen is { } when ? Renamed(when, names) : null,
            Computed = field.Computed is { } computed ? Renamed(computed, names) : null,
            Validation = field.Validation is { } validation ? Renamed(validation, names) : null,
            Fields = [.. field.Fields.Select(child => Renamed(child, names))],
        };

    public static Condition Renamed(Condition condition, IReadOnlyDictionary<string, string> names) =>
        condition switch
        {
            AllCondition all => new AllCondition([.. all.Parts.Select(part => Renamed(part, names))]),
            AnyCondition any => new AnyCondition([.. any.Parts.Select(part => Renamed(part, names))]),
            NotCondition not => new NotCondition(Renamed(not.Inner, names)),
            FieldCondition leaf => leaf with { Field = Renamed(leaf.Field, names) },
            _ => condition,
        };

    private static Computation Renamed(Computation computed, IReadOnlyDictionary<string, string> names) =>
        computed switch
        {
            FieldComputation field => new FieldComputation(Renamed(field.Field, names)),
            CountComputation count => new CountComputation(Renamed(count.Field, names)),
            SumComputation sum => new SumComputation(Renamed(sum.Parts, names)),
            ProductComputation product => new ProductComputation(Renamed(product.Parts, names)),
            ConcatComputation concat => new ConcatComputation(Renamed(concat.Parts, names)),
            DifferenceComputation difference => new DifferenceComputation(Renamed(difference.From, names), Renamed(difference.Take, names)),
            _ => computed,
        };

    private static Computation[] Renamed(IEnumerable<Computation> parts, IReadOnlyDictionary<string, string> names) =>
        [.. parts.Select(part => Renamed(part, names))];

    private static FieldValidation Renamed(FieldValidation validation, IReadOnlyDictionary<string, string> names) =>
        validation with
        {
            PatternBy = validation.PatternBy.ToDictionary(by => Renamed(by.Key, names), by => by.Value, StringComparer.Ordinal),
            BirthDateField = validation.BirthDateField is { } birth ? Renamed(birth, names) : null,
            SexField = validation.SexField is { } sex ? Renamed(sex, names) : null,
        };

    // Of a dotted reference only what begins in the copied part leads into it.
    private static string Renamed(string reference, IReadOnlyDictionary<string, string> names)
    {
        var keys = reference.Split('.');
        return names.ContainsKey(keys[0]) ? string.Join('.', keys.Select(key => names.GetValueOrDefault(key, key))) : reference;
    }
}
