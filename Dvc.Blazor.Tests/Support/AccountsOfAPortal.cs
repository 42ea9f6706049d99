using System.Text.Json;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Support;

/// <summary>What tests of accounts look at and put into place.</summary>
public static class AccountsOfAPortal
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Begins a session as every way of signing in does once the proof is given.</summary>
    public static Task StartAsync(this ServerSideBrowser browser, Guid user, SignInMethod how = SignInMethod.Password) =>
        browser.RequestAsync(
            async (services, context) =>
            {
                var person = await services.GetRequiredService<UserManager<DvcUser>>().FindByIdAsync(user.ToString());
                await services.GetRequiredService<SessionStart>().RunAsync(person!, how, context, Cancel);
                return true;
            }
        );

    public static Task<List<UserSession>> SessionsAsync(this SeededPortal portal, Guid user) =>
        portal.Data.Database.ReadAsync(db => db.Sessions.Where(s => s.UserId == user).ToListAsync(Cancel), Cancel);

    /// <summary>Letters about accounts that were posted so far, in their order.</summary>
    public static async Task<IReadOnlyList<AccountLetter>> LettersAsync(this SeededPortal portal)
    {
        var posted = await portal.Data.Database.ReadAsync(
            db => db.Outbox.Where(m => m.Kind == nameof(AccountLetter)).OrderBy(m => m.Id).ToListAsync(Cancel),
            Cancel
        );
        return [.. posted.Select(m => JsonSerializer.Deserialize<AccountLetter>(m.Payload)!)];
    }

    public static Task<DvcUser> PersonAsync(this SeededPortal portal, Guid user) =>
        portal.Data.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == user, Cancel), Cancel);

    public static Task ChangeUserAsync(this SeededPortal portal, Guid user, Action<DvcUser> change) =>
        portal.Data.Database.WriteAsync(async db => change(await db.Users.SingleAsync(u => u.Id == user, Cancel)), Cancel);
}
