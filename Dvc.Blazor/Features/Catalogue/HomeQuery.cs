using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Articles;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>What the home page shows.</summary>
/// <param name="Day">The day whose units are listed.</param>
/// <param name="Group">The open tab.</param>
/// <param name="Serving">Units of the tab at which dossiers can be filed.</param>
/// <param name="Others">Units of the tab without procedures on this portal.</param>
/// <param name="Sectors">Sectors with their numbers of procedures.</param>
/// <param name="Procedures">All procedures.</param>
/// <param name="Online">Those that can be filed online.</param>
/// <param name="Units">Units at which something can be filed, of all tabs.</param>
/// <param name="News">The articles on top.</param>
public sealed record HomeView(
    DateOnly Day,
    UnitGroup Group,
    IReadOnlyList<UnitRow> Serving,
    IReadOnlyList<UnitRow> Others,
    IReadOnlyList<SectorRow> Sectors,
    int Procedures,
    int Online,
    int Units,
    IReadOnlyList<NewsLine> News
);

public sealed record SectorRow(string Code, string Name, int Procedures);

/// <param name="At">UTC.</param>
public sealed record NewsLine(string Slug, string Title, DateTime At);

public sealed class HomeQuery(DvcDatabase database, Units units, TimeProvider clock)
{
    private const int ShownNews = 4;

    /// <param name="wanted">The tab asked for; else the first of districts and communes that has units.</param>
    public Task<HomeView> RunAsync(UnitGroup? wanted, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var map = await ServingMap.LoadAsync(db, units.AsOf, cancellationToken);
                var procedures = await db
                    .Procedures.Where(p => p.CurrentRevisionId != null && p.ClosedAt == null)
                    .Select(p => new { p.SectorCode, p.Level })
                    .ToListAsync(cancellationToken);
                var sectors = await db.Sectors.OrderBy(s => s.Order).Select(s => new { s.Code, s.Name }).ToListAsync(cancellationToken);
                var filed = map.ProceduresByUnit();
                var rows = map
                    .Units.Select(u => (Group: UnitGroups.Of(u), Row: new UnitRow(u.Id, u.Name, filed[u.Id].Count())))
                    .Where(u => u.Group is not null)
                    .ToLookup(u => u.Group!.Value, u => u.Row);
                var group = wanted ?? (rows[UnitGroup.Districts].Any() ? UnitGroup.Districts : UnitGroup.Communes);
                return new HomeView(
                    units.AsOf,
                    group,
                    [.. rows[group].Where(u => u.Procedures > 0)],
                    [.. rows[group].Where(u => u.Procedures == 0)],
                    [.. sectors.Select(s => new SectorRow(s.Code, s.Name, procedures.Count(p => p.SectorCode == s.Code)))],
                    procedures.Count,
                    procedures.Count(p => p.Level != ServiceLevel.InformationOnly),
                    filed.Count,
                    await db.ArticlesShownAt(clock.GetUtcNow().UtcDateTime)
                        .Take(ShownNews)
                        .Select(a => new NewsLine(a.Slug, a.Title, a.PublishAt!.Value))
                        .ToListAsync(cancellationToken)
                );
            },
            cancellationToken
        );
}
