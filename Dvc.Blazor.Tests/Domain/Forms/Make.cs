using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Tests.Domain.Forms;

/// <summary>Short ways to build forms in tests.</summary>
internal static class Make
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static FormContext Context => new(Today);

    public static FormField Field(string key, FieldKind kind = FieldKind.Text, bool required = false, FieldValidation? validation = null) =>
        new()
        {
            Key = key,
            Label = key,
            Kind = kind,
            Required = required,
            Validation = validation,
        };

    public static FormField Choice(string key, params string[] options) =>
        Field(key, FieldKind.Choice) with
        {
            Options = [.. options.Select(option => new FieldOption(option, option.ToUpperInvariant()))],
        };

    public static FormField Rows(string key, params FormField[] fields) => Field(key, FieldKind.RepeatingGroup) with { Fields = fields };

    public static FormDefinition Form(params FormField[] fields) => new() { Sections = [new FormSection { Key = "s", Fields = fields }] };

    public static FormState Evaluate(FormDefinition form, FormAnswers answers, FormContext? context = null) =>
        FormEvaluator.Evaluate(new CompiledForm(form), answers, context ?? Context);

    /// <summary>State of a form of this one field, answered with the typed text.</summary>
    public static FieldState Answered(FormField field, string text) => Answered(field, new TextAnswer(text));

    public static FieldState Answered(FormField field, AnswerValue answer) =>
        Evaluate(Form(field), FormAnswers.Empty.With(field.Key, answer))[field.Key]!;

    public static Condition When(string field, ConditionOp op, FormValue? value = null) => new FieldCondition(field, op, value);

    public static Condition Is(string field, string value) => When(field, ConditionOp.Eq, new TextValue(value));
}
