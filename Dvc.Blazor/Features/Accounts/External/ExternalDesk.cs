using Dvc.Blazor.Features.Accounts.SecondFactor;
using Dvc.Blazor.Features.Accounts.SignIn;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Locks;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts.External;

/// <summary>What the provider said about the person at the browser; it lies in a cookie of its own for some minutes.</summary>
/// <param name="Subject">The provider's unchanging name for the person.</param>
/// <param name="Name">What the provider calls the person, to be shown.</param>
public sealed record ExternalIdentity(string Subject, string? Name)
{
    public string? FamilyName { get; init; }

    public string? GivenName { get; init; }

    /// <summary>As the provider writes it, by the standard year-month-day.</summary>
    public string? BirthDate { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }
}

/// <summary>How linking went.</summary>
public enum LinkOutcome
{
    Linked,

    /// <summary>The identity from the provider is no longer there; ask for it again.</summary>
    TooLate,

    /// <summary>The identity, or the account, is linked already.</summary>
    Taken,
}

/// <summary>
/// Sign-in through the provider of identities. It opens only accounts that were linked before, and an account is linked only by somebody who has proved
/// both: signed in to it in the ordinary way, and come back from the provider, in the same browser.
/// </summary>
public sealed class ExternalDesk(
    IOptions<OidcOptions> oidc,
    AccountManager users,
    SignInManager<DvcUser> signIn,
    SignInDesk desk,
    OwnerProof proof,
    AccountChange change,
    DvcDatabase database
)
{
    /// <summary>Where somebody goes whose identity belongs to no account yet.</summary>
    public const string UnknownPage = "/dang-nhap/lien-ket";

    /// <summary>Where an account is linked.</summary>
    public const string LinkPage = "/tai-khoan/lien-ket";

    private const string TakenPage = LinkPage + "?khong=1";

    public bool IsOn => oidc.Value.IsOn;

    /// <summary>What people call the provider.</summary>
    public string ProviderName => oidc.Value.DisplayName;

    // Another provider's names for people mean nothing here, so its address is part of the link.
    private string Provider => oidc.Value.Authority.TrimEnd('/');

    /// <summary>The identity this browser has brought from the provider; null when there is none (any more).</summary>
    public async Task<ExternalIdentity?> HeldAsync(HttpContext context)
    {
        if (!IsOn)
            return null;
        var brought = (await context.AuthenticateAsync(IdentityConstants.ExternalScheme)).Principal;
        return brought?.FindFirst("sub")?.Value is { Length: > 0 } subject
            ? new ExternalIdentity(subject, brought.FindFirst("name")?.Value)
            {
                FamilyName = brought.FindFirst("family_name")?.Value,
                GivenName = brought.FindFirst("given_name")?.Value,
                BirthDate = brought.FindFirst("birthdate")?.Value,
                Email = brought.FindFirst("email")?.Value,
                Phone = brought.FindFirst("phone_number")?.Value,
            }
            : null;
    }

    /// <summary>Takes in somebody who comes back from the provider, and says where to go.</summary>
    public async Task<string> ArriveAsync(string? back, HttpContext context)
    {
        if (await HeldAsync(context) is not { } identity)
            return "/dang-nhap?ngoai=loi";
        var here = CurrentUser.Of(context.User);
        if (await users.FindByLoginAsync(Provider, identity.Subject) is not { } user)
            return here is null ? UnknownPage : LinkPage;

        await ForgetAsync(context);
        if (here is not null)
            return here.Id == user.Id ? LinkPage : TakenPage;
        return await signIn.CanSignInAsync(user) && !await users.IsLockedOutAsync(user)
            ? (await desk.GoOnAsync(user, SignInMethod.External, back, context)).Next
            : "/dang-nhap?ngoai=loi";
    }

    /// <summary>Links the identity this browser has brought with the account it is signed in to.</summary>
    public async Task<LinkOutcome> LinkAsync(Guid userId, HttpContext context)
    {
        if (await HeldAsync(context) is not { } identity || await users.FindByIdAsync(userId.ToString()) is not { } user)
            return LinkOutcome.TooLate;
        await ForgetAsync(context);
        if (
            await LinkOfAsync(user) is not null
            || !(await users.AddLoginAsync(user, new UserLoginInfo(Provider, identity.Subject, ProviderName))).Succeeded
        )
            return LinkOutcome.Taken;
        await change.DoneAsync(user, AccountEventKind.ExternalSignInLinked);
        return LinkOutcome.Linked;
    }

    /// <summary>Takes the link away after proof of ownership; false when the proof does not hold.</summary>
    public async Task<bool> UnlinkAsync(Guid userId, string? typed)
    {
        if (await users.FindByIdAsync(userId.ToString()) is not { } user || !await proof.HoldsAsync(user, typed))
            return false;
        if (await LinkOfAsync(user) is { } link && (await users.RemoveLoginAsync(user, link.LoginProvider, link.ProviderKey)).Succeeded)
            await change.DoneAsync(user, AccountEventKind.ExternalSignInRemoved);
        return true;
    }

    /// <summary>Whether the account can be signed in to through the provider. Read apart from the request's accounts: sections of a page read at the same time.</summary>
    public Task<bool> IsLinkedAsync(Guid userId) =>
        database.ReadAsync(
            db => db.UserLogins.AnyAsync(link => link.UserId == userId && link.LoginProvider == Provider),
            CancellationToken.None
        );

    private async Task<UserLoginInfo?> LinkOfAsync(DvcUser user) =>
        (await users.GetLoginsAsync(user)).FirstOrDefault(link => link.LoginProvider == Provider);

    private static Task ForgetAsync(HttpContext context) => context.SignOutAsync(IdentityConstants.ExternalScheme);
}
