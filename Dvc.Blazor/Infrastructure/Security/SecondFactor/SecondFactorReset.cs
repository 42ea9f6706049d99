using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>For somebody who has lost telephone, recovery codes and passkeys, and stands before an administrator.</summary>
public static class SecondFactorReset
{
    /// <summary>Takes app, recovery codes and passkeys from the account within a write; what holds the former stamp ends within a minute.</summary>
    public static async Task RunAsync(DvcDbContext db, DvcUser person, CancellationToken cancellationToken)
    {
        person.TwoFactorEnabled = false;
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        await db.UserTokens.Where(t => t.UserId == person.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == person.Id).ExecuteDeleteAsync(cancellationToken);
    }
}
