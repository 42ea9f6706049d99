namespace Dvc.Blazor.Infrastructure.Outbox;

/// <summary>How long the outbox waits for what. The lease is much longer than a handler may take, so that no two nodes ever work on one message.</summary>
public sealed class OutboxTiming
{
    /// <summary>How often the table is looked at when nothing wakes the dispatcher: messages of other nodes, delays that have run out.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a message belongs to a node.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one handler may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a handler at work may still go on when the server is being stopped.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Wait after the first failure; doubled after each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Tries before a message is set aside: with these delays, about a day and a half.</summary>
    public int MaxAttempts { get; init; } = 14;

    /// <summary>Wait before the next try after so many failed ones, up to a fifth shorter so that messages that failed together do not return together.</summary>
    public TimeSpan DelayAfter(int attempts)
    {
        var doubled = FirstDelay * Math.Pow(2, Math.Min(attempts - 1, 30));
        var whole = doubled < LongestDelay ? doubled : LongestDelay;
#pragma warning disable CA5394 // Spreads load; nothing secret depends on it.
        return whole * (1 - (Random.Shared.NextDouble() / 5));
#pragma warning restore CA5394
    }
}
