using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>Instants are UTC, to the millisecond, on both databases; SQLite would forget the kind and PostgreSQL the ticks.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(v => Whole(v), v => DateTime.SpecifyKind(v, DateTimeKind.Utc))
{
    private static DateTime Whole(DateTime value) =>
        new(value.ToUniversalTime().Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}
