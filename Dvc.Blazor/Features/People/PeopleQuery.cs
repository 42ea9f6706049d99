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

/// <param name="Page">The page that is shown, from 1.</param>
/// <param name="Pages">How many pages there are; 1 when nobody was found.</param>
public sealed record PeopleList(IReadOnlyList<PersonRow> Rows, int Found, int Page, int Pages);

/// <summary>Finds people for an administrator: by name without regard to accents, by part of the e-mail address, by whole identity number.</summary>
public sealed class PeopleQuery(DvcDatabase database, Administrators administrators, NationalIdIndex index, TimeProvider clock)
{
    public const int PageSize = 50;
    private static readonly int[] NumberLengths = [9, 12];

    /// <summary>A page of the people found; without words the officers and administrators. Null for somebody who is no administrator (any more).</summary>
    /// <param name="byId">Who looks.</param>
    /// <param name="words">As typed, or null.</param>
    /// <param name="page">From 1; one that is not there becomes the nearest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PeopleList?> RunAsync(Guid byId, string? words, int page, CancellationToken cancellationToken)
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

                var people = Wanted(db, db.Users.For(db, by, today).Where(u => u.ErasedAt == null), wanted, mark);
                var found = await people.CountAsync(cancellationToken);
                var pages = Math.Max(1, (found + PageSize - 1) / PageSize);
                var shown = Math.Clamp(page, 1, pages);
                var ids = await people
                    .OrderBy(u => u.FoldedName)
                    .ThenBy(u => u.Id)
                    .Select(u => u.Id)
                    .Skip((shown - 1) * PageSize)
                    .Take(PageSize)
                    .ToListAsync(cancellationToken);
                return new PeopleList(await RowsAsync(db, ids, today, cancellationToken), found, shown, pages);
            },
            cancellationToken
        );
    }

    private static IQueryable<DvcUser> Wanted(DvcDbContext db, IQueryable<DvcUser> people, string wanted, string? mark)
    {
        if (wanted.Length == 0)
        {
            var citizen = new[] { Roles.Citizen, Roles.OrganisationMember };
            var working = db
                .UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (user, role) => new { user.UserId, role.Name })
                .Where(r => !citizen.Contains(r.Name!))
                .Select(r => r.UserId);
            return people.Where(u => working.Contains(u.Id));
        }

        if (mark is not null)
        {
            return people.Where(u => u.NationalIdMark == mark);
        }

        if (wanted.Contains('@'))
        {
            var address = wanted.ToUpperInvariant();
            return people.Where(u => u.NormalizedEmail!.Contains(address));
        }

        return Fold.Text(wanted)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(people, (left, word) => left.Where(u => u.FoldedName.Contains(word)));
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
