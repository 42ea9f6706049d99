using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>Whether dossiers can be begun.</summary>
public enum ProcedureState
{
    /// <summary>Nothing of it is published yet.</summary>
    New,
    Open,
    Closed,
    Replaced,
}

/// <summary>What the list is narrowed to.</summary>
public sealed record AuthoringFilter(string? Words, string? Sector, ProcedureState? State, bool OnlyDrafts, int Page);

/// <param name="Revision">Number of the current revision, or null.</param>
/// <param name="Running">Dossiers that are not closed.</param>
/// <param name="DraftNumber">Number of the open draft, or null.</param>
/// <param name="PublishAt">UTC; when the draft is to be published, or null.</param>
/// <param name="Missing">What its content still lacks.</param>
public sealed record AuthoringRow(
    string Code,
    string Name,
    string SectorName,
    ProcedureState State,
    int? Revision,
    int Running,
    int? DraftNumber,
    DateTime? PublishAt,
    IReadOnlyList<ContentGap> Missing
);

/// <param name="Page">From 1.</param>
/// <param name="Pages">1 when nothing was found.</param>
public sealed record AuthoringList(IReadOnlyList<AuthoringRow> Rows, int Found, int Page, int Pages, IReadOnlyList<Sector> Sectors);

/// <summary>The procedures in the hands of an administrator.</summary>
public sealed class AuthoringListQuery(DvcDatabase database, AuthoringRights rights, Revisions revisions)
{
    public const int PageSize = 20;

    private static readonly DossierStatus[] Closed = [.. Enum.GetValues<DossierStatus>().Where(status => status.IsClosed())];

    public async Task<AuthoringList> RunAsync(Guid byId, AuthoringFilter filter, CancellationToken cancellationToken)
    {
        var (page, found, rows, sectors) = await database.ReadAsync(
            async db =>
            {
                var wanted = Wanted(db, await rights.OfAsync(db, byId, cancellationToken), filter);
                var found = await wanted.CountAsync(cancellationToken);
                var page = Math.Clamp(filter.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
                var rows = await wanted
                    .OrderBy(p => db.Sectors.Where(s => s.Code == p.SectorCode).Select(s => s.Order).First())
                    .ThenBy(p => p.Order)
                    .ThenBy(p => p.Code)
                    .Skip((page - 1) * PageSize)
                    .Take(PageSize)
                    .Select(p => new
                    {
                        Procedure = p,
                        Sector = db.Sectors.Where(s => s.Code == p.SectorCode).Select(s => s.Name).First(),
                        Running = db.Dossiers.Count(d => d.ProcedureCode == p.Code && !Closed.Contains(d.Status)),
                        Draft = db
                            .Revisions.Where(r => r.ProcedureCode == p.Code && r.PublishedAt == null)
                            .Select(r => new { r.Number, r.PublishAt })
                            .FirstOrDefault(),
                    })
                    .ToListAsync(cancellationToken);
                return (page, found, rows, await db.Sectors.OrderBy(s => s.Order).ToListAsync(cancellationToken));
            },
            cancellationToken
        );
        var contents = await revisions.GetAsync([.. rows.Select(r => r.Procedure.CurrentRevisionId).OfType<Guid>()], cancellationToken);
        return new AuthoringList(
            [
                .. rows.Select(r =>
                {
                    var current = r.Procedure.CurrentRevisionId is { } id ? contents[id] : null;
                    return new AuthoringRow(
                        r.Procedure.Code,
                        r.Procedure.Name,
                        r.Sector,
                        StateOf(r.Procedure),
                        current?.Number,
                        r.Running,
                        r.Draft?.Number,
                        r.Draft?.PublishAt,
                        current is null ? [] : ContentGaps.Of(current.Definition)
                    );
                }),
            ],
            found,
            page,
            Math.Max(1, (found + PageSize - 1) / PageSize),
            sectors
        );
    }

    public static ProcedureState StateOf(Procedure procedure) =>
        procedure.CurrentRevisionId is null ? ProcedureState.New
        : !procedure.IsClosed ? ProcedureState.Open
        : procedure.ReplacedByCode is null ? ProcedureState.Closed
        : ProcedureState.Replaced;

    private static IQueryable<Procedure> Wanted(DvcDbContext db, IQueryable<Procedure> procedures, AuthoringFilter filter)
    {
        foreach (var word in Fold.Text(filter.Words).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            procedures = procedures.Where(p => p.FoldedName.Contains(word));
        }

        if (filter.Sector is { Length: > 0 } sector)
        {
            procedures = procedures.Where(p => p.SectorCode == sector);
        }

        if (filter.OnlyDrafts)
        {
            procedures = procedures.Where(p => db.Revisions.Any(r => r.ProcedureCode == p.Code && r.PublishedAt == null));
        }

        return filter.State switch
        {
            ProcedureState.New => procedures.Where(p => p.CurrentRevisionId == null),
            ProcedureState.Open => procedures.Where(p => p.CurrentRevisionId != null && p.ClosedAt == null),
            ProcedureState.Closed => procedures.Where(p => p.ClosedAt != null && p.ReplacedByCode == null),
            ProcedureState.Replaced => procedures.Where(p => p.ClosedAt != null && p.ReplacedByCode != null),
            _ => procedures,
        };
    }
}
