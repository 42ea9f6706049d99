using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>A paper of a dossier that is, or will be, asked for.</summary>
internal sealed record AskedPaper
{
    public required Guid DossierId { get; init; }

    public required string Code { get; init; }
}

/// <summary>The states of papers of several dossiers: three statements, however many there are.</summary>
internal sealed class PaperCells
{
    private readonly HashSet<(Guid, string)> _asked = [];
    private readonly Dictionary<(Guid, string), DocumentState> _checked = [];
    private readonly Dictionary<(Guid, string), DocumentState> _there = [];

    private PaperCells() { }

    /// <summary>What open requests name, those included that wait to be sent.</summary>
    public static IQueryable<AskedPaper> Asked(DvcDbContext db) =>
        db
            .Supplements.Where(s => s.State == SupplementState.Drafted || s.State == SupplementState.Sent)
            .SelectMany(
                s => s.Items.Where(i => i.Kind == SupplementKind.Paper),
                (s, i) => new AskedPaper { DossierId = s.DossierId, Code = i.Target }
            );

    public static async Task<PaperCells> ReadAsync(DvcDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var cells = new PaperCells();
        foreach (var asked in await Asked(db).Where(a => ids.Contains(a.DossierId)).ToListAsync(cancellationToken))
        {
            cells._asked.Add((asked.DossierId, asked.Code));
        }

        var checks = await db.Set<OriginalCheck>()
            .Where(o => ids.Contains(o.DossierId))
            .Select(o => new
            {
                o.DossierId,
                o.ComponentCode,
                o.Verdict,
            })
            .ToListAsync(cancellationToken);
        foreach (var check in checks)
        {
            cells._checked[(check.DossierId, check.ComponentCode)] =
                check.Verdict == OriginalVerdict.Matches ? DocumentState.Compared : DocumentState.Doubted;
        }

        var papers = await db.Set<SubmittedDocument>()
            .Where(p => ids.Contains(p.DossierId) && p.SupersededAt == null)
            .Select(p => new
            {
                p.DossierId,
                p.ComponentCode,
                p.Supplement,
            })
            .ToListAsync(cancellationToken);
        foreach (var paper in papers.OrderBy(p => p.Supplement))
        {
            cells._there[(paper.DossierId, paper.ComponentCode)] = paper.Supplement > 0 ? DocumentState.Replaced : DocumentState.Attached;
        }

        return cells;
    }

    public DocumentState Of(Guid dossier, string code) =>
        _asked.Contains((dossier, code)) ? DocumentState.Flagged
        : _checked.TryGetValue((dossier, code), out var found) ? found
        : _there.GetValueOrDefault((dossier, code), DocumentState.Missing);
}
