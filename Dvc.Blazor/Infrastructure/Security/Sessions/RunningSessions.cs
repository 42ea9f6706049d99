using System.Linq.Expressions;
using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security.Sessions;

/// <summary>The sessions as the database knows them: whether one still runs, and ending them.</summary>
public sealed class RunningSessions(DvcDatabase database, IOptions<SessionLimits> options, TimeProvider clock)
{
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    /// <summary>Whether the session of a principal has been neither ended nor left to run out.</summary>
    /// <param name="principal">Somebody signed in.</param>
    /// <param name="inUse">True when the person has just done something; noted to the minute.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<bool> IsRunningAsync(ClaimsPrincipal? principal, bool inUse, CancellationToken cancellationToken)
    {
        if (SessionClaims.IdOf(principal) is not { } id)
            return false;
        var session = await database.ReadAsync(
            db => db.Sessions.SingleOrDefaultAsync(s => s.Id == id, cancellationToken),
            cancellationToken
        );
        var now = Now();
        if (
            session is null
            || !IsRunning(session, now)
            || session.UserId.ToString() != principal!.FindFirstValue(ClaimTypes.NameIdentifier)
        )
            return false;
        if (inUse && session.SeenAt + Grain <= now)
            await SeeAsync(id, now, cancellationToken);
        return true;
    }

    /// <summary>The sessions of an account that run now, the one used last first.</summary>
    public async Task<IReadOnlyList<UserSession>> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = Now();
        var open = await database.ReadAsync(
            db =>
                db.Sessions.Where(s => s.UserId == userId && s.EndedAt == null)
                    .OrderByDescending(s => s.SeenAt)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return [.. open.Where(s => IsRunning(s, now))];
    }

    /// <summary>Ends one session of an account; nothing happens when it is not one of this account's.</summary>
    public Task EndAsync(Guid userId, Guid sessionId, CancellationToken cancellationToken) =>
        database.WriteAsync(db => EndAsync(db, s => s.UserId == userId && s.Id == sessionId, Now(), cancellationToken), cancellationToken);

    /// <summary>Ends all sessions of an account within a write, except one if told.</summary>
    public Task EndAllAsync(DvcDbContext db, Guid userId, Guid? except, CancellationToken cancellationToken) =>
        EndAsync(db, s => s.UserId == userId && s.Id != except, Now(), cancellationToken);

    internal static async Task EndAsync(
        DvcDbContext db,
        Expression<Func<UserSession, bool>> which,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var open = db.Sessions.Where(s => s.EndedAt == null).Where(which);
        db.ChangedAccounts.UnionWith(await open.Select(s => s.UserId).Distinct().ToListAsync(cancellationToken));
        await open.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken);
    }

    private bool IsRunning(UserSession session, DateTime now) =>
        session.EndedAt is null
        && now < session.StartedAt.AddHours(options.Value.AbsoluteHours)
        && now < session.SeenAt.AddMinutes(options.Value.IdleMinutes);

    private Task<int> SeeAsync(Guid id, DateTime now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Sessions.Where(s => s.Id == id && s.SeenAt < now)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), cancellationToken),
            cancellationToken
        );

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
