using System.Security.Cryptography;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>
/// At start and once a day: what older keys wrote, or what was stored before there was a cipher, is written anew with the key of today, a few rows at a time.
/// Accounts without a mark of their identity number get one. Any number of nodes may do it at once: a row that changed meanwhile is left alone.
/// </summary>
internal sealed partial class ReprotectJob(
    DvcDatabase database,
    PersonalDataCipher cipher,
    NationalIdIndex index,
    TimeProvider clock,
    ILogger<ReprotectJob> log
) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogFailed(problem);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Goes through all protected columns once; returns how many values were written anew.</summary>
    internal async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        var columns = await database.ReadAsync(db => Task.FromResult(ProtectedColumn.All(db.Model)), cancellationToken);
        foreach (var column in columns)
        {
            written += await RunAsync(column, cancellationToken);
        }

        if (written > 0)
        {
            LogWritten(written);
        }

        await MarkAsync(cancellationToken);
        return written;
    }

    private async Task<int> RunAsync(ProtectedColumn column, CancellationToken cancellationToken)
    {
        var (written, skipped) = (0, 0);
        while (true)
        {
            var rows = await database.ReadAsync(
                db => column.StaleAsync(db, cipher.CurrentPrefix(), skipped, BatchSize, cancellationToken),
                cancellationToken
            );
            if (rows.Count == 0)
            {
                return written;
            }

            var done = await database.WriteAsync(db => WriteAsync(db, column, rows, cancellationToken), cancellationToken);
            written += done;
            skipped += rows.Count - done;
            await Task.Delay(BetweenBatches, clock, cancellationToken);
        }
    }

    private async Task<int> WriteAsync(
        DvcDbContext db,
        ProtectedColumn column,
        IReadOnlyList<StoredValue> rows,
        CancellationToken cancellationToken
    )
    {
        var done = 0;
        foreach (var row in rows)
        {
            if (Renew(row.Stored) is { } renewed)
            {
                done += await column.ReplaceAsync(db, row, renewed, cancellationToken);
            }
            else
            {
                LogUnreadable(column.Name);
            }
        }

        return done;
    }

    private string? Renew(string stored)
    {
        try
        {
            return cipher.Protect(cipher.Unprotect(stored));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task MarkAsync(CancellationToken cancellationToken)
    {
        var unmarked = await database.ReadAsync(
            db => db.Users.Where(u => u.NationalId != null && u.NationalIdMark == null).Select(u => u.Id).ToListAsync(cancellationToken),
            cancellationToken
        );
        foreach (var id in unmarked)
        {
            try
            {
                await database.WriteAsync(
                    async db =>
                    {
                        var user = await db.Users.SingleAsync(u => u.Id == id, cancellationToken);
                        user.NationalIdMark = user.NationalId is { } number ? await index.MarkAsync(number, cancellationToken) : null;
                    },
                    cancellationToken
                );
            }
            catch (CryptographicException)
            {
                LogUnreadable("AspNetUsers.NationalId");
            }
            catch (DbUpdateException)
            {
                // Two accounts of one number, from before that was ruled out: a person has to decide which one counts.
                LogNumberTaken(id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} stored values were written anew with the current key")]
    private partial void LogWritten(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "A value in {Column} cannot be read with any key and stays as it is")]
    private partial void LogUnreadable(string column);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The identity number of account {UserId} belongs to another account already")]
    private partial void LogNumberTaken(Guid userId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Writing personal data anew failed; it goes on tomorrow")]
    private partial void LogFailed(Exception problem);
}
