using System.Net.Sockets;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Outbox;

public sealed class OutboxDispatcherTests
{
    private readonly Doorkeeper _keeper = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunOnce_TwoNodesAtOnce_HandleEachMessageOnce(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        OutboxMessage[] messages = [.. Enumerable.Range(0, 40).Select(i => data.Knock($"{i}"))];
        await data.AddAsync([.. messages]);
        OutboxDispatcher[] nodes = [data.Node(_keeper).Dispatcher(), data.Node(_keeper).Dispatcher()];

        var taken = await Task.WhenAll(nodes.Concat(nodes).Select(node => Task.Run(() => node.RunOnceAsync(Cancel), Cancel)));

        // A node that lost every race of a look may leave messages for the next look; none is left after it.
        await nodes[0].RunOnceAsync(Cancel);
        Assert.Equal(messages.Select(m => m.Id).Order(), _keeper.Heard.Select(h => h.MessageId).Order());
        Assert.True(taken.Sum() <= messages.Length);
        Assert.Equal(0, await data.OpenAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RunOnce_MessageOfADeadNode_IsTakenOverWhenTheLeaseEnds(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var message = data.Knock("a");
        await data.AddAsync(message);
        var dead = data.Node(_keeper).GetRequiredService<OutboxQueue>();
        var held = Assert.IsType<OutboxMessage>(await dead.TakeAsync("dead", Cancel));
        var alive = data.Node(_keeper).Dispatcher();

        Assert.Equal(0, await alive.RunOnceAsync(Cancel));
        data.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await alive.RunOnceAsync(Cancel));

        Assert.Equal(message.Id, Assert.Single(_keeper.Heard).MessageId);
        Assert.False(await dead.DelayAsync(held, "late"));
        Assert.NotNull((await data.ReadAsync(message.Id)).HandledAt);
    }

    [Fact]
    public async Task RunOnce_FailingHandler_ComesBackLaterAndLaterThenIsSetAside()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var message = data.Knock("broken");
        await data.AddAsync(message);
        _keeper.Broken["broken"] = new InvalidOperationException(
            "hyen@example.vn",
            new SocketException((int)SocketError.ConnectionRefused)
        );
        var node = data.Node(_keeper).Dispatcher();
        var minutes = new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360 };

        foreach (var longest in minutes)
        {
            Assert.Equal(1, await node.RunOnceAsync(Cancel));
            var waiting = await data.ReadAsync(message.Id);
            Assert.InRange(
                waiting.DueAt - data.Clock.GetUtcNow().UtcDateTime,
                TimeSpan.FromMinutes(longest * 0.79),
                TimeSpan.FromMinutes(longest)
            );
            Assert.Equal(0, await node.RunOnceAsync(Cancel));
            data.Clock.Advance(TimeSpan.FromMinutes(longest));
        }

        Assert.Equal(1, await node.RunOnceAsync(Cancel));
        var abandoned = await data.ReadAsync(message.Id);
        Assert.NotNull(abandoned.AbandonedAt);
        Assert.Null(abandoned.HandledAt);
        Assert.Equal("InvalidOperationException < SocketException ConnectionRefused", abandoned.LastError);
        Assert.Equal(14, abandoned.Attempts);
        data.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await node.RunOnceAsync(Cancel));
    }

    [Fact]
    public async Task RunOnce_OneFailingMessage_HoldsUpNoOther()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await data.AddAsync(data.Knock("broken"), data.Knock("a"), data.Knock("b"));
        _keeper.Broken["broken"] = new InvalidOperationException();

        await data.Node(_keeper).Dispatcher().RunOnceAsync(Cancel);

        Assert.Equal(["a", "b", "broken"], _keeper.Heard.Select(h => h.Door).Order(StringComparer.Ordinal));
        Assert.Equal(1, await data.OpenAsync());
    }

    [Fact]
    public async Task RunOnce_FailsThenRecovers_IsDoneOnceAndForgetsTheError()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var message = data.Knock("a");
        await data.AddAsync(message);
        _keeper.Broken["a"] = new InvalidOperationException();
        var node = data.Node(_keeper).Dispatcher();
        await node.RunOnceAsync(Cancel);
        _keeper.Broken.Clear();
        data.Clock.Advance(TimeSpan.FromMinutes(1));

        await node.RunOnceAsync(Cancel);
        data.Clock.Advance(TimeSpan.FromDays(1));
        await node.RunOnceAsync(Cancel);

        Assert.Equal(2, _keeper.Heard.Count);
        var done = await data.ReadAsync(message.Id);
        Assert.Equal((2, (string?)null), (done.Attempts, done.LastError));
        Assert.NotNull(done.HandledAt);
    }

    [Fact]
    public async Task RunOnce_ImpossibleMessage_IsSetAsideAtOnce()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var message = data.Knock("a");
        await data.AddAsync(message);
        _keeper.Broken["a"] = new OutboxAbandonedException("No such address.");

        await data.Node(_keeper).Dispatcher().RunOnceAsync(Cancel);

        var abandoned = await data.ReadAsync(message.Id);
        Assert.NotNull(abandoned.AbandonedAt);
        Assert.Equal("No such address.", abandoned.LastError);
    }

    [Fact]
    public async Task RunOnce_EventNobodyListensTo_IsDoneAtOnce()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var message = OutboxMessage.From(new Whispered(Guid.CreateVersion7()), data.Clock.GetUtcNow().UtcDateTime);
        await data.AddAsync(message);

        await data.Node(_keeper).Dispatcher().RunOnceAsync(Cancel);

        Assert.NotNull((await data.ReadAsync(message.Id)).HandledAt);
        Assert.Empty(_keeper.Heard);
    }

    [Fact]
    public async Task Service_CommitOfThisNode_WakesItAtOnce()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var node = data.Node(_keeper);
        var service = node.Dispatcher();
        await service.StartAsync(Cancel);
        await data.AddAsync(data.Knock("a"));

        // The clock stands still, so the slow look cannot be what finds it.
        node.GetRequiredService<ChangeAnnouncer>().AnnouncePost();

        await Wait.UntilAsync(async () => await data.OpenAsync() == 0, "message to be handled", cancellationToken: Cancel);
        await service.StopAsync(Cancel);
        Assert.Single(_keeper.Heard);
    }

    [Fact]
    public async Task Service_MessageOfAnotherNode_IsFoundByTheSlowLook()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var service = data.Node(_keeper).Dispatcher();
        await service.StartAsync(Cancel);
        await data.AddAsync(data.Knock("a"));

        await Wait.UntilAsync(
            async () =>
            {
                data.Clock.Advance(TimeSpan.FromSeconds(15));
                return await data.OpenAsync() == 0;
            },
            "message to be found",
            cancellationToken: Cancel
        );

        await service.StopAsync(Cancel);
    }

    [Fact]
    public void AddOutboxHandler_SecondHandlerForAnEvent_IsRefused()
    {
        var services = new ServiceCollection().AddOutboxHandler<Knocked, OpenDoor>();

        Assert.Throws<InvalidOperationException>(() => services.AddOutboxHandler<Knocked, MailTheOwner>());
    }
}
