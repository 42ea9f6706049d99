using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.Passwords;

/// <summary>What came of a step towards another address.</summary>
public enum EmailStep
{
    Done,
    WrongPassword,
    NotAnAddress,
    SameAddress,
    WrongCode,
}

/// <summary>
/// Moving an account to another e-mail address: the password, then six digits sent to the new address. Both addresses hear of it. An address that has an
/// account gets a letter instead of digits, and nobody else learns of that.
/// </summary>
public sealed class EmailDesk(
    UserManager<DvcUser> users,
    SignInManager<DvcUser> signIn,
    DvcDatabase database,
    RunningSessions sessions,
    SessionStart start,
    AccountLetters letters,
    TimeProvider clock
)
{
    public const string CodePage = "tai-khoan/email/xac-nhan";
    private const string Provider = "Dvc";
    private const string Wish = "EmailWish";
    private const int MostTries = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <summary>Sends the digits to the new address.</summary>
    public async Task<EmailStep> AskAsync(string typed, string password, HttpContext context)
    {
        if (MailAddress.Normalize(typed) is not { } address)
            return EmailStep.NotAnAddress;
        var user = await PersonAsync(context);
        if (string.Equals(address, user.Email, StringComparison.OrdinalIgnoreCase))
            return EmailStep.SameAddress;
        if (!(await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)).Succeeded)
            return EmailStep.WrongPassword;
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
        await KeepAsync(user, new EmailWish(address, code, 0, clock.GetUtcNow() + Life));
        var letter = await users.FindByEmailAsync(address) is { } owner
            ? AccountLetter.AlreadyRegistered(owner)
            : AccountLetter.ConfirmAddress(address, user.FullName, code, CodePage);
        await letters.SendAsync(letter, context.RequestAborted);
        return EmailStep.Done;
    }

    /// <summary>The address that waits for its digits; null when none does.</summary>
    public async Task<string?> WaitingAsync(HttpContext context) => (await WishOfAsync(await PersonAsync(context)))?.Address;

    /// <summary>Takes the digits and moves the account.</summary>
    public async Task<EmailStep> ConfirmAsync(string code, HttpContext context)
    {
        var user = await PersonAsync(context);
        if (await WishOfAsync(user) is not { } wish)
            return EmailStep.WrongCode;
        await KeepAsync(user, wish with { Tries = wish.Tries + 1 });
        if (!IsSame(wish.Code, code) || await users.FindByEmailAsync(wish.Address) is not null)
            return EmailStep.WrongCode;
        var before = user.Email!;
        (user.Email, user.UserName, user.EmailConfirmed) = (wish.Address, wish.Address, true);
        if (!(await users.UpdateSecurityStampAsync(user)).Succeeded)
            return EmailStep.WrongCode;
        await users.RemoveAuthenticationTokenAsync(user, Provider, Wish);
        await TellAsync(user, before, context);
        await start.GoOnAsync(user, context);
        return EmailStep.Done;
    }

    private Task TellAsync(DvcUser user, string before, HttpContext context)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return database.WriteAsync(
            async db =>
            {
                await sessions.EndAllAsync(db, user.Id, SessionClaims.IdOf(context.User), context.RequestAborted);
                db.AccountEvents.Add(AccountEvent.By(user.Id, AccountEventKind.EmailChanged, now));
                letters.Add(db, AccountLetter.EmailChanged(before, user.FullName, now));
                letters.Add(db, AccountLetter.EmailChanged(user.Email!, user.FullName, now));
            },
            context.RequestAborted
        );
    }

    private async Task<DvcUser> PersonAsync(HttpContext context) =>
        await users.GetUserAsync(context.User) ?? throw new InvalidOperationException("The page asks for somebody signed in.");

    private Task<IdentityResult> KeepAsync(DvcUser user, EmailWish wish) =>
        users.SetAuthenticationTokenAsync(user, Provider, Wish, JsonSerializer.Serialize(wish));

    private async Task<EmailWish?> WishOfAsync(DvcUser user)
    {
        var kept = await users.GetAuthenticationTokenAsync(user, Provider, Wish);
        var wish = kept is null ? null : JsonSerializer.Deserialize<EmailWish>(kept);
        return wish is not null && wish.Tries < MostTries && clock.GetUtcNow() < wish.Until ? wish : null;
    }

    private static bool IsSame(string code, string typed) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(code),
            Encoding.UTF8.GetBytes(string.Concat(typed.Where(char.IsAsciiDigit)))
        );

    // Lies in the tokens of the account, a column that is unreadable in the database.
    private sealed record EmailWish(string Address, string Code, int Tries, DateTimeOffset Until);
}
