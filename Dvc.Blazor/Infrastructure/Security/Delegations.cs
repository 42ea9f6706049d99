using System.Text.Json;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>An absence as people read it.</summary>
public sealed record DelegationRow(Guid Id, Guid AbsentId, string Absent, Guid StandInId, string StandIn, DateOnly From, DateOnly To);

/// <summary>Who can be chosen to stand in.</summary>
public sealed record StandInChoice(Guid Id, string Name);

/// <summary>Absences and who stands in. Whether somebody may arrange one for another person is for the caller to know.</summary>
public sealed class Delegations(Officers officers, TimeProvider clock)
{
    /// <summary>Longest absence, days.</summary>
    public const int MaxDays = 366;

    /// <summary>What stands now or later with the person on either side.</summary>
    public async Task<List<DelegationRow>> OfAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        return await db
            .Delegations.Where(d => (d.AbsentId == userId || d.StandInId == userId) && d.RevokedAt == null && d.ValidTo >= today)
            .OrderBy(d => d.ValidFrom)
            .Select(d => new DelegationRow(
                d.Id,
                d.AbsentId,
                db.Users.Where(u => u.Id == d.AbsentId).Select(u => u.FullName).First(),
                d.StandInId,
                db.Users.Where(u => u.Id == d.StandInId).Select(u => u.FullName).First(),
                d.ValidFrom,
                d.ValidTo
            ))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Officers who work at a unit of the absent one, by name.</summary>
    public async Task<List<StandInChoice>> ColleaguesAsync(DvcDbContext db, Guid absentId, CancellationToken cancellationToken)
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var units = db.Postings.Where(p => p.UserId == absentId).Select(p => p.AgencyId);
        var work = db.UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (user, role) => new { user.UserId, role.Name });
        return await db
            .Users.Where(u => u.Id != absentId && u.ErasedAt == null)
            .Where(u => work.Any(r => r.UserId == u.Id && Roles.Work.Contains(r.Name!)))
            .Where(u =>
                db.Postings.Any(p =>
                    p.UserId == u.Id
                    && units.Contains(p.AgencyId)
                    && (p.ValidFrom == null || p.ValidFrom <= today)
                    && (p.ValidTo == null || p.ValidTo >= today)
                )
            )
            .OrderBy(u => u.FullName)
            .Select(u => new StandInChoice(u.Id, u.FullName))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Hands an officer's work over.</summary>
    /// <param name="from">First day, in Vietnam.</param>
    /// <param name="to">Last day.</param>
    /// <param name="by">Who arranges it.</param>
    /// <exception cref="RuleViolationException">The days or the persons do not fit.</exception>
    public async Task AddAsync(
        DvcDbContext db,
        Guid absentId,
        Guid standInId,
        DateOnly from,
        DateOnly to,
        Guid by,
        CancellationToken cancellationToken
    )
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        if (to < from || to < VietnamTime.DateOf(nowUtc) || to.DayNumber - from.DayNumber > MaxDays)
        {
            throw new RuleViolationException("People.WrongDays");
        }

        if (
            absentId == standInId
            || !await IsOfficerAsync(db, absentId, cancellationToken)
            || !await IsOfficerAsync(db, standInId, cancellationToken)
        )
        {
            throw new RuleViolationException("People.WrongStandIn");
        }

        db.Delegations.Add(
            new Delegation
            {
                AbsentId = absentId,
                StandInId = standInId,
                ValidFrom = from,
                ValidTo = to,
                CreatedAt = nowUtc,
            }
        );
        Note(
            db,
            new
            {
                from,
                to,
                standIn = standInId,
            },
            absentId,
            standInId,
            by,
            nowUtc
        );
    }

    /// <summary>Ends an absence at once; ending it twice is the same.</summary>
    /// <param name="absentId">Whose absence it has to be.</param>
    public async Task RevokeAsync(DvcDbContext db, Guid delegationId, Guid absentId, Guid by, CancellationToken cancellationToken)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        if (
            await db.Delegations.SingleOrDefaultAsync(
                d => d.Id == delegationId && d.AbsentId == absentId && d.RevokedAt == null,
                cancellationToken
            ) is
            { } delegation
        )
        {
            delegation.RevokedAt = nowUtc;
            Note(db, new { revoked = delegationId }, absentId, delegation.StandInId, by, nowUtc);
        }
    }

    private static void Note(DvcDbContext db, object details, Guid absentId, Guid standInId, Guid by, DateTime nowUtc)
    {
        foreach (var person in new[] { absentId, standInId })
        {
            db.AccountEvents.Add(
                new AccountEvent
                {
                    UserId = person,
                    ActorId = by,
                    Kind = AccountEventKind.DelegationChanged,
                    Details = JsonSerializer.Serialize(details),
                    At = nowUtc,
                }
            );
        }
    }

    private async Task<bool> IsOfficerAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        await officers.FindAsync(db, userId, cancellationToken) is { } officer && officer.Capacities[0].InPlaceOf is null;
}
