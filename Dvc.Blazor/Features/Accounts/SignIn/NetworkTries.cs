using System.Collections.Concurrent;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts.SignIn;

/// <summary>
/// Slows down a network address from which many wrong passwords come, whomever they were for. Past the limit each further one doubles the wait, up to an
/// hour; nobody else is held up. With Redis all nodes count together, else each for itself.
/// </summary>
public sealed class NetworkTries(IOptions<AccountsOptions> options, TimeProvider clock, SharedCounts? shared = null)
{
    private const int MostNetworks = 100_000;
    private static readonly TimeSpan Memory = TimeSpan.FromHours(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, Tries> _networks = new(StringComparer.Ordinal);

    /// <summary>How long the network has to wait before the next try; null when it need not.</summary>
    public async Task<TimeSpan?> WaitOfAsync(string network) =>
        shared is not null && await shared.LeftAsync(WaitName(network)) is { } left
            ? left > TimeSpan.Zero
                ? left
                : null
            : WaitHere(network);

    /// <summary>Notes a wrong password from the network.</summary>
    public async Task NoteWrongAsync(string network)
    {
        if (shared is null || await shared.AddAsync($"wrong/{network}", Memory) is not { } wrong)
        {
            NoteHere(network);
            return;
        }

        if (WaitAfter((int)Math.Min(wrong, int.MaxValue)) is { Ticks: > 0 } wait)
            await shared.HoldAsync(WaitName(network), wait);
    }

    private static string WaitName(string network) => $"wait/{network}";

    private TimeSpan? WaitHere(string network)
    {
        var now = clock.GetUtcNow();
        return _networks.TryGetValue(network, out var tries) && tries.Until > now ? tries.Until - now : null;
    }

    private void NoteHere(string network)
    {
        var now = clock.GetUtcNow();
        _networks.AddOrUpdate(network, _ => Next(new Tries(0, now, now), now), (_, before) => Next(before, now));
        if (_networks.Count > MostNetworks)
            Forget(now);
    }

    private Tries Next(Tries before, DateTimeOffset now)
    {
        var wrong = before.At + Memory < now ? 1 : before.Wrong + 1;
        return new Tries(wrong, now, now + WaitAfter(wrong));
    }

    private TimeSpan WaitAfter(int wrong)
    {
        var excess = wrong - options.Value.WrongTriesPerAddress;
        return excess < 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(Math.Min(1 << Math.Min(excess, 6), Longest.TotalMinutes));
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var old in _networks.Where(n => n.Value.At + Memory < now))
            _networks.TryRemove(old);
    }

    private sealed record Tries(int Wrong, DateTimeOffset At, DateTimeOffset Until);
}
