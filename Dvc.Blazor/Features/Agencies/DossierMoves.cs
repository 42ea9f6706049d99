using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>
/// Running dossiers of units that have ended go on at the units that took over, portion by portion, each portion in one transaction. Whatever is left after a
/// crash, was filed in the same moment, or is taken up again later, the next run finds.
/// </summary>
public sealed class DossierMoves(DvcDatabase database, TimeProvider clock)
{
    private const int Portion = 200;

    private static readonly Actor Portal = new(null, "", ActorKind.System);

    /// <summary>Moves all that there are.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.AgencySuccessions.ToListAsync(cancellationToken), cancellationToken);
        if (rows.Count == 0)
        {
            return 0;
        }

        var book = new Book(
            new Succession(rows),
            rows,
            await database.ReadAsync(
                db => db.Agencies.Select(a => new UnitLine(a.Id, a.Name, a.ParentId)).ToDictionaryAsync(a => a.Id, cancellationToken),
                cancellationToken
            )
        );
        var total = 0;
        while (true)
        {
            var moved = await database.WriteAsync(db => MoveAsync(db, book, cancellationToken), cancellationToken);
            if (moved == 0)
            {
                return total;
            }

            total += moved;
        }
    }

    /// <summary>The dossiers that are not closed.</summary>
    internal static IQueryable<Dossier> Running(IQueryable<Dossier> dossiers) =>
        dossiers.Where(d =>
            d.Status != DossierStatus.Refused
            && d.Status != DossierStatus.Discontinued
            && d.Status != DossierStatus.ResultReturned
            && (d.Status != DossierStatus.WithdrawalRequested || d.WithdrawnAt == null)
        );

    /// <summary>The dossiers of which any unit is among these.</summary>
    internal static IQueryable<Dossier> At(IQueryable<Dossier> dossiers, IReadOnlyCollection<string> units) =>
        dossiers.Where(d =>
            units.Contains(d.UnitId)
            || units.Contains(d.ReceivingAgencyId)
            || units.Contains(d.ProcessingAgencyId)
            || units.Contains(d.CompetentAgencyId)
            || (d.HandlingAgencyId != null && units.Contains(d.HandlingAgencyId))
        );

    private async Task<int> MoveAsync(DvcDbContext db, Book book, CancellationToken cancellationToken)
    {
        var ids = await At(Running(db.Dossiers), [.. book.Succession.Gone])
            .OrderBy(d => d.Id)
            .Select(d => d.Id)
            .Take(Portion)
            .ToListAsync(cancellationToken);
        await db.LockDossiersAsync(ids, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var moved = 0;
        foreach (var dossier in await db.Dossiers.Where(d => ids.Contains(d.Id)).ToListAsync(cancellationToken))
        {
            var to = dossier.UnitsAfter(book.Succession, book.IsWithin);
            if (!dossier.IsClosed && to != dossier.Units)
            {
                dossier.MoveUnits(Portal, to, book.Words(dossier.Units, to), now);
                moved++;
            }
        }

        return moved;
    }

    private sealed record UnitLine(string Id, string Name, string? ParentId);

    private sealed record Book(Succession Succession, IReadOnlyList<AgencySuccession> Rows, Dictionary<string, UnitLine> Units)
    {
        public bool IsWithin(string id, string top)
        {
            for (var (at, steps) = ((string?)id, 0); at is not null && steps <= Units.Count; steps++)
            {
                if (at == top)
                {
                    return true;
                }

                at = Units.GetValueOrDefault(at)?.ParentId;
            }

            return false;
        }

        /// <summary>What the applicant reads: who goes on for whom, and since when.</summary>
        public string Words(DossierUnits was, DossierUnits to)
        {
            var (old, next) = new (string? Old, string? Next)[]
            {
                (was.UnitId, to.UnitId),
                (was.ProcessingId, to.ProcessingId),
                (was.ReceivingId, to.ReceivingId),
                (was.CompetentId, to.CompetentId),
                (was.HandlingId, to.HandlingId),
            }.First(pair => pair.Old != pair.Next);
            var from = Rows.Where(r => r.AgencyId == old).Select(r => r.From).DefaultIfEmpty().Max();
            return Say.With(AgenciesText.MovedWords, from.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), NameOf(next), NameOf(old));
        }

        private string NameOf(string? id) => id is null ? "" : Units.GetValueOrDefault(id)?.Name ?? id;
    }
}
