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
/// <param name="ReadAt">UTC.</param>
public sealed record Board(
    IReadOnlyList<BoardRow> Rows,
    int Total,
    IReadOnlyDictionary<DossierStatus, int> Counts,
    IReadOnlyList<BoardSector> Sectors,
    DateTime ReadAt
);

/// <summary>The board of one officer, a page at a time.</summary>
public sealed class BoardQuery(DvcDatabase database, TimeProvider clock)
{
    public const int PageSize = 25;

    private const int MaxWords = 8;

    /// <summary>Null for somebody who is no officer (any more).</summary>
    public Task<Board?> RunAsync(Guid userId, BoardFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var nowUtc = clock.GetUtcNow().UtcDateTime;
                if (await db.FindOfficerAsync(userId, nowUtc, cancellationToken) is not { } officer)
                {
                    return null;
                }

                var scope = db.Dossiers.For(officer);
                var counts = await scope
                    .GroupBy(d => d.Status)
                    .Select(g => new { g.Key, Count = g.Count() })
                    .ToListAsync(cancellationToken);
                var matching = Matching(scope, filter);
                var page = matching
                    .OrderByDescending(d => d.UpdatedAt)
                    .ThenByDescending(d => d.Id)
                    .Skip((filter.Page - 1) * PageSize)
                    .Take(PageSize);
                return new Board(
                    await Rows(db, page).ToListAsync(cancellationToken),
                    await matching.CountAsync(cancellationToken),
                    counts.ToDictionary(c => c.Key, c => c.Count),
                    await db.Sectors.OrderBy(s => s.Order).Select(s => new BoardSector(s.Code, s.Name)).ToListAsync(cancellationToken),
                    nowUtc
                );
            },
            cancellationToken
        );

    /// <summary>The given dossiers as they stand now; those out of scope are missing.</summary>
    public Task<Dictionary<Guid, BoardRow>> RowsAsync(Guid userId, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await db.FindOfficerAsync(userId, clock.GetUtcNow().UtcDateTime, cancellationToken) is { } officer
                    ? await Rows(db, db.Dossiers.For(officer).Where(d => ids.Contains(d.Id)))
                        .ToDictionaryAsync(r => r.Id, cancellationToken)
                    : [],
            cancellationToken
        );

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
