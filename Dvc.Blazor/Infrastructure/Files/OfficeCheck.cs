using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Dvc.Blazor.Domain.Files;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// Looks into a Word or Excel file without trusting what the archive says of itself: every entry is unpacked and counted.
/// </summary>
internal static class OfficeCheck
{
    private const int MaxEntries = 2_000;
    private const long MaxUnpacked = 200L << 20;
    private const int MaxInspectedPart = 1 << 20;
    private const ushort EncryptedFlag = 1;

    private static readonly string[] FetchedParts = ["/attachedTemplate\"", "/oleObject\"", "/frame\"", "/subDocument\""];

    private sealed record Entry(string Name, ushort Flags, ushort Method, uint Packed, uint HeaderAt);

    /// <summary>Why it is refused, or which of the two it is.</summary>
    public static (PaperRefusal? Refusal, PaperKind Kind) Open(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var entries = Entries(file);
            return entries is null ? (new(PaperRefusalReason.Unreadable), PaperKind.Docx) : Judge(file, entries);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            return (new(PaperRefusalReason.Unreadable), PaperKind.Docx);
        }
    }

    private static (PaperRefusal?, PaperKind) Judge(FileStream file, List<Entry> entries)
    {
        var names = entries.Select(e => e.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        PaperKind? kind =
            names.Contains("word/document.xml") ? PaperKind.Docx
            : names.Contains("xl/workbook.xml") ? PaperKind.Xlsx
            : null;
        if (kind is null || !names.Contains("[Content_Types].xml"))
        {
            return (new(PaperRefusalReason.WrongType), PaperKind.Docx);
        }

        if (entries.Exists(e => (e.Flags & EncryptedFlag) != 0))
        {
            return (new(PaperRefusalReason.Encrypted), kind.Value);
        }

        if (names.Count != entries.Count || entries.Exists(e => Escapes(e.Name)))
        {
            return (new(PaperRefusalReason.Polyglot), kind.Value);
        }

        if (names.Any(IsActive))
        {
            return (new(PaperRefusalReason.ActiveContent), kind.Value);
        }

        return (Unpack(file, entries), kind.Value);
    }

    private static bool Escapes(string name) =>
        name.StartsWith('/')
        || name.Contains('\\', StringComparison.Ordinal)
        || name.Contains(':', StringComparison.Ordinal)
        || name.Split('/').Contains("..");

    private static bool IsActive(string name) =>
        name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase);

    private static PaperRefusal? Unpack(FileStream file, List<Entry> entries)
    {
        var left = MaxUnpacked;
        foreach (var entry in entries)
        {
            using var content = Content(file, entry);
            var text = new byte[
                entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || entry.Name == "[Content_Types].xml"
                    ? MaxInspectedPart
                    : 0
            ];
            var kept = content.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            left -= kept + Drain(content, left - kept);
            if (left < 0)
            {
                return new(PaperRefusalReason.UnpacksTooLarge);
            }

            if (FetchesOrRuns(Encoding.UTF8.GetString(text, 0, kept)))
            {
                return new(PaperRefusalReason.ActiveContent);
            }
        }

        return null;
    }

    private static long Drain(Stream content, long most)
    {
        var block = new byte[1 << 16];
        long sum = 0;
        int read;
        while (sum <= most && (read = content.Read(block)) > 0)
        {
            sum += read;
        }

        return sum;
    }

    // A template, frame or object that is fetched from elsewhere when the file is opened, or a document type with macros.
    private static bool FetchesOrRuns(string part) =>
        part.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
        || (
            part.Contains("\"External\"", StringComparison.OrdinalIgnoreCase)
            && FetchedParts.Any(kind => part.Contains(kind, StringComparison.OrdinalIgnoreCase))
        );

    private static Stream Content(FileStream file, Entry entry)
    {
        Span<byte> header = stackalloc byte[30];
        file.Position = entry.HeaderAt;
        file.ReadExactly(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034b50)
        {
            throw new InvalidDataException();
        }

        file.Position += BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var packed = new byte[Math.Min(entry.Packed, file.Length - file.Position)];
        file.ReadExactly(packed);
        var content = new MemoryStream(packed, writable: false);
        return entry.Method switch
        {
            0 => content,
            8 => new DeflateStream(content, CompressionMode.Decompress),
            _ => throw new InvalidDataException(),
        };
    }

    /// <summary>The table of contents, or null when it is not there, too long or of the 64-bit form that no office file of this size needs.</summary>
    private static List<Entry>? Entries(FileStream file)
    {
        var tail = new byte[Math.Min(file.Length, 22 + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + 22 > tail.Length || end + 22 + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 20)) != tail.Length)
        {
            return null;
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        var at = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (count > MaxEntries || at >= file.Length)
        {
            return null;
        }

        file.Position = at;
        var entries = new List<Entry>(count);
        while (entries.Count < count)
        {
            entries.Add(ReadEntry(file));
        }

        return entries;
    }

    private static Entry ReadEntry(FileStream file)
    {
        var header = new byte[46];
        file.ReadExactly(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x02014b50)
        {
            throw new InvalidDataException();
        }

        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28))];
        file.ReadExactly(name);
        file.Position +=
            BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
        return new(
            Encoding.UTF8.GetString(name),
            BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)),
            BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(10)),
            BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(20)),
            BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(42))
        );
    }
}
