using Dvc.Blazor.Features.Accounts.SecondFactor;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Locks;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.SignIn;

/// <summary>
/// Lets people in and out. A refusal costs one password hash and says nothing more, whether the account is unknown, locked or the password wrong:
/// nobody learns here who has an account, by the answer or by when it comes.
/// </summary>
public sealed class SignInDesk(
    SignInManager<DvcUser> signIn,
    AccountManager users,
    IPasswordHasher<DvcUser> hasher,
    SessionStart start,
    RunningSessions sessions,
    SecondFactorRule secondFactor,
    PendingSignIns pending,
    NetworkTries networks,
    TimeProvider clock
)
{
    /// <summary>The page that asks for the second factor; whose it is stands in the cookie of <see cref="PendingSignIns"/>.</summary>
    public const string SecondFactorPage = "/dang-nhap/ma-xac-thuc";

    // A refusal leaves at the next of these beats after it came.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private static readonly DvcUser Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<DvcUser>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public async Task<SignInOutcome> SignInAsync(string email, string password, string? returnAddress, HttpContext context)
    {
        var began = clock.GetTimestamp();
        var network = ActLimits.NetworkOf(context.Connection.RemoteIpAddress);
        if (await networks.WaitOfAsync(network) is { } wait)
            return new SignInOutcome.Slowed(wait);
        if (await ProvenAsync(email, password) is not { } user)
        {
            await networks.NoteWrongAsync(network);
            await WaitForTheBeatAsync(began, context.RequestAborted);
            return new SignInOutcome.Refused();
        }

        return await GoOnAsync(user, SignInMethod.Password, returnAddress, context);
    }

    /// <summary>After one proof: asks for the second where the account wants one, else begins the session.</summary>
    public async Task<SignInOutcome.LetOn> GoOnAsync(DvcUser user, SignInMethod how, string? returnAddress, HttpContext context) =>
        await secondFactor.IsAskedForAsync(users, user)
            ? await AskForSecondFactorAsync(user, returnAddress, context)
            : new SignInOutcome.SignedIn(await FinishAsync(user, how, returnAddress, context));

    /// <summary>Begins the session of somebody who has proved enough, and says where to go: back, or where the person works.</summary>
    public async Task<string> FinishAsync(DvcUser user, SignInMethod how, string? returnAddress, HttpContext context)
    {
        await start.RunAsync(user, how, context, context.RequestAborted);
        if (!string.IsNullOrEmpty(returnAddress))
            return LocalAddress.OrHome(returnAddress);
        var roles = await users.GetRolesAsync(user);
        return roles.Any(Roles.Staff.Contains) ? "/mot-cua" : LocalAddress.Home;
    }

    public async Task SignOutAsync(HttpContext context)
    {
        if (CurrentUser.Of(context.User) is { } person && SessionClaims.IdOf(context.User) is { } session)
            await sessions.EndAsync(person.Id, session, CancellationToken.None);
        await signIn.SignOutAsync();
    }

    // Unknown, locked and wrong cost the same: a look-up, a hash and a write.
    private async Task<DvcUser?> ProvenAsync(string email, string password)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null || !await signIn.CanSignInAsync(user) || await users.IsLockedOutAsync(user))
        {
            SpendTheTimeOfAHash(password);
            await users.SpendTheTimeOfACountAsync();
            return null;
        }

        return (await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)).Succeeded ? user : null;
    }

    private async Task<SignInOutcome.LetOn> AskForSecondFactorAsync(DvcUser user, string? returnAddress, HttpContext context)
    {
        await pending.BeginAsync(user, returnAddress, context);
        return new SignInOutcome.NeedsSecondFactor(SecondFactorPage);
    }

    // What is left between known and unknown, an account read or not, drowns in the wait.
    private Task WaitForTheBeatAsync(long began, CancellationToken cancellationToken)
    {
        var spent = clock.GetElapsedTime(began).Ticks % Beat.Ticks;
        return Task.Delay(TimeSpan.FromTicks(Beat.Ticks - spent), clock, cancellationToken);
    }

    private void SpendTheTimeOfAHash(string password) => hasher.VerifyHashedPassword(Nobody, NobodysHash, password);
}
