namespace Dvc.Blazor.Domain.Forms;

/// <summary>Whether an answer given to one form has a place in another.</summary>
public static class AnswerFit
{
    /// <summary>The answers that the form has a place for: the same path, and a field that takes an answer of that shape. What was taken back is kept as well.</summary>
    public static FormAnswers In(FormDefinition form, FormAnswers answers) =>
        FormAnswers.From(answers.All.Where(answer => HasPlace(form, answer.Key, answer.Value)));

    /// <summary>Whether the form has a place for the answer.</summary>
    public static bool HasPlace(FormDefinition form, string path, AnswerValue value) =>
        At(form, path) is var (field, isRow)
        && (isRow ? value is RowAnswer or VoidAnswer : field.Kind != FieldKind.RepeatingGroup && Fits(field, value));

    /// <summary>Whether a field takes an answer of this shape, right or wrong.</summary>
    internal static bool Fits(FormField field, AnswerValue value) =>
        field.Computed is null
        && (field.Kind, value) switch
        {
            (FieldKind.Group or FieldKind.RepeatingGroup, _) => false,
            (_, VoidAnswer) => true,
            (FieldKind.Checkbox, FlagAnswer) => true,
            (FieldKind.Multichoice, ListAnswer) => true,
            (FieldKind.Choice, TextAnswer or ChoiceAnswer) => true,
            (FieldKind.Address, AddressAnswer) => true,
            (FieldKind.Checkbox or FieldKind.Multichoice or FieldKind.Address, TextAnswer { Text: "" }) => true,
            (FieldKind.Checkbox or FieldKind.Multichoice or FieldKind.Choice or FieldKind.Address, _) => false,
            (_, TextAnswer) => true,
            _ => false,
        };

    private static (FormField Field, bool IsRow)? At(FormDefinition form, string path)
    {
        FormField? field = null;
        var isRow = false;
        var fields = form.Sections.SelectMany(section => section.Fields);
        foreach (var part in path.Split(AnswerPath.Separator))
        {
            if (field?.Kind == FieldKind.RepeatingGroup && !isRow)
            {
                isRow = true;
                continue;
            }

            (field, isRow) = (fields.FirstOrDefault(f => f.Key == part), false);
            if (field is null)
            {
                return null;
            }

            fields = field.Fields;
        }

        return (field!, isRow);
    }
}
