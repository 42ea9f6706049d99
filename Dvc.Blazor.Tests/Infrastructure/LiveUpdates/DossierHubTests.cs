using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.LiveUpdates;

public sealed class DossierHubTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follow_TicketOfTheReceipt_HearsTheNumberOfThatDossierOnly()
    {
        var (mine, other) = (Samples.Dossier(1), Samples.Dossier(2));
        await using var data = await DvcTestDatabase.CreateAsync(rows: [mine, other]);
        await using var node = await LiveNode.StartAsync(data);
        await using var follower = await node.FollowAsync(node.Tickets.Write(mine.Id, null));

        await AcceptAsync(node, other);
        await AcceptAsync(node, mine);

        await HearsAsync(follower);
        Assert.Equal([mine.Number], follower.Heard);
    }

    [Fact]
    public async Task Follow_WithoutATicketForOneself_HearsNothing()
    {
        var dossier = Samples.Dossier();
        await using var data = await DvcTestDatabase.CreateAsync(rows: [dossier]);
        var (owner, stranger) = (await SessionAsync(data, dossier.OwnerId), await SessionAsync(data, Guid.NewGuid()));
        await using var node = await LiveNode.StartAsync(data);
        var owners = node.Tickets.Write(dossier.Id, owner.UserId);
        await using var right = await node.FollowAsync(owners, owner);
        Follower[] wrong =
        [
            await node.FollowAsync(dossier.Number),
            await node.FollowAsync(dossier.Id.ToString("N")),
            await node.FollowAsync(dossier.DigestSalt),
            await node.FollowAsync(owners),
            await node.FollowAsync(owners, stranger),
            await node.FollowAsync(node.Tickets.Write(dossier.Id, stranger.UserId), stranger),
            await node.FollowAsync(owners[..^2] + "AA", owner),
        ];

        await AcceptAsync(node, dossier);

        await HearsAsync(right);
        foreach (var follower in wrong)
        {
            await StaysSilentAsync(follower);
            await follower.DisposeAsync();
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Member_WhoLeftTheOrganisation_HearsNoMoreOnTheOpenPageNorByTheTicket(DatabaseProvider provider)
    {
        var dossier = Samples.Dossier();
        await using var data = await DvcTestDatabase.CreateAsync(provider, dossier);
        var (stays, leaves) = (await SessionAsync(data, Guid.NewGuid()), await SessionAsync(data, Guid.NewGuid()));
        await OrganisationOfAsync(data, dossier, stays.UserId, leaves.UserId);
        await using var node = await LiveNode.StartAsync(data);
        await using var staying = await node.FollowAsync(node.Tickets.Write(dossier.Id, stays.UserId), stays);
        var ticket = node.Tickets.Write(dossier.Id, leaves.UserId);
        await using var leaving = await node.FollowAsync(ticket, leaves);
        await AcceptAsync(node, dossier);
        await HearsAsync(leaving);
        await HearsAsync(staying);

        await data.Database.WriteAsync(
            async db => (await db.OrganisationMembers.SingleAsync(m => m.UserId == leaves.UserId, Cancel)).LeftAt = Samples.Morning,
            Cancel
        );
        foreach (var follower in (Follower[])[staying, leaving])
            follower.Heard.Clear();
        await using var again = await node.FollowAsync(ticket, leaves);
        await node.ActAsync(dossier.Id, d => d.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), Samples.Morning), Cancel);

        await HearsAsync(staying);
        await StaysSilentAsync(leaving);
        await StaysSilentAsync(again);
    }

    [Fact]
    public async Task Owner_SignedOutElsewhere_HearsNoMore()
    {
        var dossier = Samples.Dossier();
        await using var data = await DvcTestDatabase.CreateAsync(rows: [dossier]);
        var session = await SessionAsync(data, dossier.OwnerId);
        await using var node = await LiveNode.StartAsync(data);
        await using var control = await node.FollowAsync(node.Tickets.Write(dossier.Id, null));
        await using var signedOut = await node.FollowAsync(node.Tickets.Write(dossier.Id, dossier.OwnerId), session);

        await data.Database.WriteAsync(
            db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, Samples.Morning), Cancel),
            Cancel
        );
        await AcceptAsync(node, dossier);

        await HearsAsync(control);
        await StaysSilentAsync(signedOut);
    }

    [Fact]
    public async Task Ticket_AfterAnHour_OpensNothing()
    {
        var dossier = Samples.Dossier();
        await using var data = await DvcTestDatabase.CreateAsync(rows: [dossier]);
        await using var node = await LiveNode.StartAsync(data);
        var ticket = node.Tickets.Write(dossier.Id, null);
        await using var inTime = await node.FollowAsync(ticket);
        data.Clock.Advance(LiveTickets.Life);
        await using var late = await node.FollowAsync(ticket);

        await AcceptAsync(node, dossier);

        await HearsAsync(inTime);
        await StaysSilentAsync(late);
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

    private static Task AcceptAsync(LiveNode node, Dossier dossier) =>
        node.ActAsync(dossier.Id, d => d.Accept(Samples.Officer(), null, Samples.Morning), Cancel);

    private static Task HearsAsync(Follower follower) => Wait.UntilAsync(() => !follower.Heard.IsEmpty, "the follower hears", null, Cancel);

    // Asked after somebody with the right has heard: what went out with that has come when another question is answered.
    private static async Task StaysSilentAsync(Follower follower)
    {
        await follower.Connection.InvokeAsync(nameof(DossierHub.Follow), "x", Cancel);
        Assert.Empty(follower.Heard);
    }

    private static async Task<UserSession> SessionAsync(DvcTestDatabase data, Guid user)
    {
        var session = new UserSession
        {
            UserId = user,
            StartedAt = Samples.Morning,
            SeenAt = Samples.Morning,
            Device = "",
            Network = "",
        };
        await data.AddAsync(new DvcUser { Id = user, UserName = user.ToString() });
        await data.AddAsync(session);
        return session;
    }

    private static async Task OrganisationOfAsync(DvcTestDatabase data, Dossier dossier, params Guid[] members)
    {
        var organisation = new Organisation
        {
            TaxCode = "0100109106",
            Name = "Hợp tác xã",
            CreatedAt = Samples.Morning,
        };
        foreach (var member in members)
            organisation.Members.Add(
                new OrganisationMember
                {
                    OrganisationId = organisation.Id,
                    UserId = member,
                    IsRepresentative = false,
                    JoinedAt = Samples.Morning,
                }
            );
        await data.AddAsync(organisation);
        await data.Database.WriteAsync(
            db =>
                db.Dossiers.Where(d => d.Id == dossier.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.OrganisationId, organisation.Id), Cancel),
            Cancel
        );
    }
}
