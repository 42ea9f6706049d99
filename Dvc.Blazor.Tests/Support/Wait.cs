using System.Diagnostics;

namespace Dvc.Blazor.Tests.Support;

/// <summary>Waiting for something to become true, instead of sleeping and hoping.</summary>
public static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns as soon as <paramref name="condition"/> holds; fails the test when it does not within the time (20 s unless told).</summary>
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
        var limit = within ?? TimeSpan.FromSeconds(20);
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
