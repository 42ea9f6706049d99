using System.Globalization;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>Answers as people read them, everywhere: as given, as they are meant, and as they went into a dossier.</summary>
public static class AnswerWords
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>What the field says now; empty when nothing was answered.</summary>
    public static string Of(FieldState field) => field.Value is { } value ? Of(field.Field, value) : Of(field.Field, field.Answer);

    /// <summary>A value that was understood; empty for none.</summary>
    public static string Of(FormField field, FormValue? value) =>
        (field.Kind, value) switch
        {
            (FieldKind.Money, NumberValue money) => Kit.Say.With(FormText.MoneyAmount, money.Number.ToString("#,##0", Vietnamese)),
            (_, NumberValue number) => number.Number.ToString("0.##########", Vietnamese),
            (_, FlagValue flag) => flag.Flag ? FormText.Yes : FormText.No,
            (_, ChoiceValue choice) => choice.Other ?? Label(field, choice.Option),
            (_, ListValue list) => string.Join(", ", list.Items.Select(item => Of(field, item))),
            _ => ValueText.Of(value),
        };

    /// <summary>An answer as it was given.</summary>
    public static string Of(FormField field, AnswerValue? answer) =>
        answer switch
        {
            TextAnswer text => field.Kind == FieldKind.Choice ? Label(field, text.Text) : text.Text,
            ChoiceAnswer choice => string.IsNullOrWhiteSpace(choice.Other) ? Label(field, choice.Value) : choice.Other,
            FlagAnswer flag => flag.Flag ? FormText.Yes : FormText.No,
            ListAnswer list => string.Join(", ", list.Values.Select(value => Label(field, value))),
            AddressAnswer address => string.Join(
                ", ",
                new[] { address.Street, address.Commune?.Name, address.District?.Name, address.Province?.Name }.Where(part =>
                    !string.IsNullOrWhiteSpace(part)
                )
            ),
            RowAnswer => FormText.RowThere,
            VoidAnswer when field.Kind == FieldKind.RepeatingGroup => FormText.RowGone,
            _ => "",
        };

    /// <summary>A closed row in a line: its first answers.</summary>
    public static string OfRow(FormState state, FormField group, string row) =>
        string.Join(
            ", ",
            group
                .Fields.Select(field => state[AnswerPath.Child(row, field.Key)])
                .Where(field =>
                    field is { Visible: true, Field.Kind: not (FieldKind.Checkbox or FieldKind.Address or FieldKind.RepeatingGroup) }
                )
                .Select(field => Of(field!))
                .Where(words => words.Length > 0)
                .Take(3)
        );

    private static string Label(FormField field, string value) =>
        FieldControls.OptionsOf(field).FirstOrDefault(option => option.Value == value)?.Label ?? value;
}
