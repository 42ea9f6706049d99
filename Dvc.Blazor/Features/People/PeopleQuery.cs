using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.People;

/// <summary>A person in the list.</summary>
/// <param name="Units">Names of the units of postings valid today.</param>
public sealed record PersonRow(Guid Id, string Name, string Email, IReadOnlyList<string> Roles, IReadOnlyList<string> Units, bool IsLocked);

/// <param name="IsCut">Whether there are more than are shown.</param>
public sealed record PeopleList(IReadOnlyList<PersonRow> Rows, bool IsCut);

/// <summary>Finds people for an administrator: by name without regard to accents, by part of the e-mail address, by whole identity number.</summary>
public sealed class PeopleQuery(DvcDatabase database, Administrators administrators, NationalIdIndex index, TimeProvider clock)
{
    public const int Most = 100;
    private static readonly int[] NumberLengths = [9, 12];

    /// <summary>The people found; without words the officers and administrators. Null for somebody who is no administrator (any more).</summary>
    public async Task<PeopleList?> RunAsync(Guid byId, string? words, CancellationToken cancellationToken)
    {
        var wanted = (words ?? "").Trim();
        var number = string.Concat(wanted.Where(c => c != ' '));
        var mark =
            number.All(char.IsAsciiDigit) && NumberLengths.Contains(number.Length)
                ? await index.MarkAsync(number, cancellationToken)
                : null;
        return await database.ReadAsync(
            async db =>
            {
                var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
                if (await administrators.FindAsync(db, byId, cancellationToken) is not { } by)
                {
                    return null;
                }

                var people = db.Users.For(db, by, today).Where(u => u.ErasedAt == null).OrderBy(u => u.FullName).ThenBy(u => u.Id);
                var found = await FoundAsync(db, people, wanted, mark, cancellationToken);
                return new PeopleList(await RowsAsync(db, [.. found.Take(Most)], today, cancellationToken), found.Count > Most);
            },
            cancellationToken
        );
    }

    private static async Task<List<Guid>> FoundAsync(
        DvcDbContext db,
        IQueryable<DvcUser> people,
        string wanted,
        string? mark,
        CancellationToken cancellationToken
    )
    {
        if (wanted.Length == 0)
        {
            var citizen = new[] { Roles.Citizen, Roles.OrganisationMember };
            var working = db
                .UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (user, role) => new { user.UserId, role.Name })
                .Where(r => !citizen.Contains(r.Name!))
                .Select(r => r.UserId);
            return await people.Where(u => working.Contains(u.Id)).Select(u => u.Id).Take(Most + 1).ToListAsync(cancellationToken);
        }

        if (mark is not null)
        {
            return await people.Where(u => u.NationalIdMark == mark).Select(u => u.Id).ToListAsync(cancellationToken);
        }

        if (wanted.Contains('@'))
        {
            var address = wanted.ToUpperInvariant();
            return await people
                .Where(u => u.NormalizedEmail!.Contains(address))
                .Select(u => u.Id)
                .Take(Most + 1)
                .ToListAsync(cancellationToken);
        }

        // Neither database folds Vietnamese letters, so names are compared here, one after the other.
        var found = new List<Guid>();
        await foreach (var person in people.Select(u => new { u.Id, u.FullName }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Fold.Matches(person.FullName, wanted))
            {
                found.Add(person.Id);
                if (found.Count > Most)
                {
                    break;
                }
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<PersonRow>> RowsAsync(
        DvcDbContext db,
        List<Guid> ids,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var people = await db
            .Users.Where(u => ids.Contains(u.Id))
            .Select(u => new
            {
                u.Id,
                u.FullName,
                u.Email,
                u.LockoutEnd,
            })
            .ToDictionaryAsync(u => u.Id, cancellationToken);
        var roles = (
            await db
                .UserRoles.Where(r => ids.Contains(r.UserId))
                .Join(db.Roles, r => r.RoleId, r => r.Id, (user, role) => new { user.UserId, role.Name })
                .ToListAsync(cancellationToken)
        ).ToLookup(r => r.UserId, r => r.Name!);
        var units = (
            await db
                .Postings.Where(p => ids.Contains(p.UserId))
                .Join(db.Agencies, p => p.AgencyId, a => a.Id, (posting, agency) => new { posting, agency.Name })
                .ToListAsync(cancellationToken)
        )
            .Where(p => p.posting.IsValidOn(today))
            .ToLookup(p => p.posting.UserId, p => p.Name);
        return
        [
            .. ids.Select(id => new PersonRow(
                id,
                people[id].FullName,
                people[id].Email ?? "",
                [.. roles[id].Order(StringComparer.Ordinal)],
                [.. units[id].Distinct()],
                people[id].LockoutEnd > now
            )),
        ];
    }
}
