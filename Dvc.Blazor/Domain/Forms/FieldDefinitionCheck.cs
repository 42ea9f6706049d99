namespace Dvc.Blazor.Domain.Forms;

/// <summary>Faults of one field by itself.</summary>
internal sealed class FieldDefinitionCheck(FieldNode node, List<DefinitionFault> faults)
{
    private FormField Field => node.Field;

    public void Run()
    {
        if (Field.Key.Length == 0 || Field.Key.Any(c => c is AnswerPath.Separator or '.' || char.IsWhiteSpace(c)))
        {
            Add(DefinitionFaults.BadKey, Field.Key);
        }

        CheckOptions();
        CheckLimits(Field.Validation);
        foreach (var pattern in node.BadPatterns)
        {
            Add(DefinitionFaults.BadPattern, pattern);
        }

        if (Field.Kind is FieldKind.Group or FieldKind.RepeatingGroup && Field.Fields.Count == 0)
        {
            Add(DefinitionFaults.NoFields, Field.Key);
        }
    }

    private void CheckOptions()
    {
        if (Field.Kind is not (FieldKind.Choice or FieldKind.Multichoice))
        {
            return;
        }

        if (Field.Options.Count == 0)
        {
            Add(DefinitionFaults.NoOptions, Field.Key);
        }

        foreach (var twin in Field.Options.GroupBy(option => option.Value).Where(group => group.Count() > 1))
        {
            Add(DefinitionFaults.DuplicateOption, twin.Key);
        }

        if (Field.DefaultAnswer is { } answer && ValueReader.Read(Field, answer, new FormContext(DateOnly.MinValue)).Problem is not null)
        {
            Add(DefinitionFaults.DefaultNotOffered, answer.ToJson());
        }
    }

    private void CheckLimits(FieldValidation? validation)
    {
        if (validation is null)
        {
            return;
        }

        var dates = new[] { validation.NotAfter, validation.NotBefore }.OfType<string>();
        if (
            validation.Min > validation.Max
            || validation.MinLength > validation.MaxLength
            || validation.MinItems > validation.MaxItems
            || validation.Step <= 0
            || dates.Any(date => Comparison.Day(date, DateOnly.MinValue) is null)
        )
        {
            Add(DefinitionFaults.BadLimits, Field.Key);
        }
    }

    private void Add(string code, string arg) =>
        faults.Add(new DefinitionFault(code, FormDefinitionCheck.Place(node), [arg], Severity.Error));
}
