using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.People;

/// <summary>A new officer.</summary>
/// <param name="SectorCode">One sector, or null for all.</param>
public sealed record NewOfficer(string Name, string Email, IReadOnlyList<string> Roles, string AgencyId, string? SectorCode);

/// <summary>Makes accounts of officers. They have no password until their person sets one from the letter.</summary>
public sealed class InviteDesk(
    DvcDatabase database,
    Administrators administrators,
    AccountLetters letters,
    ILookupNormalizer normalizer,
    TimeProvider clock
)
{
    /// <summary>Makes the account with its roles and posting, and posts the letter.</summary>
    /// <returns>Id of the account.</returns>
    /// <exception cref="RuleViolationException">No administrator, roles or a unit not to be given, or an address that has an account.</exception>
    public Task<Guid> InviteAsync(Guid byId, NewOfficer officer, CancellationToken cancellationToken) =>
        database.WriteAsync(db => InviteAsync(db, byId, officer, cancellationToken), cancellationToken);

    private async Task<Guid> InviteAsync(DvcDbContext db, Guid byId, NewOfficer officer, CancellationToken cancellationToken)
    {
        var by = await administrators.FindAsync(db, byId, cancellationToken) ?? throw new RuleViolationException("People.NotFound");
        if (officer.Roles.Count == 0 || officer.Roles.Any(r => !PeopleDesk.Givable(by).Contains(r)))
        {
            throw new RuleViolationException("People.NotYours");
        }

        await PeopleDesk.CheckPostingAsync(db, by, officer.AgencyId, officer.SectorCode, null, null, cancellationToken);
        var address = normalizer.NormalizeEmail(officer.Email);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == address || u.NormalizedUserName == address, cancellationToken))
        {
            throw new RuleViolationException("People.EmailTaken");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var user = Account(officer, address, now);
        db.Users.Add(user);
        db.Postings.Add(PeopleDesk.Posting(user.Id, officer.AgencyId, officer.SectorCode, null, null));
        db.AccountEvents.Add(
            new AccountEvent
            {
                UserId = user.Id,
                ActorId = byId,
                Kind = AccountEventKind.Registered,
                At = now,
            }
        );
        letters.Add(db, AccountLetter.OfficerInvitation(user));
        await db.SaveChangesAsync(cancellationToken);
        await PeopleDesk.ReplaceRolesAsync(db, user.Id, [.. officer.Roles], cancellationToken);
        return user.Id;
    }

    private static DvcUser Account(NewOfficer officer, string address, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserName = officer.Email,
            NormalizedUserName = address,
            Email = officer.Email,
            NormalizedEmail = address,
            // The administrator knows the address; setting the password proves it.
            EmailConfirmed = true,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            FullName = officer.Name,
            CreatedAt = now,
        };
}
