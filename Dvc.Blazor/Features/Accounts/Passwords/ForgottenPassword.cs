using System.Globalization;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts.Passwords;

/// <summary>Somebody says to have forgotten the password of the account with this address. Whether there is one is looked up outside the click.</summary>
public sealed record PasswordForgotten(string Email);

/// <summary>Asking for a new password: the same work for every address, known or not.</summary>
public sealed class ForgottenPassword(DvcDatabase database, TimeProvider clock)
{
    public Task AskAsync(string email, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                db.Outbox.Add(OutboxMessage.From(new PasswordForgotten(email), Guid.Empty, clock.GetUtcNow().UtcDateTime));
                return Task.CompletedTask;
            },
            cancellationToken
        );
}

/// <summary>Posts the letter with the link, to those who have an account; nobody gets more than one in five minutes.</summary>
internal sealed class PasswordForgottenAnswer(
    UserManager<DvcUser> users,
    IOptions<IdentityOptions> identity,
    ResetTokens tokens,
    AccountLetters letters,
    TimeProvider clock
) : IHandle<PasswordForgotten>
{
    private const string Provider = "Dvc";
    private const string LastLetter = "ResetLetter";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public async Task HandleAsync(PasswordForgotten happened, Guid messageId, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(happened.Email);
        var now = clock.GetUtcNow();
        if (user is not { ErasedAt: null } || AccountLock.EndsSessions(user, identity.Value.Lockout, now))
            return;
        var last = await users.GetAuthenticationTokenAsync(user, Provider, LastLetter);
        if (last is not null && now - DateTimeOffset.Parse(last, CultureInfo.InvariantCulture) < Pause)
            return;
        await users.SetAuthenticationTokenAsync(user, Provider, LastLetter, now.ToString("O", CultureInfo.InvariantCulture));
        await letters.SendAsync(AccountLetter.ResetPassword(user, $"quen-mat-khau/moi?ma={tokens.For(user)}"), cancellationToken);
    }
}
