using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Security.PersonalData;

/// <summary>
/// Notes which officer opened which dossier, for the person whose data it is. Only whole dossiers and papers are noted, never lists; what an owner reads is no
/// entry. A failure is logged and nothing more: the officer goes on working.
/// </summary>
public sealed partial class ReadingLog(DvcDatabase database, Officers officers, TimeProvider clock, ILogger<ReadingLog> log)
{
    /// <summary>The same officer and dossier again within this time is the same reading.</summary>
    public static readonly TimeSpan OneReading = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Notes the reading; never throws.</summary>
    public async Task NoteAsync(Guid readerId, Guid dossierId)
    {
        // The page may be gone by now: it was read all the same.
        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            var since = clock.GetUtcNow().UtcDateTime - OneReading;
            if (!await database.ReadAsync(db => IsNotedAsync(db, readerId, dossierId, since, limit.Token), limit.Token))
            {
                await database.WriteAsync(db => AddAsync(db, readerId, dossierId, since, limit.Token), limit.Token);
            }
        }
        catch (Exception problem)
        {
            LogNotNoted(problem, readerId, dossierId);
        }
    }

    private async Task AddAsync(DvcDbContext db, Guid readerId, Guid dossierId, DateTime since, CancellationToken cancellationToken)
    {
        var dossier = await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Id == dossierId, cancellationToken);
        if (dossier is null || dossier.OwnerId == readerId || await officers.FindAsync(db, readerId, cancellationToken) is not { } officer)
        {
            return;
        }

        await db.LockDossierAsync(dossier.Number, cancellationToken);
        if (!await IsNotedAsync(db, readerId, dossierId, since, cancellationToken))
        {
            db.DossierReadings.Add(ReadingOf(officer, dossier));
        }
    }

    private DossierReading ReadingOf(Officer officer, Dossier dossier) =>
        new()
        {
            DossierId = dossier.Id,
            ReaderId = officer.UserId,
            ReaderName = officer.Name,
            AgencyId = officer.ActorAt(dossier).AgencyId,
            At = clock.GetUtcNow().UtcDateTime,
        };

    private static Task<bool> IsNotedAsync(
        DvcDbContext db,
        Guid readerId,
        Guid dossierId,
        DateTime since,
        CancellationToken cancellationToken
    ) => db.DossierReadings.AnyAsync(r => r.DossierId == dossierId && r.ReaderId == readerId && r.At > since, cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reading of dossier {DossierId} by officer {ReaderId} could not be noted")]
    private partial void LogNotNoted(Exception problem, Guid readerId, Guid dossierId);
}
