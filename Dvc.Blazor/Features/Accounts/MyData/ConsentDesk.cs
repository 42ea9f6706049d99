using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.MyData;

/// <summary>What a person has agreed to, as it stands.</summary>
/// <param name="At">UTC, when it was given or withdrawn last.</param>
public sealed record ConsentState(string Purpose, string TextVersion, bool Given, DateTime At)
{
    /// <summary>Without this one there is no account: it ends with the erasure.</summary>
    public bool IsNeeded => Purpose == ConsentDesk.Account;
}

/// <summary>Consents of one person; withdrawing adds a line and never touches what was done before (Nghị định 13/2023/NĐ-CP, Điều 12).</summary>
public sealed class ConsentDesk(DvcDatabase database, TimeProvider clock)
{
    public const string Account = "account";

    public Task<IReadOnlyList<ConsentState>> ReadAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => StatesAsync(db, userId, cancellationToken), cancellationToken);

    /// <summary>Withdraws a consent that stands; doing it twice is the same.</summary>
    /// <exception cref="RuleViolationException">It is the one an account cannot be without.</exception>
    public Task WithdrawAsync(Guid userId, string purpose, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var state = (await StatesAsync(db, userId, cancellationToken)).SingleOrDefault(c => c.Purpose == purpose);
                if (state is { IsNeeded: true })
                {
                    throw new RuleViolationException("Consent.NeededForTheAccount");
                }

                if (state is { Given: true })
                {
                    db.Consents.Add(
                        new Consent
                        {
                            UserId = userId,
                            Purpose = purpose,
                            TextVersion = state.TextVersion,
                            Given = false,
                            At = clock.GetUtcNow().UtcDateTime,
                        }
                    );
                }
            },
            cancellationToken
        );

    private static async Task<IReadOnlyList<ConsentState>> StatesAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var lines = await db.Consents.Where(c => c.UserId == userId).ToListAsync(cancellationToken);
        return
        [
            .. lines
                .GroupBy(c => c.Purpose, StringComparer.Ordinal)
                .Select(g => g.OrderBy(c => c.At).ThenBy(c => c.Id).Last())
                .OrderBy(c => c.Purpose, StringComparer.Ordinal)
                .Select(c => new ConsentState(c.Purpose, c.TextVersion, c.Given, c.At)),
        ];
    }
}
