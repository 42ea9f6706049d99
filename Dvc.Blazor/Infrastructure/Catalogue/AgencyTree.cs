using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>Which units lie below others, and which have gone on in them.</summary>
public static class AgencyTree
{
    /// <summary>The units, everything below them, and the units that were whose archive one of these keeps.</summary>
    public static async Task<HashSet<string>> BelowAsync(DvcDbContext db, IEnumerable<string> tops, CancellationToken cancellationToken)
    {
        var children = (
            await db.Agencies.Where(a => a.ParentId != null).Select(a => new { a.Id, a.ParentId }).ToListAsync(cancellationToken)
        ).ToLookup(a => a.ParentId!, a => a.Id, StringComparer.Ordinal);
        var gone = (
            await db
                .AgencySuccessions.Where(s => s.SectorCode == AgencySuccession.AllSectors)
                .Select(s => new { s.AgencyId, s.SuccessorId })
                .ToListAsync(cancellationToken)
        ).ToLookup(s => s.SuccessorId, s => s.AgencyId, StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(tops);
        while (open.TryDequeue(out var id))
        {
            if (found.Add(id))
            {
                foreach (var next in children[id].Concat(gone[id]))
                {
                    open.Enqueue(next);
                }
            }
        }

        return found;
    }

    /// <summary>Who goes on for whom.</summary>
    public static async Task<Succession> SuccessionAsync(this DvcDbContext db, CancellationToken cancellationToken) =>
        new(await db.AgencySuccessions.AsNoTracking().ToListAsync(cancellationToken));
}
