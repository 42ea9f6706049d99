using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.Registration;

/// <summary>
/// Takes registrations in and sends the code that proves the address. Whether the e-mail address or the identity number has an account already makes no
/// difference here that anybody could see: the same rows, the same hash, one letter; only that nobody is ever sent the code.
/// </summary>
public sealed class RegistrationDesk(
    DvcDatabase database,
    UserManager<DvcUser> users,
    NationalIdIndex index,
    RegistrationCodes codes,
    AccountLetters letters,
    TimeProvider clock
)
{
    /// <summary>How long a code counts.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(30);

    /// <summary>After this a new code can be asked for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Nobody's mailbox is to be filled by somebody else's form.
    private const int MaxLettersPerAddress = 5;

    // A registration that is kept alive by new codes ends nevertheless.
    private static readonly TimeSpan WholeLife = TimeSpan.FromHours(2);

    /// <summary>Keeps the registration and sends the code; returns the id with which the code is entered.</summary>
    public async Task<Guid> BeginAsync(RegisteredPerson person, string password, CancellationToken cancellationToken)
    {
        var entered = person with { PasswordHash = users.PasswordHasher.HashPassword(new DvcUser(), password) };
        var mark = await index.MarkAsync(person.NationalId, cancellationToken);
        var id = Guid.NewGuid();
        var code = RegistrationCodes.New();
        var hash = await codes.HashAsync(id, code, cancellationToken);
        await database.WriteAsync(db => KeepAsync(db, id, entered, mark, code, hash, cancellationToken), cancellationToken);
        return id;
    }

    /// <summary>The e-mail address of a registration whose code still counts, or null.</summary>
    public async Task<string?> AddressOfAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var pending = await database.ReadAsync(
            db => db.PendingRegistrations.SingleOrDefaultAsync(r => r.Id == id && r.ExpiresAt > now, cancellationToken),
            cancellationToken
        );
        return pending is null ? null : RegisteredPerson.FromJson(pending.Person).Email;
    }

    /// <summary>Sends a new code in place of the old one. False when the last one is not a minute old or the registration has run out.</summary>
    public async Task<bool> SendAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        var code = RegistrationCodes.New();
        var hash = await codes.HashAsync(id, code, cancellationToken);
        await index.ReadyAsync(cancellationToken);
        return await database.WriteAsync(db => SendAgainAsync(db, id, code, hash, cancellationToken), cancellationToken);
    }

    private async Task KeepAsync(
        DvcDbContext db,
        Guid id,
        RegisteredPerson person,
        string mark,
        string code,
        string hash,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var email = users.NormalizeEmail(person.Email);
        var owners = await db.OwnersAsync(email, mark, cancellationToken);
        var letterCount = await db.PendingRegistrations.CountAsync(r => r.NormalizedEmail == email, cancellationToken);
        db.PendingRegistrations.Add(
            new PendingRegistration
            {
                Id = id,
                NormalizedEmail = email,
                Person = person.ToJson(),
                CodeHash = owners.Count == 0 ? hash : RegistrationCodes.NoCode(),
                CreatedAt = now,
                ExpiresAt = now + CodeLife,
            }
        );
        if (letterCount < MaxLettersPerAddress)
            Post(db, id, person, owners, code);
    }

    private async Task<bool> SendAgainAsync(DvcDbContext db, Guid id, string code, string hash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var pending = await db.PendingRegistrations.SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (
            pending is null
            || pending.ExpiresAt <= now
            || pending.ExpiresAt - CodeLife + Patience > now
            || pending.CreatedAt + WholeLife <= now
        )
            return false;
        var person = RegisteredPerson.FromJson(pending.Person);
        var mark = await index.MarkAsync(person.NationalId, cancellationToken);
        var owners = await db.OwnersAsync(pending.NormalizedEmail, mark, cancellationToken);
        pending.CodeHash = owners.Count == 0 ? hash : RegistrationCodes.NoCode();
        pending.Tries = 0;
        pending.ExpiresAt = now + CodeLife;
        Post(db, id, person, owners, code);
        return true;
    }

    private void Post(DvcDbContext db, Guid id, RegisteredPerson person, List<DvcUser> owners, string code)
    {
        if (owners.Count == 0)
        {
            var path = $"dang-ky/xac-nhan?dang-ky={id:N}&ma={code}";
            letters.Add(db, AccountLetter.ConfirmAddress(person.Email, person.FullName, code, path));
        }

        foreach (var owner in owners)
            letters.Add(db, AccountLetter.AlreadyRegistered(owner));
    }
}

internal static class RegistrationOwners
{
    /// <summary>The accounts that have the address or the number: none, one, or two.</summary>
    public static Task<List<DvcUser>> OwnersAsync(
        this DvcDbContext db,
        string normalizedEmail,
        string mark,
        CancellationToken cancellationToken
    ) =>
        db
            .Users.AsNoTracking()
            .Where(u => u.NormalizedEmail == normalizedEmail || u.NormalizedUserName == normalizedEmail || u.NationalIdMark == mark)
            .ToListAsync(cancellationToken);
}
