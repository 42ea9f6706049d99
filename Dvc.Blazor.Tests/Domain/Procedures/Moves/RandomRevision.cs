using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Tests.Domain.Forms;

namespace Dvc.Blazor.Tests.Domain.Procedures.Moves;

/// <summary>A form as a later revision might have it: fields gone, new, compulsory, of another kind, under other conditions.</summary>
internal sealed class RandomRevision(int seed)
{
    private readonly Random _random = new(seed);
    private int _added;

    public FormDefinition Of(FormDefinition form) =>
        form with
        {
            Sections = [.. form.Sections.Select(section => section with { Fields = Changed(section.Fields, form) })],
        };

    public IReadOnlyList<PaperRule> Papers() =>
        [.. Enumerable.Range(0, 4).Select(i => new PaperRule($"P{i}", _random.Next(2) == 0, null, null))];

    private FormField[] Changed(IReadOnlyList<FormField> fields, FormDefinition form) =>
        [.. fields.Where(_ => _random.Next(12) > 0).Select(field => Changed(field, form)).SelectMany(field => WithNew(field))];

    private FormField Changed(FormField field, FormDefinition form)
    {
        field = field.Kind == FieldKind.RepeatingGroup ? field with { Fields = Changed(field.Fields, form) } : field;
        var isRows = field.Kind == FieldKind.RepeatingGroup;
        return _random.Next(10) switch
        {
            0 or 1 => field with { Required = !field.Required },
            2 => field with { VisibleWhen = null },
            3 => field with { VisibleWhen = new FieldCondition("f0", ConditionOp.Empty) },
            4 when !isRows => Make.Field(field.Key, FieldKind.Number, validation: new FieldValidation { Min = 2 }),
            5 when !isRows => Make.Field(field.Key, FieldKind.Checkbox, required: true),
            6 when !isRows => Make.Choice(field.Key, "a", "z") with { Required = true },
            7 when !isRows => Make.Rows(field.Key, Make.Field("inner", required: true)),
            8 when isRows => Make.Field(field.Key, FieldKind.Multiline),
            _ => field,
        };
    }

    private IEnumerable<FormField> WithNew(FormField field)
    {
        yield return field;
        if (_random.Next(15) == 0)
        {
            yield return Make.Field($"new{_added++}", FieldKind.Text, required: _random.Next(2) == 0);
        }
    }
}
