using Dvc.Blazor.Domain;
using Dvc.Blazor.Features.Accounts;
using Dvc.Blazor.Features.Accounts.SignIn;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Web.RateLimits;

/// <summary>Two nodes that count together, and one that is left alone.</summary>
public sealed class SharedCountsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acts_OnTwoNodes_AreCountedTogether_AndForEachNodeWhileRedisIsAway()
    {
        await using var redis = await RedisServer.StartAsync(Cancel);
        await using var first = await Node.StartAsync(redis.Configuration);
        await using var second = await Node.StartAsync(redis.Configuration);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());

        await TakeAsync(first, one);
        await TakeAsync(second, one);
        await RefusesAsync(first, one);
        await RefusesAsync(second, one);
        await TakeAsync(second, other);

        await redis.KillAsync();
        await TakeAsync(first, one);
        await TakeAsync(first, one);
        await RefusesAsync(first, one);
        await TakeAsync(second, one);
    }

    [Fact]
    public async Task Window_IsOver_WhenItsTimeIs()
    {
        await using var node = await Node.StartAsync((await SharedServers.RedisAsync()).Configuration);
        var name = Guid.NewGuid().ToString("N");
        var window = TimeSpan.FromMilliseconds(400);

        Assert.Equal(TimeSpan.Zero, await node.Counts.TakeAsync(name, 1, window));
        Assert.InRange((await node.Counts.TakeAsync(name, 1, window))!.Value, TimeSpan.FromTicks(1), window);

        await Wait.UntilAsync(
            async () => await node.Counts.TakeAsync(name, 1, window) == TimeSpan.Zero,
            "the next window has begun",
            null,
            Cancel
        );
    }

    [Fact]
    public async Task WrongPasswords_OnTwoNodes_HoldTheNetworkUpOnBoth()
    {
        var redis = (await SharedServers.RedisAsync()).Configuration;
        await using var first = await Node.StartAsync(redis);
        await using var second = await Node.StartAsync(redis);
        var (network, quiet) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));

        await first.Tries.NoteWrongAsync(network);
        Assert.Null(await second.Tries.WaitOfAsync(network));
        await second.Tries.NoteWrongAsync(network);

        foreach (var node in (Node[])[first, second])
        {
            Assert.InRange((await node.Tries.WaitOfAsync(network))!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(1));
            Assert.Null(await node.Tries.WaitOfAsync(quiet));
        }

        await first.Tries.NoteWrongAsync(network);
        Assert.InRange((await second.Tries.WaitOfAsync(network))!.Value, TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(2));
    }

    private static Task TakeAsync(Node node, Guid account) => node.Limits.RequireAsync(LimitKind.Submission, account, Cancel);

    private static async Task RefusesAsync(Node node, Guid account) =>
        Assert.Equal("RateLimit.Exceeded", (await Assert.ThrowsAsync<RuleViolationException>(() => TakeAsync(node, account))).Rule);

    private sealed record Node(RedisLink Link, SharedCounts Counts, ActLimits Limits, NetworkTries Tries) : IAsyncDisposable
    {
        public static async Task<Node> StartAsync(string redis)
        {
            var link = new RedisLink(ConfigurationOptions.Parse(redis));
            await link.ConnectAsync();
            await Wait.UntilAsync(() => link.Reachable is not null, "Redis is reached", null, Cancel);
            var counts = new SharedCounts(link, NullLogger<SharedCounts>.Instance);
            return new Node(
                link,
                counts,
                new ActLimits(Options.Create(new RateLimitsOptions { Submission = 2 }), counts),
                new NetworkTries(Options.Create(new AccountsOptions { WrongTriesPerAddress = 2 }), TimeProvider.System, counts)
            );
        }

        public async ValueTask DisposeAsync()
        {
            Limits.Dispose();
            await Link.DisposeAsync();
        }
    }
}
