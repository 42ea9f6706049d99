using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Whether a file can go with a message yet.</summary>
public enum AttachedState
{
    Ready = 0,

    /// <summary>The scanner has not said anything yet.</summary>
    BeingScanned = 1,

    /// <summary>Malware; it is taken away before the message can go.</summary>
    Infected = 2,
}

/// <summary>A file that waits to go with the next message of one person.</summary>
public sealed record WaitingFile(Guid Id, PaperFile File, AttachedState State);

/// <summary>
/// Files on their way into a message. Until it is sent they lie in a draft of whoever writes, for one dossier; then they belong to the message and keep
/// their ids. Whoever calls has made sure that the person may write about the dossier.
/// </summary>
public sealed class MessageFiles(CounterRights rights, IScanner scanner, TimeProvider clock)
{
    /// <summary>The draft of the person's next message about a dossier, begun when there is none; null when the dossier is not the person's to write about.</summary>
    public async Task<Guid?> BeginAsync(DvcDbContext db, Guid userId, Guid dossierId, CancellationToken cancellationToken)
    {
        if (!await rights.MayWriteAsync(db, userId, dossierId, cancellationToken))
        {
            return null;
        }

        var dossier = await db.Dossiers.AsNoTracking().SingleAsync(d => d.Id == dossierId, cancellationToken);
        // Two files announced in the same moment come into one draft.
        await db.LockDossierAsync(dossier.Number, cancellationToken);
        if (await Drafts(db, userId, dossierId).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellationToken) is { } begun)
        {
            return begun;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var draft = new Draft
        {
            OwnerId = userId,
            RequestId = dossierId,
            ProcedureCode = dossier.ProcedureCode,
            RevisionId = dossier.RevisionId,
            UnitId = dossier.UnitId,
            Step = PaperSlots.Message,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Drafts.Add(draft);
        await db.SaveChangesAsync(cancellationToken);
        return draft.Id;
    }

    /// <summary>What waits to go with the person's next message.</summary>
    public async Task<IReadOnlyList<WaitingFile>> WaitingAsync(
        DvcDbContext db,
        Guid userId,
        Guid dossierId,
        CancellationToken cancellationToken
    )
    {
        var papers = await Papers(db, userId, dossierId).AsNoTracking().ToListAsync(cancellationToken);
        var hashes = papers.Select(p => p.File.Sha256).ToList();
        var scans = await db.Set<FileScan>()
            .Where(s => hashes.Contains(s.Sha256))
            .ToDictionaryAsync(s => s.Sha256, s => s.State, cancellationToken);
        return [.. papers.Select(p => new WaitingFile(p.Id, p.File, StateOf(scans.GetValueOrDefault(p.File.Sha256))))];
    }

    /// <summary>Takes what waits out of the draft, to go with the message of the same transaction.</summary>
    /// <exception cref="RuleViolationException">One of them is still being scanned, or has malware.</exception>
    public async Task<IReadOnlyList<AttachedFile>> TakeAsync(
        DvcDbContext db,
        Guid userId,
        Guid dossierId,
        CancellationToken cancellationToken
    )
    {
        var waiting = await WaitingAsync(db, userId, dossierId, cancellationToken);
        foreach (var state in new[] { AttachedState.Infected, AttachedState.BeingScanned })
        {
            if (waiting.FirstOrDefault(f => f.State == state) is { } held)
            {
                throw new RuleViolationException(
                    state == AttachedState.Infected ? "Message.FileInfected" : "Message.FileBeingScanned",
                    held.File.FileName
                );
            }
        }

        var ids = waiting.Select(f => f.Id).ToList();
        await db.DraftPapers.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(cancellationToken);
        return [.. waiting.Select(f => new AttachedFile(f.Id, f.File))];
    }

    /// <summary>Takes a file back that was not sent; another's stays.</summary>
    public static async Task RemoveAsync(DvcDbContext db, Guid userId, Guid dossierId, Guid fileId, CancellationToken cancellationToken)
    {
        db.DraftPapers.RemoveRange(await Papers(db, userId, dossierId).Where(p => p.Id == fileId).ToListAsync(cancellationToken));
        db.Changed.Add(dossierId);
    }

    private AttachedState StateOf(ScanState scan) =>
        scan switch
        {
            ScanState.Infected => AttachedState.Infected,
            ScanState.Clean => AttachedState.Ready,
            _ => scanner.IsConfigured ? AttachedState.BeingScanned : AttachedState.Ready,
        };

    private static IQueryable<Draft> Drafts(DvcDbContext db, Guid userId, Guid dossierId) =>
        db.Drafts.Where(d => d.OwnerId == userId && d.RequestId == dossierId && d.DossierId == null);

    private static IQueryable<DraftPaper> Papers(DvcDbContext db, Guid userId, Guid dossierId) =>
        db
            .DraftPapers.Where(p => Drafts(db, userId, dossierId).Any(d => d.Id == p.DraftId) && p.ComponentCode == PaperSlots.Message)
            .OrderBy(p => p.Ordinal);
}
