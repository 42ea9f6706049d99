using System.Globalization;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>What a request for supplements names, in the words of the procedure.</summary>
public static class AskedNames
{
    /// <summary>Label of the field, with its row where it stands in one, or name of the paper; the target itself where the procedure knows no such thing.</summary>
    public static string Of(ProcedureDefinition definition, SupplementKind kind, string target) =>
        kind == SupplementKind.Paper
            ? definition.Components.FirstOrDefault(c => c.Code == target)?.Name ?? target
            : OfField(definition, target);

    private static string OfField(ProcedureDefinition definition, string target)
    {
        IEnumerable<FormField> level = definition.Form.Sections.SelectMany(section => section.Fields);
        FormField? field = null;
        string? row = null;
        foreach (var part in target.Split(AnswerPath.Separator))
        {
            if (field?.Kind == FieldKind.RepeatingGroup && int.TryParse(part, CultureInfo.InvariantCulture, out var number))
            {
                row = ReceiptWords.Format(DossierText.RowNumber, field.ItemLabel ?? field.Label, number);
                continue;
            }

            field = level.FirstOrDefault(f => f.Key == part);
            level = field?.Fields ?? [];
        }

        return field is null ? target
            : row is null || field.Kind == FieldKind.RepeatingGroup ? field.Label
            : $"{field.Label} ({row})";
    }
}
