using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Exports;

/// <summary>The file was given up, or another node makes it by now.</summary>
internal sealed class ExportLostException : Exception;

/// <summary>How one attempt gets on: tells the officer's pages at most once a second, and with it that this node lives.</summary>
internal sealed class ExportProgress(DvcDatabase database, Export export, TimeProvider clock)
{
    /// <summary>A node that has not said anything for so long is dead. Longer than the longest step: one file, or one portion of a list.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private DateTime _said = DateTime.MinValue;

    /// <summary>So many are in the file by now.</summary>
    /// <exception cref="ExportLostException">The attempt counts no more.</exception>
    public async Task SayAsync(int done, int total, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (now - _said < Pause)
        {
            return;
        }

        _said = now;
        var lease = now + Lease;
        var isMine = await database.WriteAsync(
            async db =>
            {
                db.Told.Add(export.UserId);
                return await db
                    .Exports.Where(e => e.Id == export.Id && e.Attempt == export.Attempt && e.State == ExportState.Running)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(e => e.Done, done).SetProperty(e => e.Total, total).SetProperty(e => e.LeaseUntil, lease),
                        cancellationToken
                    );
            },
            cancellationToken
        );
        if (isMine == 0)
        {
            throw new ExportLostException();
        }
    }
}
