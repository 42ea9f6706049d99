using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Accounts.MyData;

/// <summary>
/// All that the portal has of a person, as one zip: <c>du-lieu.json</c> and the papers. It is written while it is read, one dossier and one file at a time,
/// so that its size is no matter.
/// </summary>
public sealed class DataExport(DvcDatabase database, IFileStore store, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Notes in the account's log that the data was taken.</summary>
    public Task NoteAsync(Guid userId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
            {
                db.AccountEvents.Add(
                    new AccountEvent
                    {
                        UserId = userId,
                        ActorId = userId,
                        Kind = AccountEventKind.DataExported,
                        At = clock.GetUtcNow().UtcDateTime,
                    }
                );
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>Writes the zip.</summary>
    /// <param name="userId">Whose data; nothing of anybody else goes in.</param>
    /// <param name="target">Written forwards only.</param>
    public async Task WriteAsync(Guid userId, Stream target, CancellationToken cancellationToken)
    {
        var source = new ExportSource(database, userId);
        await using var zip = await ZipArchive.CreateAsync(
            target,
            ZipArchiveMode.Create,
            leaveOpen: true,
            Encoding.UTF8,
            cancellationToken
        );
        await using (var entry = await zip.CreateEntry("du-lieu.json").OpenAsync(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(
                entry,
                await source.ReadAsync(clock.GetUtcNow().UtcDateTime, cancellationToken),
                Json,
                cancellationToken
            );
        }

        foreach (var (path, file) in await source.FilesAsync(cancellationToken))
        {
            await AddAsync(zip, path, file, cancellationToken);
        }
    }

    private async Task AddAsync(ZipArchive zip, string path, PaperFile? file, CancellationToken cancellationToken)
    {
        try
        {
            if (file is not null)
            {
                await using var content = await store.OpenAsync(file.Sha256, cancellationToken);
                // Papers are packed already.
                await using var entry = await zip.CreateEntry(path, CompressionLevel.NoCompression).OpenAsync(cancellationToken);
                await content.CopyToAsync(entry, cancellationToken);
                return;
            }
        }
        catch (FileDamagedException) { }

        await using var note = await zip.CreateEntry($"{path}.txt").OpenAsync(cancellationToken);
        await note.WriteAsync(Encoding.UTF8.GetBytes(MyDataText.FileNotGiven), cancellationToken);
    }
}
