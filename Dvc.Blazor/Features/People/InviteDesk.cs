using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.People;

/// <summary>A new officer.</summary>
/// <param name="SectorCode">One sector, or null for all.</param>
public sealed record NewOfficer(string Name, string Email, IReadOnlyList<string> Roles, string AgencyId, string? SectorCode)
{
    /// <summary>First day of the posting, in Vietnam; null: at once.</summary>
    public DateOnly? From { get; init; }
}

/// <summary>The account that an invitation will make, and the path of the link in its letter.</summary>
public sealed record InvitationLetter(Guid UserId, string Path);

/// <summary>Makes accounts of officers. They have no password until their person chooses one by the link of the letter.</summary>
public sealed class InviteDesk(
    DvcDatabase database,
    Administrators administrators,
    AccountLetters letters,
    OfficerInvitations invitations,
    ILookupNormalizer normalizer,
    TimeProvider clock
)
{
    /// <summary>Makes the account with its roles and posting, and posts the letter.</summary>
    /// <returns>Id of the account.</returns>
    /// <exception cref="RuleViolationException">No administrator, no name, roles or a unit not to be given, or an address that has an account.</exception>
    public async Task<Guid> InviteAsync(Guid byId, NewOfficer officer, CancellationToken cancellationToken)
    {
        var letter = Prepare();
        await database.WriteAsync(db => InviteAsync(db, byId, officer, letter, cancellationToken), cancellationToken);
        return letter.UserId;
    }

    /// <summary>Seals the link of an invitation; sealing may make a new key, which inside the act would wait for itself.</summary>
    internal InvitationLetter Prepare()
    {
        var id = Guid.CreateVersion7();
        return new InvitationLetter(id, invitations.PathFor(id));
    }

    /// <summary>The same as a part of a larger act.</summary>
    internal async Task InviteAsync(
        DvcDbContext db,
        Guid byId,
        NewOfficer officer,
        InvitationLetter letter,
        CancellationToken cancellationToken
    )
    {
        var by = await administrators.FindAsync(db, byId, cancellationToken) ?? throw new RuleViolationException("People.NotFound");
        if (officer.Roles.Count == 0 || officer.Roles.Any(r => !PeopleDesk.Givable(by).Contains(r)))
        {
            throw new RuleViolationException("People.NotYours");
        }

        await PeopleDesk.CheckPostingAsync(db, by, officer.AgencyId, officer.SectorCode, officer.From, null, cancellationToken);
        var address = normalizer.NormalizeEmail(officer.Email);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == address || u.NormalizedUserName == address, cancellationToken))
        {
            throw new RuleViolationException("People.EmailTaken");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var user = Account(letter.UserId, officer with { Name = OfficerName.Read(officer.Name) }, address, now);
        db.Users.Add(user);
        db.Postings.Add(PeopleDesk.Posting(user.Id, officer.AgencyId, officer.SectorCode, officer.From, null));
        db.AccountEvents.Add(
            new AccountEvent
            {
                UserId = user.Id,
                ActorId = byId,
                Kind = AccountEventKind.Registered,
                At = now,
            }
        );
        letters.Add(db, AccountLetter.OfficerInvitation(user, letter.Path));
        await db.SaveChangesAsync(cancellationToken);
        await PeopleDesk.ReplaceRolesAsync(db, user.Id, [.. officer.Roles], cancellationToken);
    }

    private static DvcUser Account(Guid id, NewOfficer officer, string address, DateTime now) =>
        new()
        {
            Id = id,
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
