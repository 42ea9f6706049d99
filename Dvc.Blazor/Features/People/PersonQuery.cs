using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.People;

public sealed record Choice(string Value, string Name);

public sealed record PostingRow(Guid Id, string Unit, string? Sector, DateOnly? From, DateOnly? To, bool IsNow);

/// <param name="At">UTC.</param>
public sealed record PersonEvent(string Kind, string? By, DateTime At);

/// <summary>One account as an administrator sees it.</summary>
/// <param name="GivableRoles">Roles that this administrator may give and take.</param>
/// <param name="LockedUntil">UTC, or null.</param>
public sealed record PersonView(
    Guid Id,
    string Name,
    string Email,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> GivableRoles,
    DateTimeOffset? LockedUntil,
    IReadOnlyList<PostingRow> Postings,
    IReadOnlyList<DelegationRow> Delegations,
    IReadOnlyList<StandInChoice> Colleagues,
    IReadOnlyList<Choice> Units,
    IReadOnlyList<Choice> Sectors,
    IReadOnlyList<PersonEvent> Events
);

/// <summary>Reads one account for an administrator.</summary>
public sealed class PersonQuery(DvcDatabase database, Administrators administrators, Delegations delegations, TimeProvider clock)
{
    private const int MostEvents = 20;

    private DateOnly Today => VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);

    /// <summary>Null when there is no such person for this administrator.</summary>
    public async Task<PersonView?> RunAsync(Guid byId, Guid personId, CancellationToken cancellationToken)
    {
        try
        {
            return await database.ReadAsync(db => ReadAsync(db, byId, personId, cancellationToken), cancellationToken);
        }
        catch (RuleViolationException)
        {
            return null;
        }
    }

    /// <summary>Units and sectors to choose from; null for somebody who is no administrator.</summary>
    public Task<(IReadOnlyList<Choice> Units, IReadOnlyList<Choice> Sectors, bool IsSystem)?> ChoicesAsync(
        Guid byId,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            async db =>
                await administrators.FindAsync(db, byId, cancellationToken) is { } by
                    ? ((IReadOnlyList<Choice>, IReadOnlyList<Choice>, bool)?)
                        (await UnitsAsync(db, by, cancellationToken), await SectorsAsync(db, cancellationToken), by.IsSystem)
                    : null,
            cancellationToken
        );

    private async Task<PersonView> ReadAsync(DvcDbContext db, Guid byId, Guid personId, CancellationToken cancellationToken)
    {
        var (by, person) = await administrators.FindAsync(db, byId, personId, Today, cancellationToken);
        var now = clock.GetUtcNow();
        return new PersonView(
            person.Id,
            person.FullName,
            person.Email ?? "",
            await db.RolesOf(personId).ToListAsync(cancellationToken),
            PeopleDesk.Givable(by),
            person.LockoutEnd > now ? person.LockoutEnd : null,
            await PostingsAsync(db, personId, cancellationToken),
            await delegations.OfAsync(db, personId, cancellationToken),
            await delegations.ColleaguesAsync(db, personId, cancellationToken),
            await UnitsAsync(db, by, cancellationToken),
            await SectorsAsync(db, cancellationToken),
            await db
                .AccountEvents.Where(e => e.UserId == personId)
                .OrderByDescending(e => e.At)
                .Take(MostEvents)
                .Select(e => new PersonEvent(
                    e.Kind,
                    db.Users.Where(u => u.Id == e.ActorId && u.Id != personId).Select(u => u.FullName).FirstOrDefault(),
                    e.At
                ))
                .ToListAsync(cancellationToken)
        );
    }

    private async Task<IReadOnlyList<PostingRow>> PostingsAsync(DvcDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        var rows = await db
            .Postings.Where(p => p.UserId == personId)
            .Select(p => new
            {
                Posting = p,
                Unit = db.Agencies.Where(a => a.Id == p.AgencyId).Select(a => a.Name).FirstOrDefault(),
                Sector = db.Sectors.Where(s => s.Code == p.SectorCode).Select(s => s.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderByDescending(r => r.Posting.IsValidOn(Today))
                .ThenBy(r => r.Unit, StringComparer.Ordinal)
                .Select(r => new PostingRow(
                    r.Posting.Id,
                    r.Unit ?? r.Posting.AgencyId,
                    r.Sector ?? r.Posting.SectorCode,
                    r.Posting.ValidFrom,
                    r.Posting.ValidTo,
                    r.Posting.IsValidOn(Today)
                )),
        ];
    }

    private static async Task<IReadOnlyList<Choice>> UnitsAsync(DvcDbContext db, Administrator by, CancellationToken cancellationToken)
    {
        var agencies = await db.Agencies.OrderBy(a => a.Order).ToListAsync(cancellationToken);
        var names = agencies.ToDictionary(a => a.Id, a => a.Name, StringComparer.Ordinal);
        return [.. agencies.Where(a => by.Rules(a.Id)).Select(a => new Choice(a.Id, Named(a, names)))];
    }

    // Departments of the same name exist in many units.
    private static string Named(Agency agency, Dictionary<string, string> names) =>
        agency.Kind is AgencyKind.Division or AgencyKind.OneStop
        && agency.ParentId is { } parent
        && names.TryGetValue(parent, out var above)
            ? $"{agency.Name} – {above}"
            : agency.Name;

    private static async Task<IReadOnlyList<Choice>> SectorsAsync(DvcDbContext db, CancellationToken cancellationToken) =>
        await db.Sectors.OrderBy(s => s.Order).Select(s => new Choice(s.Code, s.Name)).ToListAsync(cancellationToken);
}
