using Dvc.Blazor.Domain.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>What a browser announces before it sends a file.</summary>
/// <param name="DraftId">The draft; of a file that is to go with a message, the dossier; of a result, the dossier or the part of the work.</param>
internal sealed record NewUpload(Guid DraftId, string ComponentCode, string FileName, long Length, string? Sha256);

/// <summary>Answer to an announcement: the upload, or a refusal, or neither when there is no such draft or paper of that person.</summary>
internal sealed record Announced(Upload? Upload, PaperRefusal? Refusal);

/// <summary>Takes files in: announced, received in parts over any number of connections, judged, stored. Survives a kill at any moment.</summary>
internal sealed class Uploads(
    DvcDatabase database,
    PaperSlots slots,
    UploadFolder folder,
    PaperIntake intake,
    MessageFiles messages,
    ResultFiles results,
    IOptions<FilesOptions> options,
    TimeProvider clock
)
{
    /// <summary>Makes room for a file, if it may come at all.</summary>
    public Task<Announced> AnnounceAsync(Guid owner, NewUpload file, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var draftId = file.ComponentCode switch
                {
                    PaperSlots.Message => await messages.BeginAsync(db, owner, file.DraftId, cancellationToken),
                    PaperSlots.Result => await results.BeginAsync(db, owner, file.DraftId, cancellationToken),
                    _ => file.DraftId,
                };
                if (draftId is not { } draft || await slots.TakesAsync(db, owner, draft, file.ComponentCode, cancellationToken) is null)
                {
                    return new Announced(null, null);
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var refusal = await slots.RefusesAsync(db, draft, file.ComponentCode, file.Length, now, null, cancellationToken);
                if (refusal is not null)
                {
                    return new Announced(null, refusal);
                }

                var upload = new Upload
                {
                    OwnerId = owner,
                    DraftId = draft,
                    ComponentCode = file.ComponentCode,
                    FileName = PaperFileName.Clean(file.FileName),
                    Length = file.Length,
                    DeclaredSha256 = file.Sha256,
                    CreatedAt = now,
                    ExpiresAt = now.AddHours(options.Value.UnfinishedHours),
                };
                db.Add(upload);
                return new Announced(upload, null);
            },
            cancellationToken
        );

    /// <summary>An upload of that person; null when it is another's, unknown or forgotten.</summary>
    public Task<Upload?> FindAsync(Guid owner, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return database.ReadAsync(
            db => db.Set<Upload>().SingleOrDefaultAsync(u => u.Id == id && u.OwnerId == owner && u.ExpiresAt > now, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Bytes that have arrived for good.</summary>
    public long Offset(Upload upload) => upload.State == UploadState.Receiving ? folder.Length(upload.Id) : upload.Length;

    /// <summary>Judges and stores the file once all of it is there; does nothing before and after that.</summary>
    public async Task<Upload> SettleAsync(Upload upload, CancellationToken cancellationToken) =>
        upload.State == UploadState.Receiving && folder.Length(upload.Id) == upload.Length
            ? await intake.TakeAsync(upload, cancellationToken)
            : upload;

    /// <summary>Gives an upload up and forgets its bytes; a paper that it became stays.</summary>
    public async Task RemoveAsync(Upload upload, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            db => db.Set<Upload>().Where(u => u.Id == upload.Id).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
        folder.Remove(upload.Id);
    }
}
