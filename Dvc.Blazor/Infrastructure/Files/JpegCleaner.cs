using System.Buffers.Binary;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// Copies a JPEG without anything but the picture: no place, time or camera (EXIF, XMP), no comments, no second pictures, nothing after its
/// end. The compressed picture itself is copied bit by bit, so nothing gets blurred.
/// </summary>
internal static class JpegCleaner
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    /// <summary>Writes the cleaned picture; false when the file is not whole.</summary>
    /// <param name="source">The JPEG, at its start.</param>
    /// <param name="target">Where the picture goes.</param>
    /// <param name="orientation">How the camera was held, 1 to 8 as EXIF counts; the only remark that is kept.</param>
    public static bool Clean(Stream source, Stream target, int orientation)
    {
        if (source.ReadByte() != 0xFF || source.ReadByte() != StartOfImage)
        {
            return false;
        }

        target.Write([0xFF, StartOfImage]);
        if (orientation is > 1 and <= 8)
        {
            target.Write(OrientationOnly((byte)orientation));
        }

        var marker = NextMarker(source);
        while (marker > 0)
        {
            if (marker == EndOfImage)
            {
                target.Write([0xFF, EndOfImage]);
                return true;
            }

            marker = CopySegment(source, target, (byte)marker) switch
            {
                false => -1,
                true when marker == StartOfScan => CopyScan(source, target),
                true => NextMarker(source),
            };
        }

        return false;
    }

    private static bool CopySegment(Stream source, Stream target, byte marker)
    {
        Span<byte> size = stackalloc byte[2];
        if (marker is <= 0x01 or StartOfImage or (>= 0xD0 and <= 0xD7) || source.ReadAtLeast(size, 2, throwOnEndOfStream: false) < 2)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(size) - 2;
        if (length < 0)
        {
            return false;
        }

        var content = new byte[length];
        if (source.ReadAtLeast(content, length, throwOnEndOfStream: false) < length)
        {
            return false;
        }

        if (IsPartOfThePicture(marker, content))
        {
            target.Write([0xFF, marker]);
            target.Write(size);
            target.Write(content);
        }

        return true;
    }

    // Frames, tables and scans, the plain JFIF header, the colour profile and Adobe's note on how colours were turned.
    private static bool IsPartOfThePicture(byte marker, ReadOnlySpan<byte> content) =>
        marker switch
        {
            0xC8 => false,
            >= 0xC0 and <= 0xCF => true,
            StartOfScan or 0xDB or 0xDC or 0xDD => true,
            0xE0 => content.Length == 14 && content.StartsWith("JFIF\0"u8),
            0xE2 => content.StartsWith("ICC_PROFILE\0"u8),
            0xEE => content.Length == 12 && content.StartsWith("Adobe"u8),
            _ => false,
        };

    /// <summary>Copies compressed data up to the next real marker and gives it, or -1 at the end of the file.</summary>
    private static int CopyScan(Stream source, Stream target)
    {
        for (var next = source.ReadByte(); next >= 0; next = source.ReadByte())
        {
            if (next != 0xFF)
            {
                target.WriteByte((byte)next);
                continue;
            }

            int after;
            do
            {
                after = source.ReadByte();
            } while (after == 0xFF);
            if (after is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return after;
            }

            target.WriteByte(0xFF);
            target.WriteByte((byte)after);
        }

        return -1;
    }

    private static int NextMarker(Stream source)
    {
        if (source.ReadByte() != 0xFF)
        {
            return -1;
        }

        int marker;
        do
        {
            marker = source.ReadByte();
        } while (marker == 0xFF);

        return marker;
    }

    private static byte[] OrientationOnly(byte orientation) =>
        [0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
}
