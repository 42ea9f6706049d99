using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>Figures of an officer's scope over a period. However many dossiers there are, so many statements and no more.</summary>
public sealed class StatisticsQuery(DvcDatabase database, StatisticsScope scope, TimeProvider clock)
{
    /// <summary>The choices and the figures; null for somebody who is no officer.</summary>
    public Task<StatisticsView?> RunAsync(Guid userId, StatisticsFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await scope.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return null;
                }

                var mine = db.Dossiers.For(officer);
                var units = await UnitsAsync(db, officer, cancellationToken);
                var sectors = await db.Sectors.OrderBy(s => s.Order).Select(s => new Choice(s.Code, s.Name)).ToListAsync(cancellationToken);
                var view = new StatisticsView(units, sectors, null)
                {
                    UnitError = IsAmong(units, filter.Unit) ? null : StatisticsText.UnitUnknown,
                    SectorError = IsAmong(sectors, filter.Sector) ? null : StatisticsText.SectorUnknown,
                };
                return filter.Asked.Period is { } period && view is { UnitError: null, SectorError: null }
                    ? view with
                    {
                        Report = await ReportAsync(db, Narrowed(mine, filter), period, view, cancellationToken),
                    }
                    : view;
            },
            cancellationToken
        );

    /// <summary>The places that count for an officer, as far as there are dossiers, and the units of which dossiers came there.</summary>
    internal static Task<List<Choice>> UnitsAsync(DvcDbContext db, Officer officer, CancellationToken cancellationToken)
    {
        var places = officer.Postings.Select(p => p.AgencyId).Distinct().ToList();
        // Each of the two ways is read from its own index.
        var others = db
            .Dossiers.Where(d => places.Contains(d.ReceivingAgencyId) && !places.Contains(d.UnitId))
            .Select(d => d.UnitId)
            .Union(db.Dossiers.Where(d => places.Contains(d.ProcessingAgencyId) && !places.Contains(d.UnitId)).Select(d => d.UnitId));
        return db
            .Agencies.Where(a => (places.Contains(a.Id) && db.Dossiers.Any(d => d.UnitId == a.Id)) || others.Contains(a.Id))
            .OrderBy(a => a.Order)
            .ThenBy(a => a.Name)
            .Select(a => new Choice(a.Id, a.Name))
            .ToListAsync(cancellationToken);
    }

    private async Task<StatisticsReport> ReportAsync(
        DvcDbContext db,
        IQueryable<Dossier> dossiers,
        Period period,
        StatisticsView view,
        CancellationToken cancellationToken
    )
    {
        var count = new StatisticsCount(dossiers, period, clock.GetUtcNow().UtcDateTime);
        var cells = await count.CellsAsync(cancellationToken);
        return new StatisticsReport(
            period,
            count.AsOf,
            Figures.Sum(cells.Select(c => c.Figures)),
            Months(period, cells),
            Named(view.Sectors, cells.ToLookup(c => c.Sector, c => c.Figures)),
            Named(view.Units, cells.ToLookup(c => c.Unit, c => c.Figures)),
            await OfficersAsync(db, await count.OfficersAsync(cancellationToken), cancellationToken)
        );
    }

    private static IQueryable<Dossier> Narrowed(IQueryable<Dossier> dossiers, StatisticsFilter filter)
    {
        if (filter.Unit is { } unit)
        {
            dossiers = dossiers.Where(d => d.UnitId == unit);
        }

        return filter.Sector is { } sector ? dossiers.Where(d => d.SectorCode == sector) : dossiers;
    }

    private static bool IsAmong(IReadOnlyList<Choice> choices, string? key) => key is null || choices.Any(c => c.Key == key);

    // Every month of the period stands there, with nothing in it too.
    private static List<FiguresOf> Months(Period period, IReadOnlyList<Cell> cells)
    {
        var found = cells.Where(c => c.Month is not null).ToLookup(c => c.Month, c => c.Figures);
        var months = new List<FiguresOf>();
        for (var month = new DateOnly(period.From.Year, period.From.Month, 1); month <= period.To; month = month.AddMonths(1))
        {
            var key = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            months.Add(new FiguresOf(key, month.ToString("MM/yyyy", CultureInfo.InvariantCulture), Figures.Sum(found[key])));
        }

        return months;
    }

    // In the order of the choices; a unit or sector that is listed no more is named by its key.
    private static IReadOnlyList<FiguresOf> Named(IReadOnlyList<Choice> choices, ILookup<string, Figures> found) =>
        [
            .. choices
                .Concat(found.Select(f => f.Key).Except(choices.Select(c => c.Key), StringComparer.Ordinal).Select(k => new Choice(k, k)))
                .Select(c => new FiguresOf(c.Key, c.Name, Figures.Sum(found[c.Key])))
                .Where(f => !f.Figures.IsEmpty),
        ];

    // The name of today, whatever somebody was called at the time; a stand-in is the person who acted.
    private static async Task<IReadOnlyList<FiguresOf>> OfficersAsync(
        DvcDbContext db,
        IReadOnlyList<FiguresOf> officers,
        CancellationToken cancellationToken
    )
    {
        var ids = officers.Select(o => Guid.TryParse(o.Key, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        var names = await db
            .Users.Where(u => ids.Contains(u.Id) && u.FullName != "")
            .ToDictionaryAsync(u => u.Id.ToString(), u => u.FullName, cancellationToken);
        return
        [
            .. officers
                .Select(o => o with { Name = names.GetValueOrDefault(o.Key, o.Name.Length > 0 ? o.Name : StatisticsText.NamelessOfficer) })
                .OrderByDescending(o => o.Figures.Resolved)
                .ThenByDescending(o => o.Figures.Received)
                .ThenBy(o => o.Name, StringComparer.Create(Say.Vietnamese, ignoreCase: true)),
        ];
    }
}
