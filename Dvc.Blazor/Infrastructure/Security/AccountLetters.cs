using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Posts letters about accounts through the outbox: never inside the click, so no answer is slower for a person who gets one.</summary>
public sealed class AccountLetters(DvcDatabase database, TimeProvider clock)
{
    /// <summary>Posts a letter together with the change it tells of; it leaves when the write commits.</summary>
    public void Add(DvcDbContext db, AccountLetter letter) =>
        db.Outbox.Add(OutboxMessage.From(letter, Guid.Empty, clock.GetUtcNow().UtcDateTime));

    /// <summary>Posts a letter by itself.</summary>
    public Task SendAsync(AccountLetter letter, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                Add(db, letter);
                return Task.CompletedTask;
            },
            cancellationToken
        );
}
