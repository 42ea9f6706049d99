using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security;

public sealed class OfficersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(60, true)]
    [InlineData(10, false)]
    public async Task Find_LockedForHalfAnHour_EndsRightsOnlyWhereWrongPasswordsLockForLess(int minutesOfALock, bool found)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        var until = portal.Data.Clock.GetUtcNow().AddMinutes(30);
        await using (var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Users.Where(u => u.Id == officer).ExecuteUpdateAsync(u => u.SetProperty(p => p.LockoutEnd, until), Cancel);
        }

        var node = portal.NewNode(services =>
            services.Configure<IdentityOptions>(identity => identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(minutesOfALock))
        );
        var officers = node.GetRequiredService<Officers>();

        var seen = await portal.Data.Database.ReadAsync(db => officers.FindAsync(db, officer, Cancel), Cancel);

        Assert.Equal(found, seen is not null);
    }
}
