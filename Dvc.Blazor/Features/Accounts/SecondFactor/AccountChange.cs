using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

/// <summary>After a change to what lets people in: the line in the account's log, a letter, and all sessions but this one end.</summary>
public sealed class AccountChange(
    DvcDatabase database,
    UserManager<DvcUser> users,
    SignInManager<DvcUser> signIn,
    SessionStart start,
    RunningSessions sessions,
    AccountLetters letters,
    TimeProvider clock
)
{
    /// <param name="user">Whose account; the person at the browser.</param>
    /// <param name="kind">One of <see cref="AccountEventKind"/>.</param>
    public async Task DoneAsync(DvcUser user, string kind)
    {
        var context = signIn.Context;
        await users.UpdateSecurityStampAsync(user);
        await database.WriteAsync(db => NoteAsync(db, user, kind, SessionClaims.IdOf(context.User)), CancellationToken.None);
        await start.GoOnAsync(user, context);
    }

    private Task NoteAsync(DvcDbContext db, DvcUser user, string kind, Guid? here)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        db.AccountEvents.Add(AccountEvent.By(user.Id, kind, now));
        letters.Add(db, AccountLetter.SignInChanged(user, kind, now));
        return sessions.EndAllAsync(db, user.Id, here, CancellationToken.None);
    }
}
