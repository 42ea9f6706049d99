using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;

namespace Dvc.Blazor.Features.Accounts.Sessions;

/// <summary>One line of the list of places where somebody is signed in.</summary>
/// <param name="Id">The session.</param>
/// <param name="Device">Browser and system; empty when not known.</param>
/// <param name="Network">Network address without its last part.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="SeenAt">UTC.</param>
/// <param name="IsThis">Whether it is the browser that asks.</param>
public sealed record SessionRow(Guid Id, string Device, string Network, DateTime StartedAt, DateTime SeenAt, bool IsThis);

/// <summary>Where a person is signed in, and signing out there.</summary>
public sealed class SessionDesk(RunningSessions sessions, DvcDatabase database, TimeProvider clock)
{
    public async Task<IReadOnlyList<SessionRow>> ListAsync(HttpContext context)
    {
        if (CurrentUser.Of(context.User) is not { } person)
            return [];
        var own = SessionClaims.IdOf(context.User);
        var running = await sessions.OfAsync(person.Id, context.RequestAborted);
        return
        [
            .. running
                .Select(s => new SessionRow(s.Id, s.Device, s.Network, s.StartedAt, s.SeenAt, s.Id == own))
                .OrderByDescending(s => s.IsThis)
                .ThenByDescending(s => s.SeenAt),
        ];
    }

    /// <summary>Ends one session of the person; another's is left alone.</summary>
    public Task EndAsync(CurrentUser person, Guid session, CancellationToken cancellationToken) =>
        sessions.EndAsync(person.Id, session, cancellationToken);

    /// <summary>Ends every session of the person, this one too.</summary>
    public Task EndAllAsync(CurrentUser person, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await sessions.EndAllAsync(db, person.Id, except: null, cancellationToken);
                db.AccountEvents.Add(AccountEvent.By(person.Id, AccountEventKind.SignedOutEverywhere, clock.GetUtcNow().UtcDateTime));
            },
            cancellationToken
        );
}
