using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>The native controls of a field: their ids and what each shows for an answer. Ids never change, so that what was typed can be sent again after a lost connection.</summary>
public static class FieldControls
{
    /// <summary>At most so many options stand in rows; more make a list to choose from.</summary>
    public const int MostRows = 5;

    /// <summary>Id of the field's control, or of the frame around several controls.</summary>
    public static string IdOf(string path) => $"f-{path.Replace(AnswerPath.Separator, '-')}";

    public static string OptionId(string path, int index) => $"{IdOf(path)}-{index}";

    public static string OtherId(string path) => $"{IdOf(path)}-khac";

    /// <summary>The options a choice shows: those of the definition, and one for own words where none stands for it.</summary>
    public static IReadOnlyList<FieldOption> OptionsOf(FormField field) =>
        field.OtherOption == FormField.AddedOther
            ? [.. field.Options, new FieldOption(FormField.AddedOther, FormText.OtherOption)]
            : field.Options;

    /// <summary>Id and value of each control; true or false for boxes and radio buttons.</summary>
    public static IReadOnlyList<KeyValuePair<string, object>> Of(FormField field, string path, AnswerValue? answer) =>
        field.Kind switch
        {
            FieldKind.Choice => [.. Choice(field, path, answer)],
            FieldKind.Multichoice => [.. Boxes(field, path, answer)],
            FieldKind.Checkbox => [Pair(IdOf(path), answer is FlagAnswer { Flag: true })],
            FieldKind.Address => AddressParts.Controls(path, answer as AddressAnswer),
            FieldKind.Group or FieldKind.RepeatingGroup => [],
            _ => [Pair(IdOf(path), TextOf(answer))],
        };

    public static string TextOf(AnswerValue? answer) =>
        answer switch
        {
            TextAnswer text => text.Text,
            ChoiceAnswer choice => choice.Value,
            _ => "",
        };

    public static string OtherOf(AnswerValue? answer) => (answer as ChoiceAnswer)?.Other ?? "";

    private static IEnumerable<KeyValuePair<string, object>> Choice(FormField field, string path, AnswerValue? answer)
    {
        var chosen = TextOf(answer);
        var options = OptionsOf(field);
        if (options.Count > MostRows)
        {
            yield return Pair(IdOf(path), chosen);
        }
        else
        {
            for (var i = 0; i < options.Count; i++)
            {
                yield return Pair(OptionId(path, i), options[i].Value == chosen);
            }
        }

        if (field.OtherOption is { } other && other == chosen)
        {
            yield return Pair(OtherId(path), OtherOf(answer));
        }
    }

    private static IEnumerable<KeyValuePair<string, object>> Boxes(FormField field, string path, AnswerValue? answer)
    {
        var chosen = (answer as ListAnswer)?.Values ?? [];
        return field.Options.Select((option, index) => Pair(OptionId(path, index), chosen.Contains(option.Value)));
    }

    private static KeyValuePair<string, object> Pair(string id, object value) => KeyValuePair.Create(id, value);
}
