using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring;

/// <param name="By">Who published it, or changed the draft last; null: shipped with the portal.</param>
/// <param name="At">UTC; when it was published, or the draft was changed last.</param>
/// <param name="PublishAt">UTC; of a draft that waits for its time.</param>
public sealed record RevisionRow(
    Guid Id,
    int Number,
    bool IsPublished,
    bool IsCurrent,
    string? By,
    DateTime? At,
    DateTime? PublishAt,
    int? BasedOn,
    int Edits,
    int Running
);

/// <param name="At">UTC; of several times the last.</param>
/// <param name="Times">How often the person did it to the revision.</param>
public sealed record ProcedureEventRow(ProcedureAct Act, int? Revision, string? By, DateTime At, int Times);

/// <summary>One procedure as its administrator sees it; revisions newest first.</summary>
public sealed record AuthoringView(
    Procedure Procedure,
    string SectorName,
    ProcedureState State,
    IReadOnlyList<RevisionRow> Revisions,
    IReadOnlyList<ProcedureEventRow> Events
)
{
    public RevisionRow? Draft => Revisions.FirstOrDefault(revision => !revision.IsPublished);
}

/// <summary>Reads one procedure for its administrator.</summary>
public sealed class AuthoringQuery(DvcDatabase database, AuthoringRights rights)
{
    private const int MostEvents = 30;
    private static readonly DossierStatus[] Closed = [.. Enum.GetValues<DossierStatus>().Where(status => status.IsClosed())];

    /// <summary>Null when there is no such procedure in these hands.</summary>
    public Task<AuthoringView?> RunAsync(Guid byId, string code, CancellationToken cancellationToken) =>
        database.ReadAsync(db => ReadAsync(db, byId, code, cancellationToken), cancellationToken);

    /// <summary>The content of a revision, or null when there is none of this number in these hands.</summary>
    public Task<ProcedureDefinition?> ContentAsync(Guid byId, string code, int number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var own = await rights.OfAsync(db, byId, cancellationToken);
                var content = await own.Where(p => p.Code == code)
                    .SelectMany(p => db.Revisions.Where(r => r.ProcedureCode == p.Code && r.Number == number))
                    .Select(r => r.Content)
                    .SingleOrDefaultAsync(cancellationToken);
                return content is null ? null : ProcedureDefinition.Parse(content);
            },
            cancellationToken
        );

    /// <summary>Sectors and the units that the administrator may give a new procedure to; null for anybody else.</summary>
    public Task<AuthoringChoices?> ChoicesAsync(Guid byId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await rights.FindAsync(db, byId, cancellationToken) is not { } by)
                {
                    return null;
                }

                var agencies = await db.Agencies.OrderBy(a => a.Order).ToListAsync(cancellationToken);
                return new AuthoringChoices(
                    by.IsSystem,
                    await db.Sectors.OrderBy(s => s.Order).ToListAsync(cancellationToken),
                    [.. agencies.Where(a => by.Rules(a.Id)).Select(a => new UnitChoice(a.Id, a.Name))]
                );
            },
            cancellationToken
        );

    private async Task<AuthoringView?> ReadAsync(DvcDbContext db, Guid byId, string code, CancellationToken cancellationToken)
    {
        var own = await rights.OfAsync(db, byId, cancellationToken);
        if (await own.SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is not { } procedure)
        {
            return null;
        }

        var revisions = await db
            .Revisions.Where(r => r.ProcedureCode == code)
            .OrderByDescending(r => r.Number)
            .Select(r => new RevisionRow(
                r.Id,
                r.Number,
                r.PublishedAt != null,
                r.Id == procedure.CurrentRevisionId,
                db.Users.Where(u => u.Id == (r.PublishedById ?? r.ChangedById)).Select(u => u.FullName).FirstOrDefault(),
                r.PublishedAt ?? r.ChangedAt,
                r.PublishAt,
                r.BasedOn,
                r.Edits,
                db.Dossiers.Count(d => d.RevisionId == r.Id && !Closed.Contains(d.Status))
            ))
            .ToListAsync(cancellationToken);
        var events = await EventsAsync(db, code, cancellationToken);
        var sector = await db.Sectors.Where(s => s.Code == procedure.SectorCode).Select(s => s.Name).SingleAsync(cancellationToken);
        return new AuthoringView(procedure, sector, AuthoringListQuery.StateOf(procedure), revisions, events);
    }

    // In one moment a draft begins, is changed, and is decided on.
    private static int Order(ProcedureAct act) =>
        act switch
        {
            ProcedureAct.Created or ProcedureAct.Imported or ProcedureAct.DraftBegun => 0,
            ProcedureAct.DraftChanged => 1,
            _ => 2,
        };

    // A draft is saved at every edit; all edits of a person on one revision are one line, lest they bury what was decided.
    private static async Task<List<ProcedureEventRow>> EventsAsync(DvcDbContext db, string code, CancellationToken cancellationToken)
    {
        var own = db.ProcedureEvents.Where(e => e.ProcedureCode == code);
        var acts = await own.Where(e => e.Act != ProcedureAct.DraftChanged)
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id)
            .Take(MostEvents)
            .Select(e => new
            {
                e.Act,
                e.Revision,
                e.ActorId,
                e.At,
                Times = 1,
            })
            .ToListAsync(cancellationToken);
        var edits = await own.Where(e => e.Act == ProcedureAct.DraftChanged)
            .GroupBy(e => new
            {
                e.Act,
                e.Revision,
                e.ActorId,
            })
            .Select(g => new
            {
                g.Key.Act,
                g.Key.Revision,
                g.Key.ActorId,
                At = g.Max(e => e.At),
                Times = g.Count(),
            })
            .OrderByDescending(g => g.At)
            .Take(MostEvents)
            .ToListAsync(cancellationToken);
        var lines = acts.Concat(edits).OrderByDescending(e => e.At).ThenByDescending(e => Order(e.Act)).Take(MostEvents).ToList();
        var people = lines.Select(e => e.ActorId).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FullName, cancellationToken);
        return
        [
            .. lines.Select(e => new ProcedureEventRow(
                e.Act,
                e.Revision,
                e.ActorId is { } id ? names.GetValueOrDefault(id) : null,
                e.At,
                e.Times
            )),
        ];
    }
}

public sealed record UnitChoice(string Id, string Name);

/// <param name="EveryCommune">Whether a procedure may be given to all units of commune level.</param>
public sealed record AuthoringChoices(bool EveryCommune, IReadOnlyList<Sector> Sectors, IReadOnlyList<UnitChoice> Units);
