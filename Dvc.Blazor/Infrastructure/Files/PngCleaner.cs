using System.Buffers.Binary;
using System.Text;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Copies a PNG without remarks, hidden frames or anything after its end; the picture is copied bit by bit.</summary>
internal static class PngCleaner
{
    private static readonly HashSet<string> Kept = new(
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "sRGB", "gAMA", "cHRM", "iCCP", "cICP", "pHYs", "sBIT", "bKGD"],
        StringComparer.Ordinal
    );

    /// <summary>Writes the cleaned picture; false when the file is not whole.</summary>
    public static bool Clean(Stream source, Stream target)
    {
        var block = new byte[1 << 16];
        if (!Read(source, block.AsSpan(0, 8)))
        {
            return false;
        }

        target.Write(block, 0, 8);
        while (Read(source, block.AsSpan(0, 8)))
        {
            var type = Encoding.ASCII.GetString(block, 4, 4);
            // Four bytes of checksum follow the content.
            var rest = BinaryPrimitives.ReadUInt32BigEndian(block) + 4L;
            var kept = Kept.Contains(type);
            if (kept)
            {
                target.Write(block, 0, 8);
            }

            if (!Copy(source, kept ? target : Stream.Null, rest, block))
            {
                return false;
            }

            if (type == "IEND")
            {
                return true;
            }
        }

        return false;
    }

    private static bool Copy(Stream source, Stream target, long length, byte[] block)
    {
        while (length > 0)
        {
            var part = (int)Math.Min(length, block.Length);
            if (!Read(source, block.AsSpan(0, part)))
            {
                return false;
            }

            target.Write(block, 0, part);
            length -= part;
        }

        return true;
    }

    private static bool Read(Stream source, Span<byte> into) =>
        source.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) == into.Length;
}
