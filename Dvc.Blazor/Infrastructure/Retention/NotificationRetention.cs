using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Retention;

/// <summary>What somebody was told long ago is of no use any more; the dossier itself keeps what happened.</summary>
internal sealed class NotificationRetention(DvcDatabase database, IOptions<RetentionOptions> options, TimeProvider clock)
{
    public Task DeleteAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-options.Value.NotificationDays);
        return database.WriteAsync(
            db => db.Notifications.Where(n => n.At <= before).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
    }
}
