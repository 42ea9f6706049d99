using System.Diagnostics;
using System.Threading.RateLimiting;

namespace Dvc.Blazor.Infrastructure.Web.RateLimits;

/// <summary>The limit of one caller and kind, counted by all nodes together; by this node alone while Redis is away.</summary>
internal sealed class SharedLimiter(SharedCounts counts, string name, int times, TimeSpan window, RateLimiter alone) : RateLimiter
{
    private static readonly Lease Granted = new(true, null);

    private long _asked = Stopwatch.GetTimestamp();

    // While Redis counts, the one to fall back to looks idle; it must not be thrown away in the middle of a question.
    public override TimeSpan? IdleDuration =>
        alone.IdleDuration is { } idle ? TimeSpan.FromTicks(Math.Min(idle.Ticks, Stopwatch.GetElapsedTime(_asked).Ticks)) : null;

    public override RateLimiterStatistics? GetStatistics() => null;

    // Asking Redis takes a moment: whoever asks without waiting is told no, and then waits.
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(false, null);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _asked, Stopwatch.GetTimestamp());
        return await counts.TakeAsync(name, times, window) is not { } wait ? await alone.AcquireAsync(permitCount, cancellationToken)
            : wait == TimeSpan.Zero ? Granted
            : new Lease(false, wait);
    }

    protected override void Dispose(bool disposing)
    {
        alone.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Lease(bool granted, TimeSpan? wait) : RateLimitLease
    {
        public override bool IsAcquired => granted;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
