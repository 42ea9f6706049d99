using System.Text.Json;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.People;

/// <summary>
/// What administrators do with accounts. Every change of rights gives the account a new security stamp in the same transaction: its open pages end
/// within a minute, its acts at once.
/// </summary>
public sealed partial class PeopleDesk(
    DvcDatabase database,
    Administrators administrators,
    Delegations delegations,
    RunningSessions sessions,
    AccountLetters letters,
    TimeProvider clock
)
{
    /// <summary>Longest reason of a lock, characters.</summary>
    public const int MaxReason = 500;

    private static readonly DateTimeOffset ForGood = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => VietnamTime.DateOf(Now);

    /// <summary>The roles an administrator may give and take.</summary>
    public static IReadOnlyList<string> Givable(Administrator by) => by.IsSystem ? Roles.All : Roles.Work;

    /// <summary>Sets which of the givable roles the person has; others stay.</summary>
    /// <exception cref="RuleViolationException">Nobody there, a role not to be given, or the last system administrator.</exception>
    public Task SetRolesAsync(Guid byId, Guid personId, IReadOnlyCollection<string> roles, CancellationToken cancellationToken) =>
        ChangeAsync(
            byId,
            personId,
            async (db, by, person) =>
            {
                var givable = Givable(by);
                if (roles.Any(r => !givable.Contains(r)))
                {
                    throw new RuleViolationException("People.NotYours");
                }

                var before = await db.RolesOf(personId).ToListAsync(cancellationToken);
                var after = before.Except(givable).Concat(roles).Distinct().Order(StringComparer.Ordinal).ToList();
                if (before.Contains(Roles.SystemAdministrator) && !after.Contains(Roles.SystemAdministrator))
                {
                    await KeepAnAdministratorAsync(db, personId, cancellationToken);
                }

                await ReplaceRolesAsync(db, personId, after, cancellationToken);
                Note(db, person, byId, AccountEventKind.RolesChanged, new { before = before.Order(StringComparer.Ordinal), after });
            },
            cancellationToken
        );

    /// <summary>Corrects the name of somebody with a posting. Rights and sessions stay; the log says that the name was changed, not to what.</summary>
    /// <exception cref="RuleViolationException">Nobody there, no officer, or no name.</exception>
    public Task RenameAsync(Guid byId, Guid personId, string? name, CancellationToken cancellationToken) =>
        ActAsync(
            byId,
            personId,
            async (db, _, person) =>
            {
                var corrected = OfficerName.Read(name);
                if (!await db.Postings.AnyAsync(p => p.UserId == personId, cancellationToken))
                {
                    throw new RuleViolationException("People.NameOfACitizen");
                }

                if (corrected == person.FullName)
                {
                    return;
                }

                (person.FullName, person.ConcurrencyStamp) = (corrected, Guid.NewGuid().ToString());
                Note(db, person, byId, AccountEventKind.ProfileChanged, new { fields = new[] { nameof(person.FullName) } });
            },
            cancellationToken
        );

    /// <summary>Posts the person to a unit, for one sector or (null) all, from and to civil days in Vietnam (null: open).</summary>
    /// <exception cref="RuleViolationException">Nobody there, or not a unit of this administrator.</exception>
    public Task PostAsync(
        Guid byId,
        Guid personId,
        string agencyId,
        string? sectorCode,
        DateOnly? from,
        DateOnly? to,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            byId,
            personId,
            async (db, by, person) =>
            {
                await CheckPostingAsync(db, by, agencyId, sectorCode, from, to, cancellationToken);
                db.Postings.Add(Posting(personId, agencyId, sectorCode, from, to));
                Note(
                    db,
                    person,
                    byId,
                    AccountEventKind.PostingsChanged,
                    new
                    {
                        posted = agencyId,
                        sector = sectorCode,
                        from,
                        to,
                    }
                );
            },
            cancellationToken
        );

    /// <summary>Ends a posting now: yesterday was its last day.</summary>
    /// <exception cref="RuleViolationException">Nobody there, or no such posting.</exception>
    public Task EndPostingAsync(Guid byId, Guid personId, Guid postingId, CancellationToken cancellationToken) =>
        ChangeAsync(
            byId,
            personId,
            async (db, by, person) =>
            {
                var posting =
                    await db.Postings.SingleOrDefaultAsync(p => p.Id == postingId && p.UserId == personId, cancellationToken)
                    ?? throw new RuleViolationException("People.NotFound");
                var last = Today.AddDays(-1);
                if (!by.Rules(posting.AgencyId))
                {
                    throw new RuleViolationException("People.NotYours");
                }

                if (posting.ValidFrom > last)
                {
                    db.Postings.Remove(posting);
                }
                else if (posting.ValidTo is null || posting.ValidTo > last)
                {
                    posting.ValidTo = last;
                }

                Note(db, person, byId, AccountEventKind.PostingsChanged, new { ended = posting.AgencyId, sector = posting.SectorCode });
            },
            cancellationToken
        );

    /// <summary>Hands the person's work over while the person is away.</summary>
    /// <exception cref="RuleViolationException">Nobody there, or the days or persons do not fit.</exception>
    public Task DelegateAsync(Guid byId, Guid personId, Guid standInId, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        ActAsync(
            byId,
            personId,
            async (db, by, _) =>
            {
                if (!by.IsSystem && (await delegations.ColleaguesAsync(db, personId, cancellationToken)).All(c => c.Id != standInId))
                {
                    throw new RuleViolationException("People.WrongStandIn");
                }

                await delegations.AddAsync(db, personId, standInId, from, to, byId, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Ends an absence of the person.</summary>
    /// <exception cref="RuleViolationException">Nobody there.</exception>
    public Task RevokeAsync(Guid byId, Guid personId, Guid delegationId, CancellationToken cancellationToken) =>
        ActAsync(
            byId,
            personId,
            (db, _, _) => delegations.RevokeAsync(db, delegationId, personId, byId, cancellationToken),
            cancellationToken
        );

    internal static OfficerPosting Posting(Guid personId, string agencyId, string? sectorCode, DateOnly? from, DateOnly? to) =>
        new()
        {
            UserId = personId,
            AgencyId = agencyId,
            SectorCode = sectorCode,
            ValidFrom = from,
            ValidTo = to,
        };

    internal static async Task CheckPostingAsync(
        DvcDbContext db,
        Administrator by,
        string agencyId,
        string? sectorCode,
        DateOnly? from,
        DateOnly? to,
        CancellationToken cancellationToken
    )
    {
        if (!by.Rules(agencyId))
        {
            throw new RuleViolationException("People.NotYours");
        }

        if (
            to < from
            || !await db.Agencies.AnyAsync(a => a.Id == agencyId, cancellationToken)
            || (sectorCode is not null && !await db.Sectors.AnyAsync(s => s.Code == sectorCode, cancellationToken))
        )
        {
            throw new RuleViolationException("People.WrongPosting");
        }
    }

    internal static async Task ReplaceRolesAsync(DvcDbContext db, Guid personId, List<string> names, CancellationToken cancellationToken)
    {
        var wanted = await db.Roles.Where(r => names.Contains(r.Name!)).Select(r => r.Id).ToListAsync(cancellationToken);
        var rows = await db.UserRoles.Where(r => r.UserId == personId).ToListAsync(cancellationToken);
        db.UserRoles.RemoveRange(rows.Where(r => !wanted.Contains(r.RoleId)));
        db.UserRoles.AddRange(
            wanted.Where(id => rows.All(r => r.RoleId != id)).Select(id => new IdentityUserRole<Guid> { UserId = personId, RoleId = id })
        );
    }

    private Task ActAsync(
        Guid byId,
        Guid personId,
        Func<DvcDbContext, Administrator, DvcUser, Task> act,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                var (by, person) = await administrators.FindAsync(db, byId, personId, Today, cancellationToken);
                await act(db, by, person);
            },
            cancellationToken
        );

    private Task ChangeAsync(
        Guid byId,
        Guid personId,
        Func<DvcDbContext, Administrator, DvcUser, Task> change,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            byId,
            personId,
            async (db, by, person) =>
            {
                await change(db, by, person);
                person.SecurityStamp = Guid.NewGuid().ToString("N");
                person.ConcurrencyStamp = Guid.NewGuid().ToString();
            },
            cancellationToken
        );

    private void Note(DvcDbContext db, DvcUser person, Guid byId, string kind, object? details) =>
        db.AccountEvents.Add(
            new AccountEvent
            {
                UserId = person.Id,
                ActorId = byId,
                Kind = kind,
                Details = details is null ? null : JsonSerializer.Serialize(details),
                At = Now,
            }
        );

    // Somebody who can sign in has to be left over.
    private async Task KeepAnAdministratorAsync(DvcDbContext db, Guid without, CancellationToken cancellationToken)
    {
        await db.LockRoleAsync(Roles.SystemAdministrator, cancellationToken);
        var now = clock.GetUtcNow();
        var others = await db
            .UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (user, role) => new { user.UserId, role.Name })
            .Where(r => r.Name == Roles.SystemAdministrator && r.UserId != without)
            .Join(db.Users, r => r.UserId, u => u.Id, (_, user) => user)
            .Where(u => u.ErasedAt == null)
            .Select(u => u.LockoutEnd)
            .ToListAsync(cancellationToken);
        if (!others.Any(end => end is null || end <= now))
        {
            throw new RuleViolationException("People.LastAdministrator");
        }
    }
}
