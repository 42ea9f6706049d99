using System.Text.Json;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Auditing;

/// <summary>Writes what administrators and leaders do to the office, in the transaction of the act. One line follows the other, so such acts wait for each other.</summary>
public static class OfficeLog
{
    /// <summary>Adds a line; it is saved with the act.</summary>
    /// <param name="db">The open act.</param>
    /// <param name="kind">One of <see cref="OfficeEventKind"/>.</param>
    /// <param name="agencyId">The unit it is about, or null.</param>
    /// <param name="particulars">Kept as JSON; without personal data.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="cancellationToken">Ends the waiting for others.</param>
    public static async Task LogAsync(
        this DvcDbContext db,
        string kind,
        string? agencyId,
        object particulars,
        Actor by,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"LOCK TABLE \"OfficeEvents\" IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        }

        var last =
            db.OfficeEvents.Local.MaxBy(e => e.Number)
            ?? await db.OfficeEvents.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellationToken);
        db.OfficeEvents.Add(new OfficeEvent(last, kind, agencyId, JsonSerializer.Serialize(particulars), by, nowUtc));
    }
}

internal sealed class OfficeEventTable : IEntityTypeConfiguration<OfficeEvent>
{
    public void Configure(EntityTypeBuilder<OfficeEvent> builder)
    {
        builder.ToTable("OfficeEvents");
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.Property(e => e.Kind).HasMaxLength(40);
        builder.HasIndex(e => new { e.At, e.Number });
        builder.HasIndex(e => new { e.ActorId, e.At });
    }
}
