using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Looks a cookie over once a minute: session ended or run out, security stamp, lock; name, roles and postings are read anew.</summary>
public sealed class SessionCheck(
    IOptions<SecurityStampValidatorOptions> options,
    SignInManager<DvcUser> signIn,
    RunningSessions sessions,
    ILoggerFactory logs,
    TimeProvider clock
) : SecurityStampValidator<DvcUser>(options, signIn, logs)
{
    protected override async Task<DvcUser?> VerifySecurityStamp(ClaimsPrincipal? principal)
    {
        if (!await sessions.IsRunningAsync(principal, inUse: true, SignInManager.Context.RequestAborted))
            return null;
        var user = await base.VerifySecurityStamp(principal);
        return user is not null && AccountLock.EndsSessions(user, SignInManager.Options.Lockout, clock.GetUtcNow()) ? null : user;
    }
}
