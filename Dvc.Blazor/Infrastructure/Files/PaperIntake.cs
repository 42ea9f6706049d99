using System.Security.Cryptography;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// Turns a whole upload into a paper of its draft. The content is on the disk for good before any row speaks of it; the temporary file
/// goes last, so that whatever happens in between can be done over.
/// </summary>
internal sealed class PaperIntake(
    DvcDatabase database,
    PaperSlots slots,
    UploadFolder folder,
    PaperInspector inspector,
    IFileStore store,
    ScanQueue scans,
    TimeProvider clock
)
{
    /// <summary>Gives the upload in its new state, stored or refused.</summary>
    public async Task<Upload> TakeAsync(Upload upload, CancellationToken cancellationToken)
    {
        var accepted = await database.ReadAsync(
            db => slots.TakesAsync(db, upload.OwnerId, upload.DraftId, upload.ComponentCode, cancellationToken),
            cancellationToken
        );
        var inspection = await IsDamagedAsync(upload, cancellationToken)
            ? Inspection.Refused(new(PaperRefusalReason.Damaged))
            : await inspector.InspectAsync(folder.PathOf(upload.Id), accepted ?? [], cancellationToken);
        try
        {
            var file = inspection.Refusal is null ? await KeepAsync(upload, inspection, cancellationToken) : null;
            var settled = await database.WriteAsync(
                db => RecordAsync(db, upload.Id, inspection.Refusal, file, cancellationToken),
                cancellationToken
            );
            folder.Remove(upload.Id);
            scans.Wake();
            return settled ?? upload;
        }
        finally
        {
            if (inspection.Path.Length > 0 && inspection.Path != folder.PathOf(upload.Id))
            {
                File.Delete(inspection.Path);
            }
        }
    }

    private async Task<bool> IsDamagedAsync(Upload upload, CancellationToken cancellationToken)
    {
        if (upload.DeclaredSha256 is null)
        {
            return false;
        }

        await using var bytes = folder.OpenToRead(upload.Id);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellationToken)) != upload.DeclaredSha256;
    }

    private async Task<PaperFile> KeepAsync(Upload upload, Inspection inspection, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(inspection.Path);
        var length = content.Length;
        var hash = await store.AddAsync(content, cancellationToken);
        string? thumbnail = null;
        if (inspection.Thumbnail is { } small)
        {
            using var bytes = new MemoryStream(small, writable: false);
            thumbnail = await store.AddAsync(bytes, cancellationToken);
        }

        var name = PaperFileName.Clean(upload.FileName, inspection.Kind);
        return new PaperFile(hash, name, length, inspection.Kind.MediaType(), inspection.Pages, thumbnail);
    }

    private async Task<Upload?> RecordAsync(
        DvcDbContext db,
        Guid id,
        PaperRefusal? refusal,
        PaperFile? file,
        CancellationToken cancellationToken
    )
    {
        var upload = await db.Set<Upload>().SingleOrDefaultAsync(u => u.Id == id, cancellationToken);
        if (upload is not { State: UploadState.Receiving })
        {
            return upload;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var draft = await db.Drafts.SingleOrDefaultAsync(d => d.Id == upload.DraftId && d.DossierId == null, cancellationToken);
        refusal ??= draft is not null
            ? await slots.RefusesAsync(db, upload.DraftId, upload.ComponentCode, file!.Length, now, id, cancellationToken)
            : new(PaperRefusalReason.WrongType);
        db.Changed.Add(upload.DraftId);
        if (refusal is not null)
        {
            upload.Refuse(refusal);
            return upload;
        }

        upload.State = UploadState.Stored;
        if (upload.ComponentCode is PaperSlots.Message or PaperSlots.Result)
        {
            // The page of the dossier shows it; what is attached late keeps the draft as long as a new one.
            var target = draft!.RequestId!.Value;
            var part = db.Subtasks.Where(s => s.Id == target).Select(s => (Guid?)s.DossierId);
            db.Changed.Add(await part.SingleOrDefaultAsync(cancellationToken) ?? target);
            draft.UpdatedAt = now;
        }

        await PaperSlots.AddAsync(db, upload, file!, now, cancellationToken);
        if (!await db.Set<FileScan>().AnyAsync(s => s.Sha256 == file!.Sha256, cancellationToken))
        {
            db.Add(new FileScan { Sha256 = file!.Sha256, NextAttemptAt = now });
        }

        return upload;
    }
}
