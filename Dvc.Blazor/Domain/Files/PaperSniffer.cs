using System.Text;

namespace Dvc.Blazor.Domain.Files;

/// <summary>Tells by its first bytes what a file may be; name and claimed type play no part.</summary>
public static class PaperSniffer
{
    /// <summary>Bytes from the start of the file that are enough to judge.</summary>
    public const int HeadLength = 512;

    private static readonly string[] PhonePhotoBrands = ["heic", "heix", "heim", "heis"];

    /// <summary>What the file claims to be by its signature at the very first byte, or null when it is none of the kinds.</summary>
    /// <param name="head">The first bytes of the file, at most <see cref="HeadLength"/> are looked at.</param>
    /// <remarks>A zip is answered as <see cref="PaperKind.Docx"/>: only its table of contents tells the office formats apart.</remarks>
    public static PaperKind? Judge(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF-"u8))
        {
            return PaperKind.Pdf;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return PaperKind.Jpeg;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return PaperKind.Png;
        }

        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return PaperKind.Docx;
        }

        return IsPhonePhoto(head) ? PaperKind.Heic : null;
    }

    // ISO base media: the first box is 'ftyp' with one main brand and a list of compatible ones, four letters each.
    private static bool IsPhonePhoto(ReadOnlySpan<byte> head)
    {
        if (head.Length < 16 || !head[4..8].SequenceEqual("ftyp"u8))
        {
            return false;
        }

        var length = (head[0] << 24) | (head[1] << 16) | (head[2] << 8) | head[3];
        var box = head[..Math.Clamp(length, 16, Math.Min(head.Length, HeadLength))];
        var main = Encoding.ASCII.GetString(box[8..12]);
        if (PhonePhotoBrands.Contains(main, StringComparer.Ordinal))
        {
            return true;
        }

        return main is "mif1" or "msf1" && HasBrand(box[16..]);
    }

    private static bool HasBrand(ReadOnlySpan<byte> brands)
    {
        for (var at = 0; at + 4 <= brands.Length; at += 4)
        {
            if (PhonePhotoBrands.Contains(Encoding.ASCII.GetString(brands.Slice(at, 4)), StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
