using System.Text.Json;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>A unit with what it does on a day.</summary>
/// <param name="FormedFrom">Units that were merged into it, in words of the source.</param>
/// <param name="Sectors">Its procedures on the day, by sector.</param>
/// <param name="Parts">Its divisions and departments on the day.</param>
public sealed record AgencyView(
    string Id,
    string Name,
    AgencyKind Kind,
    bool Unverified,
    DateOnly? From,
    DateOnly? To,
    DateOnly Day,
    AgencyLink? Parent,
    IReadOnlyList<AgencyLink> Successors,
    IReadOnlyList<AgencyLink> Predecessors,
    string? FormedFrom,
    string? Address,
    string? Phone,
    string? Email,
    IReadOnlyList<AgencySector> Sectors,
    IReadOnlyList<AgencyLink> Parts
)
{
    /// <summary>Names it had before, the last first.</summary>
    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    public bool IsOver => To < Day;

    public bool IsToCome => From > Day;
}

/// <param name="Until">Last day of the name.</param>
public sealed record FormerName(string Name, DateOnly Until);

public sealed record AgencyLink(string Id, string Name);

public sealed record AgencySector(string Code, string Name, IReadOnlyList<AgencyProcedure> Procedures);

public sealed record AgencyProcedure(string Code, string Name, ServiceLevel Level);

public sealed class AgencyQuery(DvcDatabase database, Units units)
{
    /// <summary>The unit, of whatever period, or null when there is none of this key.</summary>
    public Task<AgencyView?> RunAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var agency = await db.Agencies.SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
                return agency is null ? null : await ViewAsync(db, agency, cancellationToken);
            },
            cancellationToken
        );

    private async Task<AgencyView> ViewAsync(DvcDbContext db, Agency agency, CancellationToken cancellationToken)
    {
        var day = units.AsOf;
        using var source = JsonDocument.Parse(agency.Source);
        var said = source.RootElement;
        var before = Keys(said, "predecessors");
        var after = await db
            .AgencySuccessions.Where(s => s.AgencyId == agency.Id)
            .Select(s => s.SuccessorId)
            .Distinct()
            .ToListAsync(cancellationToken);
        if (agency.SuccessorId is { } successor)
        {
            after.Add(successor);
        }

        before.AddRange(
            await db
                .AgencySuccessions.Where(s => s.SuccessorId == agency.Id)
                .Select(s => s.AgencyId)
                .Distinct()
                .ToListAsync(cancellationToken)
        );
        var related = await db
            .Agencies.Where(a => a.Id == agency.ParentId || after.Contains(a.Id) || a.SuccessorId == agency.Id || before.Contains(a.Id))
            .OrderBy(a => a.Order)
            .Select(a => new { Link = new AgencyLink(a.Id, a.Name), a.SuccessorId })
            .ToListAsync(cancellationToken);
        var map = await ServingMap.LoadAsync(db, day, cancellationToken);
        return new AgencyView(
            agency.Id,
            agency.Name,
            agency.Kind,
            agency.Unverified,
            agency.ValidFrom,
            agency.ValidTo,
            day,
            related.Find(r => r.Link.Id == agency.ParentId)?.Link,
            [.. related.Where(r => after.Contains(r.Link.Id)).Select(r => r.Link)],
            [.. related.Where(r => r.SuccessorId == agency.Id || before.Contains(r.Link.Id)).Select(r => r.Link)],
            Text(said, "formed_from_text"),
            Text(said, "address"),
            Text(said, "phone"),
            Text(said, "email"),
            await SectorsAsync(db, agency, map, cancellationToken),
            [.. map.Units.Where(u => u.ParentId == agency.Id && UnitGroups.Of(u) is null).Select(u => new AgencyLink(u.Id, u.Name))]
        )
        {
            FormerNames = await db
                .AgencyFormerNames.Where(n => n.AgencyId == agency.Id)
                .OrderByDescending(n => n.Until)
                .Select(n => new FormerName(n.Name, n.Until))
                .ToListAsync(cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<AgencySector>> SectorsAsync(
        DvcDbContext db,
        Agency agency,
        ServingMap map,
        CancellationToken cancellationToken
    )
    {
        var procedures = await db
            .Procedures.Where(p => p.CurrentRevisionId != null && p.ClosedAt == null)
            .OrderBy(p => p.Order)
            .ThenBy(p => p.Code)
            .Select(p => new { p.SectorCode, Row = new AgencyProcedure(p.Code, p.Name, p.Level) })
            .ToListAsync(cancellationToken);
        var there = procedures.Where(p => map.Of(p.Row.Code).Any(s => Concerns(s, agency.Id))).ToLookup(p => p.SectorCode, p => p.Row);
        var sectors = await db.Sectors.OrderBy(s => s.Order).Select(s => new { s.Code, s.Name }).ToListAsync(cancellationToken);
        return [.. sectors.Where(s => there.Contains(s.Code)).Select(s => new AgencySector(s.Code, s.Name, [.. there[s.Code]]))];
    }

    // A division has the procedures it examines, a one-stop department those it takes in.
    private static bool Concerns(ServingUnit serving, string id) =>
        serving.Unit.Id == id || serving.Receiver.Id == id || serving.Competent.Id == id || serving.Handling?.Id == id;

    private static string? Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string> Keys(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
            : [];
}
