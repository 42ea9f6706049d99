namespace Dvc.Blazor.Domain.Forms;

/// <summary>Turns an answer as typed into what it means for the kind of its field.</summary>
internal static class ValueReader
{
    private const int MaxRaw = 20_000;

    public static Reading Read(FormField field, AnswerValue? answer, FormContext context) =>
        (field.Kind, answer) switch
        {
            (FieldKind.Checkbox, null) => new Reading(FlagValue.False),
            (_, null) => Reading.Blank,
            (FieldKind.Checkbox, FlagAnswer flag) => new Reading(flag.Flag ? FlagValue.True : FlagValue.False),
            (FieldKind.Multichoice, ListAnswer list) => Many(field, list),
            (FieldKind.Choice, TextAnswer choice) => Choice(field, choice.Text, null),
            (FieldKind.Choice, ChoiceAnswer choice) => Choice(field, choice.Value, choice.Other),
            (FieldKind.Address, AddressAnswer address) => AddressReader.Read(address, context),
            (FieldKind.Checkbox or FieldKind.Multichoice or FieldKind.Address, TextAnswer { Text: "" }) => Reading.Blank,
            (FieldKind.Checkbox or FieldKind.Multichoice or FieldKind.Choice or FieldKind.Address, _) => Reading.Bad(FieldRules.Shape),
            (_, TextAnswer text) => Typed(field, text.Text, context),
            _ => Reading.Bad(FieldRules.Shape),
        };

    private static Reading Typed(FormField field, string raw, FormContext context) =>
        raw.Length > MaxRaw
            ? Reading.Bad(FieldRules.TooLong, ValueText.Of(new NumberValue(field.MaxLength)))
            : field.Kind switch
            {
                FieldKind.Number => NumberReader.Number(raw),
                FieldKind.Money => NumberReader.Money(raw),
                FieldKind.Date => DateReader.Read(raw, field.Validation?.AllowPartial ?? false, context.Today),
                FieldKind.Phone => ContactReader.Phone(raw),
                FieldKind.Email => ContactReader.Email(raw),
                FieldKind.NationalId => NationalId.Read(raw),
                _ => TextRules.Read(raw, field.Kind == FieldKind.Multiline),
            };

    private static Reading Choice(FormField field, string value, string? other)
    {
        if (value.Length == 0)
        {
            return Reading.Blank;
        }

        if (field.OtherOption == value)
        {
            return Other(value, other ?? "");
        }

        return field.Options.Any(option => option.Value == value) ? new Reading(new ChoiceValue(value)) : Reading.Bad(FieldRules.Option);
    }

    private static Reading Other(string value, string other) =>
        TextRules.Read(other, multiline: false) switch
        {
            { Problem: { } problem } => new Reading(new ChoiceValue(value), problem),
            { Value: TextValue words } => new Reading(new ChoiceValue(value, words.Text)),
            _ => new Reading(new ChoiceValue(value), FieldRules.OtherWords),
        };

    private static Reading Many(FormField field, ListAnswer list)
    {
        var chosen = list.Values.Where(value => value.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (chosen.Count == 0)
        {
            return Reading.Blank;
        }

        // In the order offered, so that the order of ticking leaves no trace.
        var known = field
            .Options.Where(option => chosen.Contains(option.Value))
            .Select(option => (FormValue)new ChoiceValue(option.Value))
            .ToList();
        return known.Count == chosen.Count ? new Reading(new ListValue(known)) : Reading.Bad(FieldRules.Option);
    }
}
