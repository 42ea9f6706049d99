using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>Labels and flags of the rows of a board: two statements, however many rows. Labels of units where the officer does not work are not shown.</summary>
internal sealed class BoardMarks
{
    private readonly ILookup<Guid, BoardLabel> _labels;
    private readonly ILookup<Guid, FlagKind> _flags;

    private BoardMarks(ILookup<Guid, BoardLabel> labels, ILookup<Guid, FlagKind> flags) => (_labels, _flags) = (labels, flags);

    public static async Task<BoardMarks> ReadAsync(
        DvcDbContext db,
        Officer officer,
        IEnumerable<Guid> dossiers,
        CancellationToken cancellationToken
    )
    {
        var ids = dossiers.Distinct().ToList();
        var labels = await On(db, officer)
            .Join(db.Set<Labelling>(), l => l.Id, x => x.LabelId, (label, on) => new { on.DossierId, label })
            .Where(l => ids.Contains(l.DossierId))
            .OrderBy(l => l.label.FoldedText)
            .ToListAsync(cancellationToken);
        var flags = await db.Set<DossierFlag>()
            .Where(f => ids.Contains(f.DossierId))
            .OrderBy(f => f.Kind)
            .Select(f => new { f.DossierId, f.Kind })
            .ToListAsync(cancellationToken);
        return new BoardMarks(
            labels.ToLookup(l => l.DossierId, l => new BoardLabel(l.label.Id, l.label.Text, l.label.Colour)),
            flags.ToLookup(f => f.DossierId, f => f.Kind)
        );
    }

    /// <summary>The labels that an officer sees.</summary>
    public static IQueryable<DossierLabel> On(DvcDbContext db, Officer officer)
    {
        var places = officer.Postings.Select(p => p.AgencyId).Distinct().ToList();
        return db.Labels.Where(l => places.Contains(l.AgencyId));
    }

    /// <summary>The row with its marks.</summary>
    public BoardRow Of(BoardRow row) => row with { Labels = [.. _labels[row.Id]], Flags = [.. _flags[row.Id]] };
}
