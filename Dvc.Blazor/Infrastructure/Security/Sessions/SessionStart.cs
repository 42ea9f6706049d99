using System.Security.Claims;
using System.Text.Json;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Infrastructure.Security.Sessions;

/// <summary>How somebody proved to be the owner of an account.</summary>
public enum SignInMethod
{
    Password,

    /// <summary>A password and a second factor.</summary>
    SecondFactor,
    Passkey,
    External,

    /// <summary>The code that proved the address of a new account.</summary>
    Registration,
}

/// <summary>
/// The one place where a session begins. Whoever has proved to be the person ends here: the cookie with the id of the session, its row, the line in the account's
/// log, the letter about a browser not seen before, and wrong passwords forgotten.
/// </summary>
public sealed class SessionStart(
    SignInManager<DvcUser> signIn,
    UserManager<DvcUser> users,
    DvcDatabase database,
    AccountLetters letters,
    DeviceCookie devices,
    TimeProvider clock
)
{
    /// <summary>Begins a session of <paramref name="user"/> in the browser behind <paramref name="context"/>; one that ran there before ends.</summary>
    /// <param name="user">An account that may sign in: proof, locks and second factor were checked by the caller.</param>
    /// <param name="how">What was proved.</param>
    /// <param name="context">The request, before its answer has begun.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task RunAsync(DvcUser user, SignInMethod how, HttpContext context, CancellationToken cancellationToken)
    {
        await ForgetWrongPasswordsAsync(user);
        var now = clock.GetUtcNow().UtcDateTime;
        var session = new UserSession
        {
            UserId = user.Id,
            StartedAt = now,
            SeenAt = now,
            Device = BrowserWords.Device(context.Request.Headers.UserAgent),
            Network = BrowserWords.Network(context.Connection.RemoteIpAddress),
        };
        var mark = devices.MarkOf(context);
        var before = SessionClaims.IdOf(context.User);
        await database.WriteAsync(
            async db =>
            {
                db.Sessions.Add(session);
                db.AccountEvents.Add(SignedIn(user, how, now));
                if (before is { } old)
                    await RunningSessions.EndAsync(db, s => s.Id == old, now, cancellationToken);
                if (await DeviceCookie.IsNewsAsync(db, user.Id, mark, now, cancellationToken))
                    letters.Add(db, AccountLetter.NewDevice(user, session.Device, now));
            },
            cancellationToken
        );
        await signIn.SignInWithClaimsAsync(user, new AuthenticationProperties(), SessionClaims.Of(session.Id, how));
    }

    /// <summary>Goes on with the session behind <paramref name="context"/> after the person has changed what lets people in: the old cookie would be refused.</summary>
    /// <param name="user">The person at the browser.</param>
    /// <param name="context">The request, before its answer has begun.</param>
    public Task GoOnAsync(DvcUser user, HttpContext context) =>
        SessionClaims.IdOf(context.User) is { } session
            ? signIn.SignInWithClaimsAsync(
                user,
                new AuthenticationProperties(),
                SessionClaims.Of(session, SessionClaims.MethodOf(context.User) ?? SignInMethod.Password)
            )
            : Task.CompletedTask;

    private async Task ForgetWrongPasswordsAsync(DvcUser user)
    {
        if (user.AccessFailedCount == 0 && user.LockCount == 0)
            return;
        (user.AccessFailedCount, user.LockCount) = (0, 0);
        await users.UpdateAsync(user);
    }

    private static AccountEvent SignedIn(DvcUser user, SignInMethod how, DateTime now) =>
        new()
        {
            UserId = user.Id,
            ActorId = user.Id,
            Kind = AccountEventKind.SignedIn,
            Details = JsonSerializer.Serialize(new { how = how.ToString() }),
            At = now,
        };
}

/// <summary>What a cookie says about its session beside the person.</summary>
public static class SessionClaims
{
    public const string Id = "session";
    public const string Method = "amr";

    /// <summary>The session a principal belongs to; null for somebody without one.</summary>
    public static Guid? IdOf(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirstValue(Id), out var id) ? id : null;

    /// <summary>How the session began; null for somebody without one.</summary>
    public static SignInMethod? MethodOf(ClaimsPrincipal? principal) =>
        Enum.TryParse<SignInMethod>(principal?.FindFirstValue(Method), out var how) ? how : null;

    internal static Claim[] Of(Guid session, SignInMethod how) => [new(Id, session.ToString()), new(Method, how.ToString())];

    /// <summary>Name and roles are read anew each minute; the session stays what it is.</summary>
    internal static Task KeepAsync(SecurityStampRefreshingPrincipalContext refreshing)
    {
        var kept = refreshing.CurrentPrincipal?.Claims.Where(c => c.Type is Id or Method) ?? [];
        (refreshing.NewPrincipal?.Identity as ClaimsIdentity)?.AddClaims(kept.Select(c => new Claim(c.Type, c.Value)));
        return Task.CompletedTask;
    }
}
