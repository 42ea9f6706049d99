using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Passwords;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts.Passwords;

/// <summary>What came of setting a new password.</summary>
/// <param name="Fault">Why it is not taken, or null.</param>
/// <param name="Proved">Whether the link or the current password was right.</param>
public sealed record PasswordOutcome(PasswordFault? Fault, bool Proved)
{
    public bool Done => Proved && Fault is null;
}

/// <summary>Setting a new password: with the link from the mail, or with the current one. All other sessions end, and a letter tells of it.</summary>
public sealed class PasswordDesk(
    UserManager<DvcUser> users,
    SignInManager<DvcUser> signIn,
    IOptions<IdentityOptions> identity,
    ResetTokens tokens,
    OfficerInvitations invitations,
    DvcDatabase database,
    RunningSessions sessions,
    SessionStart start,
    AccountLetters letters,
    TimeProvider clock
)
{
    /// <summary>Whether a link from a mail still counts.</summary>
    public async Task<bool> CountsAsync(string? token) => await tokens.OwnerOfAsync(token) is not null;

    /// <summary>The officer an invitation is for, as long as the account waits for its first password; else null.</summary>
    public async Task<DvcUser?> InvitedAsync(string? token) =>
        invitations.OwnerOf(token) is { } id
        && await users.FindByIdAsync(id.ToString()) is { PasswordHash: null, ErasedAt: null } user
        && !AccountLock.EndsSessions(user, identity.Value.Lockout, clock.GetUtcNow())
            ? user
            : null;

    /// <summary>Sets the password of the account a link is for. The link is spent by it.</summary>
    public async Task<PasswordOutcome> ResetAsync(string? token, string password, CancellationToken cancellationToken) =>
        await ByLinkAsync(await tokens.OwnerOfAsync(token), password, cancellationToken);

    /// <summary>Sets the first password of an invited officer. The invitation is spent by it.</summary>
    public async Task<PasswordOutcome> AcceptAsync(string? token, string password, CancellationToken cancellationToken) =>
        await ByLinkAsync(await InvitedAsync(token), password, cancellationToken);

    /// <summary>Sets the password of the person at the browser, whose session goes on.</summary>
    public async Task<PasswordOutcome> ChangeAsync(string current, string password, HttpContext context)
    {
        if (await users.GetUserAsync(context.User) is not { } user)
            return new PasswordOutcome(null, Proved: false);
        if (!(await signIn.CheckPasswordSignInAsync(user, current, lockoutOnFailure: true)).Succeeded)
            return new PasswordOutcome(null, Proved: false);
        if (PasswordRules.FaultIn(password, user.FullName, user.Email) is { } fault)
            return new PasswordOutcome(fault, Proved: true);
        if (!await SetAsync(user, password))
            return new PasswordOutcome(null, Proved: false);
        await TellAsync(user, AccountEventKind.PasswordChanged, SessionClaims.IdOf(context.User), context.RequestAborted);
        await start.GoOnAsync(user, context);
        return new PasswordOutcome(null, Proved: true);
    }

    private async Task<PasswordOutcome> ByLinkAsync(DvcUser? owner, string password, CancellationToken cancellationToken)
    {
        if (owner is not { } user)
            return new PasswordOutcome(null, Proved: false);
        if (PasswordRules.FaultIn(password, user.FullName, user.Email) is { } fault)
            return new PasswordOutcome(fault, Proved: true);
        (user.AccessFailedCount, user.LockCount) = (0, 0);
        if (!AccountLock.EndsSessions(user, identity.Value.Lockout, clock.GetUtcNow()))
            user.LockoutEnd = null;
        // The link came by mail, so the address is the person's.
        user.EmailConfirmed = true;
        var set = await SetAsync(user, password);
        if (set)
            await TellAsync(user, AccountEventKind.PasswordReset, except: null, cancellationToken);
        return new PasswordOutcome(null, set);
    }

    // Two at once with one link: the second meets another version of the row and has no effect.
    private async Task<bool> SetAsync(DvcUser user, string password)
    {
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        return (await users.UpdateSecurityStampAsync(user)).Succeeded;
    }

    private Task TellAsync(DvcUser user, string kind, Guid? except, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return database.WriteAsync(
            async db =>
            {
                await sessions.EndAllAsync(db, user.Id, except, cancellationToken);
                db.AccountEvents.Add(AccountEvent.By(user.Id, kind, now));
                letters.Add(db, AccountLetter.PasswordChanged(user, now));
            },
            cancellationToken
        );
    }
}
