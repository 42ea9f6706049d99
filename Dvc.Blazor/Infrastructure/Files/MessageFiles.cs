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

        return await BeginAsync(db, userId, dossierId, dossierId, clock.GetUtcNow().UtcDateTime, cancellationToken);
    }

    /// <summary>What waits to go with the person's next message.</summary>
    public Task<IReadOnlyList<WaitingFile>> WaitingAsync(
        DvcDbContext db,
        Guid userId,
        Guid dossierId,
        CancellationToken cancellationToken
    ) => WaitingAsync(db, userId, dossierId, PaperSlots.Message, cancellationToken);

    /// <summary>Takes what waits out of the draft, to go with the message of the same transaction.</summary>
    /// <exception cref="RuleViolationException">One of them is still being scanned, or has malware.</exception>
    public Task<IReadOnlyList<AttachedFile>> TakeAsync(DvcDbContext db, Guid userId, Guid dossierId, CancellationToken cancellationToken) =>
        TakeAsync(db, userId, dossierId, PaperSlots.Message, ("Message.FileInfected", "Message.FileBeingScanned"), cancellationToken);

    /// <summary>Takes a file back that was not sent; another's stays.</summary>
    public static Task RemoveAsync(DvcDbContext db, Guid userId, Guid dossierId, Guid fileId, CancellationToken cancellationToken) =>
        RemoveAsync(db, userId, dossierId, PaperSlots.Message, dossierId, fileId, cancellationToken);

    internal static async Task<Guid> BeginAsync(
        DvcDbContext db,
        Guid userId,
        Guid target,
        Guid dossierId,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var dossier = await db.Dossiers.AsNoTracking().SingleAsync(d => d.Id == dossierId, cancellationToken);
        // Two files announced in the same moment come into one draft.
        await db.LockDossierAsync(dossier.Number, cancellationToken);
        if (await Drafts(db, userId, target).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellationToken) is { } begun)
        {
            return begun;
        }

        var draft = new Draft
        {
            OwnerId = userId,
            RequestId = target,
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

    internal async Task<IReadOnlyList<WaitingFile>> WaitingAsync(
        DvcDbContext db,
        Guid userId,
        Guid target,
        string slot,
        CancellationToken cancellationToken
    )
    {
        var found = await WaitingAsync(db, userId, [target], slot, cancellationToken);
        return [.. found[target]];
    }

    // Of several dossiers or parts at once, by their ids.
    internal async Task<ILookup<Guid, WaitingFile>> WaitingAsync(
        DvcDbContext db,
        Guid userId,
        IReadOnlyCollection<Guid> targets,
        string slot,
        CancellationToken cancellationToken
    )
    {
        var papers = await db
            .Drafts.Where(d => d.OwnerId == userId && d.RequestId != null && targets.Contains(d.RequestId.Value) && d.DossierId == null)
            .Join(db.DraftPapers, d => d.Id, p => p.DraftId, (d, p) => new { Target = d.RequestId!.Value, Paper = p })
            .Where(p => p.Paper.ComponentCode == slot)
            .OrderBy(p => p.Paper.Ordinal)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var hashes = papers.Select(p => p.Paper.File.Sha256).ToList();
        var scans = await db.Set<FileScan>()
            .Where(s => hashes.Contains(s.Sha256))
            .ToDictionaryAsync(s => s.Sha256, s => s.State, cancellationToken);
        return papers.ToLookup(
            p => p.Target,
            p => new WaitingFile(p.Paper.Id, p.Paper.File, StateOf(scans.GetValueOrDefault(p.Paper.File.Sha256)))
        );
    }

    internal async Task<IReadOnlyList<AttachedFile>> TakeAsync(
        DvcDbContext db,
        Guid userId,
        Guid target,
        string slot,
        (string Infected, string BeingScanned) rules,
        CancellationToken cancellationToken
    )
    {
        var waiting = await WaitingAsync(db, userId, target, slot, cancellationToken);
        foreach (var (state, rule) in new[] { (AttachedState.Infected, rules.Infected), (AttachedState.BeingScanned, rules.BeingScanned) })
        {
            if (waiting.FirstOrDefault(f => f.State == state) is { } held)
            {
                throw new RuleViolationException(rule, held.File.FileName);
            }
        }

        var ids = waiting.Select(f => f.Id).ToList();
        await db.DraftPapers.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(cancellationToken);
        return [.. waiting.Select(f => new AttachedFile(f.Id, f.File))];
    }

    internal static async Task RemoveAsync(
        DvcDbContext db,
        Guid userId,
        Guid target,
        string slot,
        Guid dossierId,
        Guid fileId,
        CancellationToken cancellationToken
    )
    {
        db.DraftPapers.RemoveRange(await Papers(db, userId, target, slot).Where(p => p.Id == fileId).ToListAsync(cancellationToken));
        db.Changed.Add(dossierId);
    }

    private AttachedState StateOf(ScanState scan) =>
        scan switch
        {
            ScanState.Infected => AttachedState.Infected,
            ScanState.Clean => AttachedState.Ready,
            _ => scanner.IsConfigured ? AttachedState.BeingScanned : AttachedState.Ready,
        };

    private static IQueryable<Draft> Drafts(DvcDbContext db, Guid userId, Guid target) =>
        db.Drafts.Where(d => d.OwnerId == userId && d.RequestId == target && d.DossierId == null);

    private static IQueryable<DraftPaper> Papers(DvcDbContext db, Guid userId, Guid target, string slot) =>
        db
            .DraftPapers.Where(p => Drafts(db, userId, target).Any(d => d.Id == p.DraftId) && p.ComponentCode == slot)
            .OrderBy(p => p.Ordinal);
}
