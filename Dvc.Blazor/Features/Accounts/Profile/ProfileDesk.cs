using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.Profile;

/// <summary>What an account knows of its person.</summary>
/// <param name="NationalId">Digits, whole; pages other than the form mask it.</param>
/// <param name="Address">Null until one was given.</param>
/// <param name="IsFixed">Identity number and birth date stand in a filed dossier and can no longer be changed here.</param>
/// <param name="IsStaff">The name stands in acts of an office and is changed there.</param>
public sealed record OwnProfile(
    string FullName,
    string? NationalId,
    DateOnly? BirthDate,
    AddressAnswer? Address,
    string? Phone,
    string Email,
    bool IsFixed,
    bool IsStaff
);

/// <summary>A person's own particulars.</summary>
public sealed class ProfileDesk(DvcDatabase database, NationalIdIndex index, TimeProvider clock)
{
    public Task<OwnProfile?> ReadAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancellationToken) is { } user
                    ? new OwnProfile(
                        user.FullName,
                        user.NationalId,
                        user.BirthDate,
                        user.Address is { } address ? AnswerValue.FromJson(address) as AddressAnswer : null,
                        user.PhoneNumber,
                        user.Email ?? "",
                        await HasFiledAsync(db, userId, cancellationToken),
                        await db.Postings.AnyAsync(p => p.UserId == userId, cancellationToken)
                    )
                    : null,
            cancellationToken
        );

    /// <summary>Stores what differs and notes which particulars changed; false when the identity number belongs to another account.</summary>
    public async Task<bool> ChangeAsync(Guid userId, ProfileChange change, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(db => ChangeAsync(db, userId, change, cancellationToken), cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task ChangeAsync(DvcDbContext db, Guid userId, ProfileChange change, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        var changed = new List<string>();
        Take(nameof(user.FullName), user.FullName, change.FullName, value => user.FullName = value);
        Take(nameof(user.PhoneNumber), user.PhoneNumber, change.Phone, value => user.PhoneNumber = value);
        Take(nameof(user.Address), user.Address, change.Address?.ToJson(), value => user.Address = value);
        if (!await HasFiledAsync(db, userId, cancellationToken))
        {
            Take(nameof(user.BirthDate), user.BirthDate, change.BirthDate, value => user.BirthDate = value);
            Take(nameof(user.NationalId), user.NationalId, change.NationalId, value => user.NationalId = value);
            user.NationalIdMark = user.NationalId is { } number ? await index.MarkAsync(number, cancellationToken) : null;
        }

        if (changed.Count > 0)
        {
            db.AccountEvents.Add(
                new AccountEvent
                {
                    UserId = userId,
                    ActorId = userId,
                    Kind = AccountEventKind.ProfileChanged,
                    Details = JsonSerializer.Serialize(new { fields = changed }),
                    At = clock.GetUtcNow().UtcDateTime,
                }
            );
        }

        void Take<T>(string name, T before, T after, Action<T> set)
        {
            if (!EqualityComparer<T>.Default.Equals(before, after))
            {
                set(after);
                changed.Add(name);
            }
        }
    }

    private static Task<bool> HasFiledAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        db.Dossiers.AnyAsync(d => d.OwnerId == userId, cancellationToken);
}
