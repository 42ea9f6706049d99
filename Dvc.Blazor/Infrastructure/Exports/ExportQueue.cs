using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Exports;

/// <summary>Wakes the job that makes files.</summary>
public sealed class ExportBell : Bell;

/// <summary>Where files that officers ask for wait to be made.</summary>
public sealed class ExportQueue(DvcDatabase database, Officers officers, ActLimits limits, ExportBell bell, TimeProvider clock)
{
    /// <summary>Most files of one officer that are not finished.</summary>
    public const int MaxOpen = 3;

    /// <summary>Has a file made behind the pages.</summary>
    /// <param name="userId">For whom.</param>
    /// <param name="kind">Of what.</param>
    /// <param name="wish">What <see cref="Export.Wish"/> says.</param>
    /// <param name="fileName">Name under which it is saved.</param>
    /// <param name="check">Refuses what cannot be made.</param>
    /// <exception cref="RuleViolationException">No officer, too many unfinished files, or too often.</exception>
    public async Task StartAsync(
        Guid userId,
        ExportKind kind,
        string wish,
        string fileName,
        Func<DvcDbContext, Officer, Task> check,
        CancellationToken cancellationToken
    )
    {
        await limits.RequireAsync(LimitKind.Export, userId, cancellationToken);
        await database.WriteAsync(
            async db =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken) ?? throw new RuleViolationException("Export.NoRight");
                await db.LockUserAsync(userId, cancellationToken);
                var open = await db.Exports.CountAsync(
                    e => e.UserId == userId && (e.State == ExportState.Waiting || e.State == ExportState.Running),
                    cancellationToken
                );
                if (open >= MaxOpen)
                {
                    throw new RuleViolationException("Export.TooManyOpen", MaxOpen);
                }

                await check(db, officer);
                db.Exports.Add(
                    new Export
                    {
                        UserId = userId,
                        Kind = kind,
                        Wish = wish,
                        FileName = fileName,
                        CreatedAt = clock.GetUtcNow().UtcDateTime,
                    }
                );
                db.Told.Add(userId);
            },
            cancellationToken
        );
        bell.Wake();
    }
}
