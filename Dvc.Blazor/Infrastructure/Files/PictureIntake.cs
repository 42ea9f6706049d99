using Dvc.Blazor.Domain.Files;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>A picture for public pages that was taken in, or why it was not.</summary>
/// <param name="Refusal">In words for whoever sent it; null when it was taken.</param>
/// <param name="Sha256">Where the store keeps it.</param>
public sealed record TakenPicture(string? Refusal, string Sha256, string MediaType)
{
    internal static TakenPicture Refused(string why) => new(why, "", "");
}

/// <summary>Takes in pictures that administrators put on public pages: judged by content, cleaned, scanned before anybody sees them.</summary>
public sealed class PictureIntake
{
    private static readonly PaperKind[] Kinds = [PaperKind.Png, PaperKind.Jpeg];
    private readonly PaperInspector _inspector;
    private readonly UploadFolder _folder;
    private readonly IFileStore _store;
    private readonly IScanner _scanner;

    internal PictureIntake(PaperInspector inspector, UploadFolder folder, IFileStore store, IScanner scanner) =>
        (_inspector, _folder, _store, _scanner) = (inspector, folder, store, scanner);

    /// <summary>For the file picker.</summary>
    public static string Accept => string.Join(',', Kinds.SelectMany(k => k.Extensions().Prepend(k.MediaType())));

    /// <summary>Checks and keeps the picture.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="maxBytes">Most bytes that are taken.</param>
    /// <param name="cancellationToken">Given up while reading or waiting for a turn; nothing is kept then.</param>
    public async Task<TakenPicture> TakeAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        var arrived = _folder.NewTemporary();
        string? cleaned = null;
        try
        {
            if (!await WriteAsync(content, arrived, maxBytes, cancellationToken))
            {
                return TakenPicture.Refused(RefusalText.For(new(PaperRefusalReason.TooLarge, maxBytes)));
            }

            var found = await _inspector.InspectAsync(arrived, Kinds, cancellationToken);
            if (found.Refusal is { } refusal)
            {
                return TakenPicture.Refused(RefusalText.For(refusal));
            }

            cleaned = found.Path;
            return await RefusedByScanAsync(cleaned, cancellationToken) is { } why
                ? TakenPicture.Refused(why)
                : new TakenPicture(null, await KeepAsync(cleaned, cancellationToken), found.Kind.MediaType());
        }
        finally
        {
            File.Delete(arrived);
            if (cleaned is not null)
            {
                File.Delete(cleaned);
            }
        }
    }

    private static async Task<bool> WriteAsync(Stream content, string path, long maxBytes, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        var buffer = new byte[1 << 16];
        var written = 0L;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if ((written += read) > maxBytes)
            {
                return false;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return true;
    }

    private async Task<string?> RefusedByScanAsync(string path, CancellationToken cancellationToken)
    {
        if (!_scanner.IsConfigured)
        {
            return null;
        }

        await using var bytes = File.OpenRead(path);
        var result = await _scanner.ScanAsync(bytes, cancellationToken);
        return result.State switch
        {
            ScanState.Clean => null,
            ScanState.Infected => RefusalText.For(new(PaperRefusalReason.Infected)),
            _ => FilesText.NotScanned,
        };
    }

    private async Task<string> KeepAsync(string path, CancellationToken cancellationToken)
    {
        await using var bytes = File.OpenRead(path);
        return await _store.AddAsync(bytes, cancellationToken);
    }
}
