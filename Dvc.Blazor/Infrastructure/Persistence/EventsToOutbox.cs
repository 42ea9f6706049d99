using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>Writes what the domain recorded into the outbox, in the same transaction as the change itself, and gives each changed dossier a new version.</summary>
public sealed class EventsToOutbox(TimeProvider clock) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Collect((DvcDbContext)eventData.Context!);
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Collect((DvcDbContext)eventData.Context!);
        return base.SavingChanges(eventData, result);
    }

    private void Collect(DvcDbContext db)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        foreach (var changed in db.ChangeTracker.Entries<Dossier>().Where(e => e.State is EntityState.Modified or EntityState.Added))
        {
            if (changed.State == EntityState.Modified)
            {
                changed.Property(d => d.Version).CurrentValue = Guid.NewGuid();
            }

            db.Changed.Add(changed.Entity.Id);
        }

        foreach (var happened in db.ChangeTracker.Entries<Entity>().SelectMany(e => e.Entity.TakeEvents()).ToList())
        {
            db.Add(OutboxMessage.From(happened, nowUtc));
        }

        db.HasPosted |= db.ChangeTracker.Entries<OutboxMessage>().Any(e => e.State == EntityState.Added);
    }
}
