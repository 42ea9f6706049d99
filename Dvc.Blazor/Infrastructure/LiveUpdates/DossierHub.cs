using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>
/// Tells static pages and outside clients that a dossier changed. There is one group for each dossier, and the only way into it is the unguessable
/// <see cref="Dossier.LiveToken"/>; nobody names a group. The message <see cref="Changed"/> carries the dossier's number and nothing else.
/// </summary>
public sealed class DossierHub(DvcDatabase database, Followers followers) : Hub
{
    /// <summary>Address of the hub; a contract.</summary>
    public const string Path = "/hubs/dossiers";

    /// <summary>Name of the message; its one argument is the dossier's number.</summary>
    public const string Changed = "changed";

    /// <summary>Most calls of <see cref="Follow"/> that one connection may make.</summary>
    public const int MaxCalls = 20;

    private const int TokenLength = 32;
    private const string Calls = "calls";
    private const string Followed = "followed";

    /// <summary>Follows the dossier of this token. A token that opens nothing is answered like one that does, and nothing is ever heard.</summary>
    public async Task Follow(string? liveToken)
    {
        if (!TakeACall())
        {
            Context.Abort();
            return;
        }

        if (liveToken is not { Length: TokenLength })
        {
            return;
        }

        var dossier = await database.ReadAsync(
            db =>
                db.Dossiers.Where(d => d.LiveToken == liveToken)
                    .Select(d => new { d.Id, d.Number })
                    .SingleOrDefaultAsync(Context.ConnectionAborted),
            Context.ConnectionAborted
        );
        if (dossier is not null && FollowedHere().Add(dossier.Id))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(dossier.Id), Context.ConnectionAborted);
            followers.Add(dossier.Id, dossier.Number);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var dossierId in FollowedHere())
        {
            followers.Remove(dossierId);
        }

        return base.OnDisconnectedAsync(exception);
    }

    internal static string GroupOf(Guid dossierId) => $"dossier-{dossierId:N}";

    private bool TakeACall()
    {
        var calls = Context.Items.TryGetValue(Calls, out var made) ? (int)made! + 1 : 1;
        Context.Items[Calls] = calls;
        return calls <= MaxCalls;
    }

    private HashSet<Guid> FollowedHere()
    {
        if (Context.Items.TryGetValue(Followed, out var known))
        {
            return (HashSet<Guid>)known!;
        }

        var none = new HashSet<Guid>();
        Context.Items[Followed] = none;
        return none;
    }
}
