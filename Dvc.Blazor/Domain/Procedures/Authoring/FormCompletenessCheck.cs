using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>What no answers can ever bring to the page, and what a page would lack.</summary>
internal sealed class FormCompletenessCheck(CompiledForm form, List<DefinitionFault> faults)
{
    public void Run()
    {
        var logic = new ConditionLogic(form);
        foreach (var section in form.Sections)
        {
            if (section.Section.Fields.Count == 0)
            {
                Add(ContentFaults.EmptySection, section.Section.Key, section.Section.Label);
            }

            if (section.VisibleWhen is { } condition && !logic.CanHold(condition, form.Root))
            {
                Add(ContentFaults.SectionNeverShown, section.Section.Key, section.Section.Label);
            }
        }

        if (
            form.Sections.Any(s => s.Section.Role == SectionRole.Form) && !form.Fields.Any(f => f.Step == FormStep.Form && logic.CanShow(f))
        )
        {
            Add(ContentFaults.StepUnreachable, form.Sections.First(s => s.Section.Role == SectionRole.Form).Section.Key, "");
        }

        foreach (var field in form.Fields)
        {
            if (!field.Field.Required && !logic.CanShow(field))
            {
                Add(ContentFaults.FieldNeverShown, FormDefinitionCheck.Place(field), field.Field.Label);
            }

            if (field.Field is { Validation.Pattern: not null, Help: null, Kind: FieldKind.Text or FieldKind.Multiline })
            {
                Add(ContentFaults.HelpMissing, FormDefinitionCheck.Place(field), field.Field.Label);
            }
        }
    }

    private void Add(string code, string place, string arg) => faults.Add(new DefinitionFault(code, place, [arg], Severity.Warning));
}
