using System.IO.Compression;
using System.Text;
using Dvc.Blazor.Tests.Support;
using SkiaSharp;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

/// <summary>Files of all kinds, good and bad, made on the spot; the few that no library here can make lie in Fixtures.</summary>
internal static class Samples
{
    public static byte[] Fixture(string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Tests, "Infrastructure", "Files", "Fixtures", name));

    /// <summary>A picture whose left half is red and right half blue.</summary>
    public static byte[] Picture(SKEncodedImageFormat format, int width = 64, int height = 32)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        using (var blue = new SKPaint { Color = SKColors.Blue })
        {
            canvas.Clear(SKColors.Red);
            canvas.DrawRect(width / 2f, 0, width / 2f, height, blue);
        }

        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>A big JPEG of noise, that no compression makes small.</summary>
    public static byte[] Photo(int side, int seed)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        random.NextBytes(bitmap.GetPixelSpan());
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 95);
        return data.ToArray();
    }

    /// <summary>The JPEG with a place (GPS) and a holding of the camera in its EXIF.</summary>
    public static byte[] WithExif(byte[] jpeg, byte orientation)
    {
        byte[] tiff =
        [
            .. "MM\0*"u8,
            0,
            0,
            0,
            8,
            0,
            2,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0x88,
            0x25,
            0,
            4,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            38,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            2,
            0,
            0,
            0,
            2,
            (byte)'N',
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff, .. "GPS-PLACE"u8];
        var length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    /// <summary>A PDF of the given objects (numbered from 1; the first is the catalog), with a right cross-reference table.</summary>
    public static byte[] Pdf(params string[] objects)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (content, index) in objects.Select((o, i) => (o, i)))
        {
            offsets.Add(text.Length);
            text.Append(null, $"{index + 1} 0 obj\n{content}\nendobj\n");
        }

        var table = text.Length;
        text.Append(null, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => text.Append(null, $"{offset:0000000000} 00000 n \n"));
        text.Append(null, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>A PDF with that many blank pages, more entries in its catalog and more objects behind (from number 4 on for one page).</summary>
    public static byte[] PlainPdf(int pages = 1, string catalog = "", params string[] more) =>
        Pdf([
            $"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
            $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(3, pages).Select(n => $"{n} 0 R"))}] /Count {pages} >>",
            .. Enumerable.Repeat("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>", pages),
            .. more,
        ]);

    /// <summary>A zip of the given entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Docx(params (string Name, byte[] Content)[] more) =>
        Zip([("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<w:document/>"u8.ToArray()), .. more]);

    /// <summary>The harmless text that every scanner finds, put together here so that no scanner finds this source.</summary>
    public static byte[] Eicar =>
        Encoding.ASCII.GetBytes("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");
}
