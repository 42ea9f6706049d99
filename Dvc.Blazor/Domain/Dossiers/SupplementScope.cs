using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>
/// What an applicant can change in answer to a request for supplements: the fields that were named, those that appear only because of the changes, and those
/// that are found wrong now, since nobody can send a form that he cannot put right.
/// </summary>
public sealed class SupplementScope
{
    private readonly HashSet<string> _open;

    /// <param name="request">What is asked.</param>
    /// <param name="filed">The form with the answers of the dossier.</param>
    /// <param name="kept">The form with the answers of the dossier, and of the changes only those that were asked for (<see cref="Kept"/>).</param>
    /// <param name="now">The form with the answers as they are being changed.</param>
    public SupplementScope(SupplementRequest request, FormState filed, FormState kept, FormState now)
    {
        _open = Asked(request);
        _open.UnionWith(now.Fields.Where(f => f.Visible && filed[f.Path] is not { Visible: true }).Select(f => f.Path));
        _open.UnionWith(kept.Fields.Where(f => f.Visible && f.Errors.Count > 0).Select(f => f.Path));
        foreach (var finding in kept.Findings.Where(f => f.Severity == Severity.Error && !f.Paths.Any(IsOpen)))
        {
            _open.UnionWith(finding.Paths);
        }

        var asked = filed.Papers.Where(p => p.Required).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        NewPapers = [.. now.Papers.Where(p => p.Required && !asked.Contains(p.Code)).Select(p => p.Code)];
    }

    /// <summary>Codes of papers that only the changed answers call for.</summary>
    public IReadOnlyList<string> NewPapers { get; }

    /// <summary>The answers of the dossier with those changes that were asked for, whatever else was changed.</summary>
    public static FormAnswers Kept(SupplementRequest request, FormAnswers filed, FormAnswers now)
    {
        var asked = Asked(request);
        return FormAnswers.From(filed.All.Where(a => !IsIn(asked, a.Key)).Concat(now.All.Where(a => IsIn(asked, a.Key))));
    }

    /// <summary>Whether the answer at a path can be changed: the field itself is open, or the group it stands in.</summary>
    public bool IsOpen(string path) => IsIn(_open, path);

    private static HashSet<string> Asked(SupplementRequest request) =>
        request.Items.Where(i => i.Kind == SupplementKind.Field).Select(i => i.Target).ToHashSet(StringComparer.Ordinal);

    private static bool IsIn(HashSet<string> open, string path)
    {
        for (var at = path; at.Length > 0; at = AnswerPath.Parent(at))
        {
            if (open.Contains(at))
            {
                return true;
            }
        }

        return false;
    }
}
