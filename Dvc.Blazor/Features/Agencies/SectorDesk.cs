using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>A sector in the list.</summary>
/// <param name="Procedures">How many procedures it has.</param>
public sealed record SectorRow(string Code, string Name, int Procedures);

/// <summary>Keeps the sectors, for administrators of the system. A code never changes: procedures, dossiers and postings are known by it.</summary>
public sealed class SectorDesk(DvcDatabase database, Administrators administrators, TimeProvider clock)
{
    /// <summary>Longest name, UTF-16 units.</summary>
    public const int MaxName = 150;

    /// <summary>All sectors in their order; null for everybody else.</summary>
    public Task<IReadOnlyList<SectorRow>?> ListAsync(Guid byId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SectorRow>?>(
            async db =>
                await administrators.FindAsync(db, byId, cancellationToken) is { IsSystem: true }
                    ? await db
                        .Sectors.OrderBy(s => s.Order)
                        .ThenBy(s => s.Code)
                        .Select(s => new SectorRow(s.Code, s.Name, db.Procedures.Count(p => p.SectorCode == s.Code)))
                        .ToListAsync(cancellationToken)
                    : null,
            cancellationToken
        );

    /// <summary>Adds a sector at the end; its code is made from the name.</summary>
    /// <exception cref="RuleViolationException">No administrator of the system, no name, or one that is there.</exception>
    public Task AddAsync(Guid byId, string? typed, CancellationToken cancellationToken) =>
        ActAsync(
            byId,
            async (db, by) =>
            {
                var name = Named(typed);
                var sectors = await db.Sectors.ToListAsync(cancellationToken);
                var code = CodeOf(name);
                if (code.Length == 0 || sectors.Exists(s => s.Code == code || Fold.Text(s.Name) == Fold.Text(name)))
                {
                    throw new RuleViolationException("Units.SectorTaken");
                }

                db.Sectors.Add(
                    new Sector
                    {
                        Code = code,
                        Name = name,
                        Order = sectors.Select(s => s.Order).DefaultIfEmpty().Max() + 1,
                        Source = "{}",
                    }
                );
                await LogAsync(db, by, OfficeEventKind.SectorAdded, new { sector = code, name }, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Gives a sector another name.</summary>
    /// <exception cref="RuleViolationException">No administrator of the system, no such sector, no name, or one that is there.</exception>
    public Task RenameAsync(Guid byId, string code, string? typed, CancellationToken cancellationToken) =>
        ActAsync(
            byId,
            async (db, by) =>
            {
                var name = Named(typed);
                var sectors = await db.Sectors.ToListAsync(cancellationToken);
                var sector = sectors.Find(s => s.Code == code) ?? throw new RuleViolationException("Units.SectorGone");
                if (sectors.Exists(s => s.Code != code && Fold.Text(s.Name) == Fold.Text(name)))
                {
                    throw new RuleViolationException("Units.SectorTaken");
                }

                if (sector.Name == name)
                {
                    return;
                }

                await LogAsync(
                    db,
                    by,
                    OfficeEventKind.SectorRenamed,
                    new
                    {
                        sector = code,
                        before = sector.Name,
                        name,
                    },
                    cancellationToken
                );
                sector.Name = name;
            },
            cancellationToken
        );

    private static string Named(string? typed)
    {
        var name = TextRules.Normalise(typed ?? "");
        return name.Length is > 0 and <= MaxName && name.Any(char.IsLetter) && TextRules.Problem(name, multiline: false) is null
            ? name
            : throw new RuleViolationException("Units.SectorNameWrong", MaxName);
    }

    private static string CodeOf(string name)
    {
        var words = string.Concat(Fold.Text(name).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var code = string.Join('-', words.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return code.Length > 40 ? code[..40].Trim('-') : code;
    }

    private Task ActAsync(Guid byId, Func<DvcDbContext, Actor, Task> act, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await administrators.FindAsync(db, byId, cancellationToken) is not { IsSystem: true })
                {
                    throw new RuleViolationException("Units.NotFound");
                }

                var name = await db.Users.Where(u => u.Id == byId).Select(u => u.FullName).SingleAsync(cancellationToken);
                await db.LockUnitsAsync(cancellationToken);
                await act(db, new Actor(byId, name, ActorKind.Officer));
            },
            cancellationToken
        );

    private Task LogAsync(DvcDbContext db, Actor by, string kind, object particulars, CancellationToken cancellationToken) =>
        db.LogAsync(kind, null, particulars, by, clock.GetUtcNow().UtcDateTime, cancellationToken);
}
