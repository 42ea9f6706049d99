using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>
/// Tells static pages and outside clients that a dossier changed. The only way in is a ticket from a page that shows the dossier, used by the person for
/// whom that page was made; nobody names a dossier or a group. The message <see cref="Changed"/> carries the dossier's number and nothing else.
/// </summary>
public sealed class DossierHub(LiveTickets tickets, LiveRights rights, Followers followers) : Hub
{
    /// <summary>Address of the hub; a contract.</summary>
    public const string Path = "/hubs/dossiers";

    /// <summary>Name of the message; its one argument is the dossier's number.</summary>
    public const string Changed = "changed";

    /// <summary>Name of the message to all pages of a person for whom there is something new to read, or less; it has no arguments.</summary>
    public const string Told = "told";

    /// <summary>Most calls of <see cref="Follow"/> that one connection may make.</summary>
    public const int MaxCalls = 20;

    private const string Calls = "calls";
    private const string Followed = "followed";

    /// <summary>Follows the dossier of this ticket. A ticket that opens nothing is answered like one that does, and nothing is ever heard.</summary>
    public async Task Follow(string? ticket)
    {
        if (!TakeACall())
        {
            Context.Abort();
            return;
        }

        if (tickets.Read(ticket) is not { } read || (read.UserId is { } person && CurrentUser.Of(Context.User)?.Id != person))
        {
            return;
        }

        var session = read.UserId is null ? null : SessionClaims.IdOf(Context.User);
        if (await rights.NumberAsync(read, session, Context.ConnectionAborted) is { } number)
        {
            var following = new Following(Context.ConnectionId, read.DossierId, number, read.UserId, session);
            FollowedHere().Add(following);
            followers.Add(following);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var following in FollowedHere())
        {
            followers.Remove(following);
        }

        return base.OnDisconnectedAsync(exception);
    }

    private bool TakeACall()
    {
        var calls = Context.Items.TryGetValue(Calls, out var made) ? (int)made! + 1 : 1;
        Context.Items[Calls] = calls;
        return calls <= MaxCalls;
    }

    private HashSet<Following> FollowedHere()
    {
        if (Context.Items.TryGetValue(Followed, out var known))
        {
            return (HashSet<Following>)known!;
        }

        var none = new HashSet<Following>();
        Context.Items[Followed] = none;
        return none;
    }
}
