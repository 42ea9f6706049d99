using System.Data.Common;
using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>
/// Looks an open circuit's person over once a minute, and at once when <see cref="SessionWatch"/> hears of a change: an ended session, a deleted or locked account, a new security stamp,
/// other roles or a posting that has ended end it there.
/// While the database does not answer, the person stays: acts need it anyway, and a short outage must not throw everybody out.
/// </summary>
public sealed partial class CircuitSession(
    ILoggerFactory logs,
    IServiceScopeFactory scopes,
    RunningSessions sessions,
    CircuitActivity activity,
    DvcDatabase database,
    Officers officers,
    TimeProvider clock
) : RevalidatingServerAuthenticationStateProvider(logs)
{
    private readonly ILogger _log = logs.CreateLogger<CircuitSession>();

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await IsCurrentAsync(authenticationState.User);
        }
        catch (Exception e) when (e is DbException || e.InnerException is DbException)
        {
            NotChecked(_log, e);
            return true;
        }
    }

    /// <summary>Looks the person over now. Whoever may no longer be here is signed out, and the page learns of it.</summary>
    public async Task LookNowAsync()
    {
        var state = await GetAuthenticationStateAsync();
        if (CurrentUser.Of(state.User) is not null && !await ValidateAuthenticationStateAsync(state, CancellationToken.None))
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }

    internal async Task<bool> IsCurrentAsync(ClaimsPrincipal principal)
    {
        if (!await sessions.IsRunningAsync(principal, activity.TakeUse(), CancellationToken.None))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        var options = scope.ServiceProvider.GetRequiredService<IOptions<IdentityOptions>>().Value;
        var user = await users.GetUserAsync(principal);
        if (user is null || AccountLock.EndsSessions(user, options.Lockout, clock.GetUtcNow()))
            return false;
        var stamp = principal.FindFirstValue(options.ClaimsIdentity.SecurityStampClaimType);
        var roles = principal.FindAll(options.ClaimsIdentity.RoleClaimType).Select(c => c.Value);
        return stamp == await users.GetSecurityStampAsync(user)
            && roles.ToHashSet(StringComparer.Ordinal).SetEquals(await users.GetRolesAsync(user))
            && await HoldsPostingsAsync(principal, user.Id);
    }

    // A posting or an absence that ran out changes no stamp. New ones need no new page: every reading asks the database.
    private async Task<bool> HoldsPostingsAsync(ClaimsPrincipal principal, Guid userId)
    {
        var believed = principal.FindAll(PersonClaims.Posting).Select(c => c.Value).ToList();
        if (believed.Count == 0)
            return true;
        var officer = await database.ReadAsync(db => officers.FindAsync(db, userId, CancellationToken.None), CancellationToken.None);
        return believed.All(officer.PostingsInWords().Contains);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session could not be checked and goes on")]
    private static partial void NotChecked(ILogger log, Exception e);
}
