using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.LiveUpdates;

public sealed class DossierHubTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follow_RightToken_HearsTheNumberOfThatDossierOnly()
    {
        var (mine, other) = (Samples.Dossier(1), Samples.Dossier(2));
        await using var data = await DvcTestDatabase.CreateAsync(rows: [mine, other]);
        await using var node = await LiveNode.StartAsync(data);
        await using var follower = await node.FollowAsync(mine.LiveToken);

        await node.ActAsync(other.Id, d => d.Accept(Samples.Officer(), null, Samples.Morning), Cancel);
        await node.ActAsync(mine.Id, d => d.Accept(Samples.Officer(), null, Samples.Morning), Cancel);

        await Wait.UntilAsync(() => Task.FromResult(!follower.Heard.IsEmpty), "the follower hears", null, Cancel);
        Assert.Equal([mine.Number], follower.Heard);
    }

    [Fact]
    public async Task Follow_WrongTokenNumberOrId_HearsNothing()
    {
        var dossier = Samples.Dossier();
        await using var data = await DvcTestDatabase.CreateAsync(rows: [dossier]);
        await using var node = await LiveNode.StartAsync(data);
        await using var right = await node.FollowAsync(dossier.LiveToken);
        await using var byNumber = await node.FollowAsync(dossier.Number);
        await using var byGroup = await node.FollowAsync($"dossier-{dossier.Id:N}");
        await using var byId = await node.FollowAsync(dossier.Id.ToString("N"));

        await node.ActAsync(dossier.Id, d => d.Accept(Samples.Officer(), null, Samples.Morning), Cancel);

        await Wait.UntilAsync(() => Task.FromResult(!right.Heard.IsEmpty), "the right one hears", null, Cancel);
        // What the right one has heard went out to everybody who was to hear it.
        foreach (var wrong in new[] { byNumber, byGroup, byId })
        {
            await wrong.Connection.InvokeAsync(nameof(DossierHub.Follow), "x", Cancel);
            Assert.Empty(wrong.Heard);
        }
    }

    [Fact]
    public async Task Hub_OffersNoWayToNameAGroup()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await using var node = await LiveNode.StartAsync(data);
        await using var follower = await node.FollowAsync("");

        var refused = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() =>
            follower.Connection.InvokeAsync("JoinGroup", "dossier-1", Cancel)
        );
        Assert.Contains("does not exist", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_CalledTooOften_IsDisconnected()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await using var node = await LiveNode.StartAsync(data);
        await using var follower = await node.FollowAsync("");

        for (var call = 0; call <= DossierHub.MaxCalls && follower.Connection.State == HubConnectionState.Connected; call++)
        {
            await follower.Connection.SendAsync(nameof(DossierHub.Follow), new string('a', 32), Cancel);
        }

        await Wait.UntilAsync(
            () => Task.FromResult(follower.Connection.State == HubConnectionState.Disconnected),
            "the connection is closed",
            null,
            Cancel
        );
    }
}
