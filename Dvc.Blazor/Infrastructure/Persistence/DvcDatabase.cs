using Dvc.Blazor.Infrastructure.LiveUpdates;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>
/// The door of the features to the data. A write is one transaction: state, audit line and outbox row together; open screens hear of it after the commit.
/// On SQLite writes pass one after the other through this process (BEGIN IMMEDIATE); reads never wait for them.
/// </summary>
public sealed class DvcDatabase(IDbContextFactory<DvcDbContext> contexts, ChangeAnnouncer announcer) : IDisposable
{
    private const int MaxAttempts = 5;
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>Reads without tracking.</summary>
    public async Task<T> ReadAsync<T>(Func<DvcDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await read(db);
    }

    /// <summary>
    /// Carries out one act. <paramref name="act"/> loads, decides and changes; saving and committing are done here. It may run again from the start when the
    /// database asks for it (serialization, deadlock), so it must have no other effects.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the same dossier in between.</exception>
    public async Task<T> WriteAsync<T>(Func<DvcDbContext, Task<T>> act, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(act, cancellationToken);
            }
            catch (Exception e) when (attempt < MaxAttempts && IsTransient(e)) { }
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DvcDbContext, Task> act, CancellationToken cancellationToken) =>
        WriteAsync(
            async db =>
            {
                await act(db);
                return true;
            },
            cancellationToken
        );

    public void Dispose() => _writer.Dispose();

    private async Task<T> WriteOnceAsync<T>(Func<DvcDbContext, Task<T>> act, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var alone = db is SqliteDvcDbContext;
        if (alone)
        {
            await _writer.WaitAsync(cancellationToken);
        }

        T done;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            done = await act(db);
            await db.SaveChangesAsync(cancellationToken);
            // From here on the act counts, whoever went away meanwhile.
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            if (alone)
            {
                _writer.Release();
            }
        }

        announcer.Announce(db.Changed);
        announcer.AnnounceAccounts(db.ChangedAccounts);
        announcer.AnnouncePeople(db.Told);
        if (db.HasPosted)
        {
            announcer.AnnouncePost();
        }

        return done;
    }

    private static bool IsTransient(Exception e) =>
        (e as PostgresException ?? e.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected;
}
