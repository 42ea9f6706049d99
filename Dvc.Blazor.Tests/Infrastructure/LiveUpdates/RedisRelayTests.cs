using System.Collections.Concurrent;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.LiveUpdates;

public sealed class RedisRelayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commit_OnOneNode_WakesScreensAndFollowersOfTheOther(DatabaseProvider provider)
    {
        var dossier = Samples.Dossier();
        await using var data = await DvcTestDatabase.CreateAsync(provider, dossier);
        var redis = await SharedServers.RedisAsync();
        await using var first = await LiveNode.StartAsync(data, redis.Configuration);
        await using var second = await LiveNode.StartAsync(data, redis.Configuration);
        var heard = new ConcurrentQueue<Guid>();
        using var screen = second.Feed.Subscribe(Note(heard), dossier.Id);
        await using var follower = await second.FollowAsync(first.Tickets.Write(dossier.Id, null));

        await first.ActAsync(dossier.Id, d => d.Accept(Samples.Officer(), null, Samples.Morning), Cancel);

        await Wait.UntilAsync(() => Task.FromResult(heard.Contains(dossier.Id)), "the other node's screen hears", null, Cancel);
        await Wait.UntilAsync(() => Task.FromResult(follower.Heard.Contains(dossier.Number)), "its follower hears", null, Cancel);
    }

    [Fact]
    public async Task Redis_KilledAndStartedAgain_ActsGoOnAndTheOtherNodeCatchesUp()
    {
        var dossier = Samples.Dossier();
        await using var data = await DvcTestDatabase.CreateAsync(rows: [dossier]);
        await using var redis = await RedisServer.StartAsync(Cancel);
        await using var first = await LiveNode.StartAsync(data, redis.Configuration);
        await using var second = await LiveNode.StartAsync(data, redis.Configuration);
        var (here, there) = (new ConcurrentQueue<Guid>(), new ConcurrentQueue<Guid>());
        using var own = first.Feed.Subscribe(Note(here), dossier.Id);
        using var other = second.Feed.Subscribe(Note(there), dossier.Id);

        await redis.KillAsync();
        await first.ActAsync(dossier.Id, d => d.Accept(Samples.Officer(), null, Samples.Morning), Cancel);
        await Wait.UntilAsync(() => Task.FromResult(!here.IsEmpty), "the acting node's screen hears without Redis", null, Cancel);

        there.Clear();
        await redis.StartAgainAsync(Cancel);
        await Wait.UntilAsync(() => Task.FromResult(!there.IsEmpty), "the other node reads again", null, Cancel);

        // The relay itself works again, too.
        there.Clear();
        await Wait.UntilAsync(
            async () =>
            {
                // Until the relay listens again a message goes unheard, so one act may not be enough.
                await first.ActAsync(dossier.Id, Touch, Cancel);
                return !there.IsEmpty;
            },
            "commits cross again",
            null,
            Cancel
        );
    }

    [Fact]
    public async Task OpenDossier_OfAnotherNode_IsKnown_WhoeverCameFirst_UntilItIsLeft()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var redis = await SharedServers.RedisAsync();
        await using var first = await LiveNode.StartAsync(data, redis.Configuration);
        await using var second = await LiveNode.StartAsync(data, redis.Configuration);
        var dossier = Guid.NewGuid();
        using var here = first.Presence.Enter(dossier, Guid.NewGuid(), "Lê Minh Đức", () => { });
        using var there = second.Presence.Enter(dossier, Guid.NewGuid(), "Siu H’Nhi", () => { });

        await Wait.UntilAsync(
            () => Task.FromResult(Names(here) == "Siu H’Nhi" && Names(there) == "Lê Minh Đức"),
            "each node knows of the other's screen",
            null,
            Cancel
        );
        here.Write(true);
        await Wait.UntilAsync(() => Task.FromResult(there.Others is [{ IsWriting: true }]), "writing crosses", null, Cancel);
        here.Dispose();
        await Wait.UntilAsync(() => Task.FromResult(there.Others.Count == 0), "leaving crosses", null, Cancel);

        string Names(DossierPresence.Stay stay) => string.Join(", ", stay.Others.Select(o => o.Name));
    }

    [Fact]
    public void Redis_NotStated_MeansASingleNode() => Assert.Null(RedisSettings.Read(Settings("  ")));

    [Theory]
    [InlineData("localhost:6379,nonsense=1")]
    [InlineData("password=secret")]
    [InlineData("no host:6379")]
    [InlineData("localhost:6379,connectTimeout=soon")]
    public void Redis_BadValue_IsRefusedByName(string value)
    {
        var refused = Assert.Throws<InvalidSettingException>(() => RedisSettings.Read(Settings(value)));
        Assert.Contains("Redis:Configuration", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private static void Touch(Dvc.Blazor.Domain.Dossiers.Dossier dossier)
    {
        dossier.Write(Samples.Officer(), "x", Samples.Morning);
    }

    private static Func<Guid, Task> Note(ConcurrentQueue<Guid> heard) =>
        id =>
        {
            heard.Enqueue(id);
            return Task.CompletedTask;
        };

    private static IConfiguration Settings(string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Redis:Configuration", value)]).Build();
}
