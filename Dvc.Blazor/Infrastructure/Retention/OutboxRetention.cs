using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Retention;

/// <summary>Outbox rows hold letters with names and addresses; once dealt with they are of use only for a while. Abandoned ones stay until a person has seen to them.</summary>
internal sealed class OutboxRetention(DvcDatabase database, IOptions<RetentionOptions> options, TimeProvider clock)
{
    public Task DeleteAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-options.Value.HandledOutboxDays);
        return database.WriteAsync(
            db => db.Outbox.Where(m => m.HandledAt <= before).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
    }
}
