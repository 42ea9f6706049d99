using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// Files on their way into a result. Until the act that needs them they lie in a draft of the officer, for one dossier or one part of the work; then they
/// belong to the dossier and keep their ids. Whoever calls has made sure that the officer may act.
/// </summary>
public sealed class ResultFiles(CounterRights rights, MessageFiles files, TimeProvider clock)
{
    /// <summary>The draft of the officer's result for a dossier or a part of the work, begun when there is none; null when it is not the officer's to settle.</summary>
    /// <param name="target">Id of the dossier or the part.</param>
    public async Task<Guid?> BeginAsync(DvcDbContext db, Guid userId, Guid target, CancellationToken cancellationToken)
    {
        if (!await rights.MayAttachResultAsync(db, userId, target, cancellationToken))
        {
            return null;
        }

        var dossierId = await db
            .Subtasks.Where(s => s.Id == target)
            .Select(s => (Guid?)s.DossierId)
            .SingleOrDefaultAsync(cancellationToken);
        return await MessageFiles.BeginAsync(db, userId, target, dossierId ?? target, clock.GetUtcNow().UtcDateTime, cancellationToken);
    }

    /// <summary>What waits to go with the officer's result.</summary>
    public Task<IReadOnlyList<WaitingFile>> WaitingAsync(DvcDbContext db, Guid userId, Guid target, CancellationToken cancellationToken) =>
        files.WaitingAsync(db, userId, target, PaperSlots.Result, cancellationToken);

    /// <summary>The same for several dossiers or parts, by their ids.</summary>
    public Task<ILookup<Guid, WaitingFile>> WaitingAsync(
        DvcDbContext db,
        Guid userId,
        IReadOnlyCollection<Guid> targets,
        CancellationToken cancellationToken
    ) => files.WaitingAsync(db, userId, targets, PaperSlots.Result, cancellationToken);

    /// <summary>Takes what waits out of the draft, to go with the act of the same transaction.</summary>
    /// <exception cref="RuleViolationException">One of them is still being scanned, or has malware.</exception>
    public Task<IReadOnlyList<AttachedFile>> TakeAsync(DvcDbContext db, Guid userId, Guid target, CancellationToken cancellationToken) =>
        files.TakeAsync(db, userId, target, PaperSlots.Result, ("Result.FileInfected", "Result.FileBeingScanned"), cancellationToken);

    /// <summary>What applicants have: a result from its handing over on, and one that was recalled no more.</summary>
    public static IQueryable<ResultFile> HandedOver(DvcDbContext db) =>
        db.ResultFiles.Where(f =>
            db.Dossiers.Any(d => d.Id == f.DossierId && d.ReturnedAt != null && (f.Return == null || f.Return == d.ReturnCount))
        );

    /// <summary>Takes a file back that belongs to no result yet; another's stays.</summary>
    public static Task RemoveAsync(
        DvcDbContext db,
        Guid userId,
        Guid target,
        Guid dossierId,
        Guid fileId,
        CancellationToken cancellationToken
    ) => MessageFiles.RemoveAsync(db, userId, target, PaperSlots.Result, dossierId, fileId, cancellationToken);
}
