using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>
/// Who may hear of a dossier, asked of the database at each subscription and before each message: its applicants while their session lasts and as long as
/// the dossier is theirs, and the holder of the receipt's code until that code is erased. Officers follow on their boards, not here.
/// </summary>
public sealed class LiveRights(DvcDatabase database)
{
    /// <summary>The dossier's number; null when the ticket's person may not know of it.</summary>
    public Task<string?> NumberAsync(LiveTicket ticket, Guid? session, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                Audible(db, ticket.UserId, session)
                    .Where(d => d.Id == ticket.DossierId)
                    .Select(d => d.Number)
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>Those of the followings whose person may still hear.</summary>
    public Task<List<Following>> StillAsync(IReadOnlyCollection<Following> followings, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var still = new List<Following>();
                foreach (var person in followings.GroupBy(f => (f.UserId, f.Session)))
                {
                    var ids = person.Select(f => f.DossierId).ToList();
                    var audible = await Audible(db, person.Key.UserId, person.Key.Session)
                        .Where(d => ids.Contains(d.Id))
                        .Select(d => d.Id)
                        .ToListAsync(cancellationToken);
                    still.AddRange(person.Where(f => audible.Contains(f.DossierId)));
                }

                return still;
            },
            cancellationToken
        );

    private static IQueryable<Dossier> Audible(DvcDbContext db, Guid? userId, Guid? session) =>
        userId is { } user
            ? db.DossiersOf(user).Where(_ => db.Sessions.Any(s => s.Id == session && s.UserId == user && s.EndedAt == null))
            : db.Dossiers.Where(d => d.ErasedAt == null);
}
