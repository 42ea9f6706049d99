using System.Text.Json;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Writes a definition as the content of a revision; <see cref="ProcedureDefinition.Parse"/> reads it again, and nothing unknown is lost on the way.</summary>
public static class ProcedureContent
{
    /// <summary>One JSON document; the same definition always gives the same text.</summary>
    public static string Write(ProcedureDefinition definition)
    {
        var root = JsonSerializer.SerializeToNode(definition, FormJson.Options)!.AsObject();
        var form = definition.Form;
        var shared = form.Sections.Where(section => section.Role != SectionRole.Form).ToList();
        root["form"] = JsonSerializer.SerializeToNode(
            form with
            {
                Sections = [.. form.Sections.Where(section => section.Role == SectionRole.Form)],
                Include = [.. shared.Select(section => section.Key)],
                Rules = [],
            },
            FormJson.Options
        );
        root.Remove("form_rules");
        if (form.Rules.Count > 0)
        {
            root["form_rules"] = JsonSerializer.SerializeToNode(form.Rules, FormJson.Options);
        }

        root["shared_sections"] = new JsonObject(
            shared.Select(section => KeyValuePair.Create(section.Key, JsonSerializer.SerializeToNode(Own(section), FormJson.Options)))
        );
        if (definition.Overdue == new OverdueRules())
        {
            root.Remove("overdue");
        }

        return root.ToJsonString(FormJson.Options);
    }

    // The role hangs on the place where the section stands.
    private static FormSection Own(FormSection section) => section with { Role = SectionRole.Form };
}
