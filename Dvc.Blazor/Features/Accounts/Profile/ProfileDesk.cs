using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.Profile;

/// <summary>What an account knows of its person.</summary>
/// <param name="NationalId">Digits, whole; pages other than the form mask it.</param>
/// <param name="Address">Null until one was given.</param>
/// <param name="IsFixed">Identity number and birth date stand in a filed dossier and can no longer be changed here.</param>
public sealed record OwnProfile(
    string FullName,
    string? NationalId,
    DateOnly? BirthDate,
    AddressAnswer? Address,
    string? Phone,
    string Email,
    bool IsFixed
);

/// <summary>A person's own particulars.</summary>
public sealed class ProfileDesk(DvcDatabase database)
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
                        await db.Dossiers.AnyAsync(d => d.OwnerId == userId, cancellationToken)
                    )
                    : null,
            cancellationToken
        );
}
