using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Handling;

/// <summary>What the fields and papers of a dossier are called.</summary>
internal static class Labels
{
    public static string Of(OfficerDossier view, SupplementKind kind, string target) =>
        kind == SupplementKind.Paper
            ? view.Revision.Definition.Components.FirstOrDefault(c => c.Code == target)?.Name ?? target
            : AnswerRows.FieldAt(view.Revision.Definition.Form, target)?.Label ?? target;
}
