using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Submission;

/// <summary>How many rows a repeating group of a draft may get. Used under the lock of the draft.</summary>
internal static class RowLimit
{
    /// <exception cref="RuleViolationException">A group would have more rows than its field allows.</exception>
    public static async Task CheckAsync(
        DvcDbContext db,
        Guid draftId,
        CompiledForm form,
        IReadOnlyList<AnswerChange> changes,
        CancellationToken cancellationToken
    )
    {
        var groups = changes.Where(change => change.Value is RowAnswer).Select(change => AnswerPath.Parent(change.Path));
        foreach (var group in groups.Distinct(StringComparer.Ordinal))
        {
            if (form.GroupAt(group) is not { } field)
            {
                continue;
            }

            var before = await RowsAsync(db, draftId, group, cancellationToken);
            var rows = changes.Where(change => AnswerPath.Parent(change.Path) == group).Aggregate(before, With);
            if (rows.Count > before.Count && rows.Count > field.MostRows)
            {
                throw new RuleViolationException("Draft.TooManyRows", field.Label, field.MostRows);
            }
        }
    }

    private static async Task<HashSet<string>> RowsAsync(DvcDbContext db, Guid draftId, string group, CancellationToken cancellationToken)
    {
        var start = group + AnswerPath.Separator;
        var paths = await db
            .DraftAnswers.Where(a => a.DraftId == draftId && a.Value != null && a.Path.StartsWith(start))
            .Select(a => a.Path)
            .ToListAsync(cancellationToken);
        return paths.Where(path => AnswerPath.Parent(path) == group).ToHashSet(StringComparer.Ordinal);
    }

    private static HashSet<string> With(HashSet<string> rows, AnswerChange change) =>
        change.Value is VoidAnswer ? rows.Where(row => row != change.Path).ToHashSet(StringComparer.Ordinal) : [.. rows, change.Path];
}
