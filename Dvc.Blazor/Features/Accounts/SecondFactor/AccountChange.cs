using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

/// <summary>After a change to what lets people in: the line in the account's log, and all sessions but this one end.</summary>
public sealed class AccountChange(DvcDatabase database, UserManager<DvcUser> users, SignInManager<DvcUser> signIn, TimeProvider clock)
{
    /// <param name="user">Whose account; the person at the browser.</param>
    /// <param name="kind">One of <see cref="AccountEventKind"/>.</param>
    public async Task DoneAsync(DvcUser user, string kind)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await database.WriteAsync(
            db =>
            {
                db.AccountEvents.Add(
                    new AccountEvent
                    {
                        UserId = user.Id,
                        ActorId = user.Id,
                        Kind = kind,
                        At = now,
                    }
                );
                return Task.CompletedTask;
            },
            CancellationToken.None
        );
        await users.UpdateSecurityStampAsync(user);
        await GoOnAsync(user);
    }

    // The cookie holds the former stamp, and perhaps that a second factor is missing.
    private async Task GoOnAsync(DvcUser user)
    {
        var session = await signIn.Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var kept = session.Principal?.Claims.Where(c => c.Type is SessionClaims.Id or SessionClaims.Method) ?? [];
        await signIn.SignInWithClaimsAsync(user, session.Properties, kept);
    }
}
