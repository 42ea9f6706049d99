using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>
/// Notes whose sessions or rights a save changes. The account system saves by itself, without a transaction around it, so then the news goes out here;
/// for an act <see cref="DvcDatabase"/> sends it after the commit.
/// </summary>
public sealed class AccountsToFeed(ChangeAnnouncer announcer) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (DvcDbContext)eventData.Context!;
        db.ChangedAccounts.UnionWith(db.ChangeTracker.Entries().Select(AccountOf).OfType<Guid>());
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (DvcDbContext)eventData.Context!;
        if (db.Database.CurrentTransaction is null)
        {
            announcer.AnnounceAccounts(db.ChangedAccounts);
            db.ChangedAccounts.Clear();
        }

        return base.SavedChangesAsync(eventData, result, cancellationToken);
    }

    private static Guid? AccountOf(EntityEntry entry) =>
        entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)
            ? null
            : entry.Entity switch
            {
                DvcUser user when entry.State == EntityState.Modified && ChangesSignIn(entry) => user.Id,
                IdentityUserRole<Guid> role => role.UserId,
                OfficerPosting posting => posting.UserId,
                Delegation delegation => delegation.StandInId,
                _ => null,
            };

    private static bool ChangesSignIn(EntityEntry user) =>
        user.Property(nameof(DvcUser.SecurityStamp)).IsModified || user.Property(nameof(DvcUser.LockoutEnd)).IsModified;
}
