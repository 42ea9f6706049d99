using System.Text.Json;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>Officers of a unit that ends go on at the unit that takes over; what was, stays in their record.</summary>
internal static class PostingMoves
{
    public static async Task RunAsync(
        DvcDbContext db,
        IReadOnlyList<AgencySuccession> succeeded,
        Guid byId,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var today = VietnamTime.DateOf(nowUtc);
        var succession = new Succession(succeeded);
        var gone = succeeded.Select(s => s.AgencyId).Distinct(StringComparer.Ordinal).ToList();
        if (gone.Count == 0)
        {
            return;
        }

        var moving = await db
            .Postings.Where(p => gone.Contains(p.AgencyId) && (p.ValidTo == null || p.ValidTo >= today))
            .ToListAsync(cancellationToken);
        var people = moving.Select(p => p.UserId).Distinct().ToList();
        var standing = (
            await db
                .Postings.Where(p => people.Contains(p.UserId) && (p.ValidTo == null || p.ValidTo >= today))
                .ToListAsync(cancellationToken)
        ).ToLookup(p => p.UserId);
        foreach (var person in await db.Users.Where(u => people.Contains(u.Id)).ToListAsync(cancellationToken))
        {
            var kept = standing[person.Id].Where(p => !gone.Contains(p.AgencyId)).ToList();
            foreach (var old in moving.Where(p => p.UserId == person.Id))
            {
                var next = Next(old, succession, today);
                if (!kept.Exists(p => Covers(p, next)))
                {
                    kept.Add(next);
                    db.Postings.Add(next);
                }

                End(db, old, today);
                Note(db, person, old, next, byId, nowUtc);
            }

            (person.SecurityStamp, person.ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
        }
    }

    private static OfficerPosting Next(OfficerPosting old, Succession succession, DateOnly today) =>
        new()
        {
            UserId = old.UserId,
            AgencyId = succession.Living(old.AgencyId, old.SectorCode),
            SectorCode = old.SectorCode,
            ValidFrom = old.ValidFrom > today ? old.ValidFrom : today,
            ValidTo = old.ValidTo,
        };

    private static bool Covers(OfficerPosting standing, OfficerPosting next) =>
        standing.AgencyId == next.AgencyId
        && (standing.SectorCode is null || standing.SectorCode == next.SectorCode)
        && !(standing.ValidFrom > next.ValidFrom)
        && (standing.ValidTo is null || standing.ValidTo >= next.ValidTo);

    private static void End(DvcDbContext db, OfficerPosting old, DateOnly today)
    {
        var last = today.AddDays(-1);
        if (old.ValidFrom > last)
        {
            db.Postings.Remove(old);
        }
        else
        {
            old.ValidTo = last;
        }
    }

    private static void Note(DvcDbContext db, DvcUser person, OfficerPosting old, OfficerPosting next, Guid byId, DateTime nowUtc) =>
        db.AccountEvents.Add(
            new AccountEvent
            {
                UserId = person.Id,
                ActorId = byId,
                Kind = AccountEventKind.PostingsChanged,
                Details = JsonSerializer.Serialize(
                    new
                    {
                        ended = old.AgencyId,
                        posted = next.AgencyId,
                        sector = old.SectorCode,
                    }
                ),
                At = nowUtc,
            }
        );
}
