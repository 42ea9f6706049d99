using Dvc.Blazor.Domain.Files;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>What became of a file that was looked at.</summary>
/// <param name="Refusal">Why it is refused, or null.</param>
/// <param name="Kind">What it is, after a conversion.</param>
/// <param name="Path">The file to keep: the given one or a cleaned copy.</param>
/// <param name="Pages">Pages of a PDF, 1 for a picture, null when it cannot be told.</param>
/// <param name="Thumbnail">A small JPEG of a picture, or null.</param>
internal sealed record Inspection(PaperRefusal? Refusal, PaperKind Kind, string Path, int? Pages, byte[]? Thumbnail)
{
    public static Inspection Refused(PaperRefusal refusal) => new(refusal, default, "", null, null);
}

/// <summary>Judges arrived files by their content and cleans pictures. Two at a time: opening foreign pictures takes memory.</summary>
internal sealed class PaperInspector(IOptions<FilesOptions> options, UploadFolder uploads) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(2, 2);

    /// <summary>Looks at the file; a cleaned copy, if one was made, belongs to the caller.</summary>
    /// <param name="path">The arrived file; it is left as it is.</param>
    /// <param name="accepted">Kinds that the paper allows.</param>
    /// <param name="cancellationToken">Given up while waiting for a turn.</param>
    public async Task<Inspection> InspectAsync(string path, IReadOnlyCollection<PaperKind> accepted, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return Inspect(path, accepted);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private Inspection Inspect(string path, IReadOnlyCollection<PaperKind> accepted)
    {
        var (kind, length) = Sniff(path);
        if (length == 0)
        {
            return Inspection.Refused(new(PaperRefusalReason.Empty));
        }

        // What the table of contents of an archive says is asked later, but only where the paper takes such files at all.
        var wanted =
            kind is PaperKind.Docx
                ? accepted.Any(k => k is PaperKind.Docx or PaperKind.Xlsx)
                : kind is { } known && accepted.Contains(known);
        return !wanted
            ? Inspection.Refused(new(PaperRefusalReason.WrongType))
            : kind switch
            {
                PaperKind.Pdf => Pdf(path),
                PaperKind.Docx => Office(path, accepted),
                PaperKind.Heic => PhonePicture(path),
                _ => Picture(path, kind!.Value),
            };
    }

    private static (PaperKind? Kind, long Length) Sniff(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[PaperSniffer.HeadLength];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return (PaperSniffer.Judge(head[..read]), file.Length);
    }

    private static Inspection Pdf(string path)
    {
        var (refusal, pages) = PdfCheck.Open(path);
        return new(refusal, PaperKind.Pdf, path, pages, null);
    }

    private static Inspection Office(string path, IReadOnlyCollection<PaperKind> accepted)
    {
        var (refusal, kind) = OfficeCheck.Open(path);
        return refusal is null && !accepted.Contains(kind)
            ? Inspection.Refused(new(PaperRefusalReason.WrongType))
            : new(refusal, kind, path, null, null);
    }

    private Inspection Picture(string path, PaperKind kind)
    {
        var (refusal, thumbnail, orientation) = PictureCheck.Open(path, options.Value.MaxPixels);
        if (refusal is not null)
        {
            return Inspection.Refused(refusal);
        }

        return WithTemporary(clean =>
            Clean(path, clean, kind, orientation)
                ? new(null, kind, clean, 1, thumbnail)
                : Inspection.Refused(new(PaperRefusalReason.Unreadable))
        );
    }

    private static bool Clean(string from, string to, PaperKind kind, int orientation)
    {
        using var source = new BufferedStream(File.OpenRead(from), 1 << 16);
        using var target = new BufferedStream(File.Create(to), 1 << 16);
        return kind == PaperKind.Png ? PngCleaner.Clean(source, target) : JpegCleaner.Clean(source, target, orientation);
    }

    private Inspection PhonePicture(string path) =>
        WithTemporary(jpeg =>
        {
            var refusal = PhonePhoto.ToJpeg(path, jpeg, options.Value.MaxPixels);
            byte[] thumbnail = [];
            if (refusal is null)
            {
                (refusal, thumbnail, _) = PictureCheck.Open(jpeg, options.Value.MaxPixels);
            }

            return refusal is null ? new(null, PaperKind.Jpeg, jpeg, 1, thumbnail) : Inspection.Refused(refusal);
        });

    // What does not become the paper is not left on a disk that may just have become full.
    private Inspection WithTemporary(Func<string, Inspection> inspect)
    {
        var temporary = uploads.NewTemporary();
        Inspection? found = null;
        try
        {
            return found = inspect(temporary);
        }
        finally
        {
            if (found?.Path != temporary)
            {
                File.Delete(temporary);
            }
        }
    }
}
