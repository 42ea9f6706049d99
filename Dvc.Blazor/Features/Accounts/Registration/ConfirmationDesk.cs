using System.Text.Json;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.Registration;

/// <summary>What became of a code that was entered.</summary>
public abstract record Confirmation
{
    /// <summary>The account is made.</summary>
    /// <param name="Back">Path of this portal to go to, or null.</param>
    public sealed record Done(Guid UserId, string? Back) : Confirmation;

    /// <summary>Not the code; so many tries are left.</summary>
    public sealed record Wrong(int TriesLeft) : Confirmation;

    /// <summary>There is no such registration, it has run out, or it was confirmed before.</summary>
    public sealed record Gone : Confirmation;
}

/// <summary>Makes the account once the code from the mail is entered: person, role, organisation, consent and log in one transaction.</summary>
public sealed class ConfirmationDesk(
    DvcDatabase database,
    UserManager<DvcUser> users,
    NationalIdIndex index,
    RegistrationCodes codes,
    AccountLetters letters,
    TimeProvider clock
)
{
    /// <summary>Wrong codes after which a new one is needed.</summary>
    public const int MaxTries = 5;

    /// <summary>What consents to the keeping of an account are stored under.</summary>
    public const string ConsentPurpose = "account";

    public async Task<Confirmation> ConfirmAsync(Guid id, string? typed, CancellationToken cancellationToken)
    {
        var hash = await codes.HashAsync(id, RegistrationCodes.Read(typed), cancellationToken);
        await index.ReadyAsync(cancellationToken);
        try
        {
            return await database.WriteAsync(db => ConfirmAsync(db, id, hash, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // In the same moment somebody else made an account with this address or number, or the organisation; now it is found.
            return await database.WriteAsync(db => ConfirmAsync(db, id, hash, cancellationToken), cancellationToken);
        }
    }

    private async Task<Confirmation> ConfirmAsync(DvcDbContext db, Guid id, string hash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // Counted before it is looked at, so that tries at the same time cannot share one count.
        var counted = await db
            .PendingRegistrations.Where(r => r.Id == id && r.Tries < MaxTries && r.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Tries, r => r.Tries + 1), cancellationToken);
        var pending = await db.PendingRegistrations.SingleOrDefaultAsync(r => r.Id == id && r.ExpiresAt > now, cancellationToken);
        if (pending is null)
            return new Confirmation.Gone();
        if (counted == 0 || !RegistrationCodes.Same(pending.CodeHash, hash))
            return new Confirmation.Wrong(counted == 0 ? 0 : MaxTries - pending.Tries);
        var person = RegisteredPerson.FromJson(pending.Person);
        var mark = await index.MarkAsync(person.NationalId, cancellationToken);
        if ((await db.OwnersAsync(pending.NormalizedEmail, mark, cancellationToken)).Count > 0)
        {
            // Taken meanwhile: from now on as if it had been from the start.
            pending.CodeHash = RegistrationCodes.NoCode();
            return new Confirmation.Wrong(MaxTries - pending.Tries);
        }

        db.PendingRegistrations.Remove(pending);
        var user = Account(person, mark, now);
        db.Users.Add(user);
        await JoinAsync(db, user, person.Organisation, now, cancellationToken);
        AddConsent(db, user, person, now);
        return new Confirmation.Done(user.Id, person.Back);
    }

    private DvcUser Account(RegisteredPerson person, string mark, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserName = person.Email,
            NormalizedUserName = users.NormalizeName(person.Email),
            Email = person.Email,
            NormalizedEmail = users.NormalizeEmail(person.Email),
            EmailConfirmed = true,
            LockoutEnabled = true,
            PasswordHash = person.PasswordHash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            FullName = person.FullName,
            NationalId = person.NationalId,
            NationalIdMark = mark,
            BirthDate = person.BirthDate,
            Address = person.Address,
            PhoneNumber = person.Phone,
            CreatedAt = now,
        };

    // Whoever names an organisation that is here already becomes no member by that: its representative is told and decides.
    private async Task JoinAsync(
        DvcDbContext db,
        DvcUser user,
        RegisteredOrganisation? entered,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var known = entered is null
            ? null
            : await db.Organisations.Include(o => o.Members).SingleOrDefaultAsync(o => o.TaxCode == entered.TaxCode, cancellationToken);
        var founds = entered is not null && known is null;
        var roleName = founds ? Roles.OrganisationMember : Roles.Citizen;
        var role = await db.Roles.SingleAsync(r => r.Name == roleName, cancellationToken);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.Id });
        if (founds)
            db.Organisations.Add(Founded(entered!, user, now));
        if (known is not null)
            await AskAsync(db, user, known, cancellationToken);
        var details = founds ? JsonSerializer.Serialize(new { organisation = entered!.TaxCode }) : null;
        db.AccountEvents.Add(
            new AccountEvent
            {
                UserId = user.Id,
                ActorId = user.Id,
                Kind = AccountEventKind.Registered,
                Details = details,
                At = now,
            }
        );
    }

    private static Organisation Founded(RegisteredOrganisation entered, DvcUser user, DateTime now)
    {
        var organisation = new Organisation
        {
            TaxCode = entered.TaxCode,
            Name = entered.Name,
            CreatedAt = now,
        };
        organisation.Members.Add(
            new OrganisationMember
            {
                OrganisationId = organisation.Id,
                UserId = user.Id,
                IsRepresentative = true,
                JoinedAt = now,
            }
        );
        return organisation;
    }

    private async Task AskAsync(DvcDbContext db, DvcUser user, Organisation known, CancellationToken cancellationToken)
    {
        var ids = known.Members.Where(m => m is { IsRepresentative: true, LeftAt: null }).Select(m => m.UserId).ToList();
        foreach (var representative in await db.Users.Where(u => ids.Contains(u.Id)).ToListAsync(cancellationToken))
            letters.Add(db, AccountLetter.MembershipAsked(representative, $"{user.FullName} ({user.Email})"));
    }

    private static void AddConsent(DvcDbContext db, DvcUser user, RegisteredPerson person, DateTime now) =>
        db.Consents.Add(
            new Consent
            {
                UserId = user.Id,
                Purpose = ConsentPurpose,
                TextVersion = person.ConsentVersion,
                Given = true,
                At = now,
            }
        );
}
