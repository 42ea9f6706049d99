using System.Diagnostics;

namespace Dvc.Blazor.Tests.Support;

/// <summary>Waiting for something to become true, instead of sleeping and hoping.</summary>
public static class Wait
{
    /// <summary>How long a slow machine may take for anything that a test waits for.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns as soon as <paramref name="condition"/> holds; fails the test when it does not within the time (90 s unless told: only a failure waits that long).</summary>
    public static Task UntilAsync(
        Func<Task<bool>> condition,
        string what,
        TimeSpan? within = null,
        CancellationToken cancellationToken = default
    ) => ForAsync(async () => await condition() ? "" : null, what, within, cancellationToken);

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, string, TimeSpan?, CancellationToken)"/>
    public static Task UntilAsync(
        Func<bool> condition,
        string what,
        TimeSpan? within = null,
        CancellationToken cancellationToken = default
    ) => UntilAsync(() => Task.FromResult(condition()), what, within, cancellationToken);

    /// <summary>Returns the first value that is not null.</summary>
    public static async Task<T> ForAsync<T>(
        Func<Task<T?>> value,
        string what,
        TimeSpan? within = null,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        var limit = within ?? Limit;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await value() is { } found)
                return found;
            if (clock.Elapsed > limit)
                throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s in vain: {what}.");
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
