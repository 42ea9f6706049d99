using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>What the board shows: one status or all, one sector or all, words that must occur.</summary>
public sealed record BoardFilter(DossierStatus? Status = null, string? Sector = null, string? Words = null, int Page = 1);

/// <param name="DueAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record BoardRow(
    Guid Id,
    string Number,
    string ProcedureName,
    string ApplicantName,
    DossierStatus Status,
    DateTime? DueAt,
    DateTime? CompletedAt,
    string HeldBy,
    DateTime UpdatedAt
);

public sealed record BoardSector(string Code, string Name);

/// <param name="Counts">How many dossiers each status has in the officer's scope, whatever is filtered.</param>
/// <param name="Shown">The rows asked for as they stand now, on this page or not; those out of scope are missing.</param>
/// <param name="ReadAt">UTC.</param>
public sealed record Board(
    IReadOnlyList<BoardRow> Rows,
    int Total,
    IReadOnlyDictionary<DossierStatus, int> Counts,
    IReadOnlyDictionary<Guid, BoardRow> Shown,
    DateTime ReadAt
);

/// <summary>The board of one officer, a page at a time.</summary>
public sealed class BoardQuery(DvcDatabase database, Officers officers, TimeProvider clock)
{
    public const int PageSize = 25;

    private const int MaxWords = 8;

    public Task<List<BoardSector>> SectorsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Sectors.OrderBy(s => s.Order).Select(s => new BoardSector(s.Code, s.Name)).ToListAsync(cancellationToken),
            cancellationToken
        );

    /// <inheritdoc cref="RunAsync(Guid, BoardFilter, IReadOnlyCollection{Guid}, CancellationToken)"/>
    public Task<Board?> RunAsync(Guid userId, BoardFilter filter, CancellationToken cancellationToken) =>
        RunAsync(userId, filter, [], cancellationToken);

    /// <summary>The page, and the rows on the screen as they stand now. Null for somebody who is no officer (any more).</summary>
    public Task<Board?> RunAsync(Guid userId, BoardFilter filter, IReadOnlyCollection<Guid> shown, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var nowUtc = clock.GetUtcNow().UtcDateTime;
                if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return null;
                }

                var scope = db.Dossiers.For(officer);
                var matching = Matching(scope, filter);
                var counts = await scope
                    .GroupBy(d => d.Status)
                    .Select(g => new { g.Key, Count = g.Count() })
                    .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
                var total = await matching.CountAsync(cancellationToken);
                var page = matching
                    .OrderByDescending(d => d.UpdatedAt)
                    .ThenByDescending(d => d.Id)
                    .Skip((filter.Page - 1) * PageSize)
                    .Take(PageSize);
                var rows = await Rows(db, page).ToListAsync(cancellationToken);
                return new Board(rows, total, counts, await ShownAsync(db, scope, rows, shown, cancellationToken), nowUtc);
            },
            cancellationToken
        );

    private static async Task<Dictionary<Guid, BoardRow>> ShownAsync(
        DvcDbContext db,
        IQueryable<Dossier> scope,
        List<BoardRow> page,
        IReadOnlyCollection<Guid> shown,
        CancellationToken cancellationToken
    )
    {
        var found = page.Where(r => shown.Contains(r.Id)).ToDictionary(r => r.Id);
        var others = shown.Where(id => !found.ContainsKey(id)).ToList();
        if (others.Count > 0)
        {
            foreach (var row in await Rows(db, scope.Where(d => others.Contains(d.Id))).ToListAsync(cancellationToken))
            {
                found.Add(row.Id, row);
            }
        }

        return found;
    }

    private static IQueryable<Dossier> Matching(IQueryable<Dossier> dossiers, BoardFilter filter)
    {
        if (filter.Status is { } status)
        {
            dossiers = dossiers.Where(d => d.Status == status);
        }

        if (!string.IsNullOrEmpty(filter.Sector))
        {
            dossiers = dossiers.Where(d => d.SectorCode == filter.Sector);
        }

        foreach (var word in Fold.Text(filter.Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            dossiers = dossiers.Where(d => d.FoldedSearch.Contains(word));
        }

        return dossiers;
    }

    private static IQueryable<BoardRow> Rows(DvcDbContext db, IQueryable<Dossier> dossiers) =>
        dossiers.Select(d => new BoardRow(
            d.Id,
            d.Number,
            d.ProcedureName,
            d.OrganisationName ?? d.ApplicantName,
            d.Status,
            d.DueAt,
            d.CompletedAt,
            db.Agencies.Where(a => a.Id == d.ProcessingAgencyId).Select(a => a.Name).FirstOrDefault() ?? "",
            d.UpdatedAt
        ));
}
