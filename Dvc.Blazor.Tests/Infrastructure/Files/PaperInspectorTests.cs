using Dvc.Blazor.Domain.Files;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Options;
using SkiaSharp;
using Xunit;
using static Dvc.Blazor.Domain.Files.PaperRefusalReason;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

public sealed class PaperInspectorTests : IDisposable
{
    private static readonly PaperKind[] Usual = [PaperKind.Pdf, PaperKind.Jpeg, PaperKind.Png, PaperKind.Heic];
    private static readonly PaperKind[] WithOffice = [.. Usual, PaperKind.Docx];

    private readonly TempFolder _folder = new();
    private readonly PaperInspector _inspector;

    public PaperInspectorTests() =>
        _inspector = new PaperInspector(Options.Create(new FilesOptions { MaxPixels = 1_000_000 }), new UploadFolder(_folder.Path));

    public void Dispose()
    {
        _inspector.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pdf_Plain_IsKeptAsItIsWithItsPages()
    {
        var bytes = Samples.PlainPdf(pages: 3);

        var seen = await InspectAsync(bytes);

        Assert.Null(seen.Refusal);
        Assert.Equal((PaperKind.Pdf, 3), (seen.Kind, seen.Pages!.Value));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(seen.Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pdf_OpeningOnAPage_IsTaken() =>
        Assert.Null((await InspectAsync(Samples.PlainPdf(catalog: "/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"))).Refusal);

    [Fact]
    public async Task Pdf_WithPackedObjects_IsTaken() => Assert.Null((await InspectAsync(Samples.Fixture("packed.pdf"))).Refusal);

    public static TheoryData<string, byte[], PaperRefusalReason> Refused =>
        new()
        {
            { "empty", [], Empty },
            { "svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), WrongType },
            { "html", "<!doctype html><script>alert(1)</script>"u8.ToArray(), WrongType },
            { "gif with pdf inside", [.. "GIF89a"u8, .. Samples.PlainPdf()], WrongType },
            { "docx where not allowed", Samples.Docx(), WrongType },
            { "password", Samples.Fixture("password.pdf"), Encrypted },
            { "locked by its owner", Samples.Fixture("locked.pdf"), Encrypted },
            { "pdf cut off", Samples.PlainPdf()[..60], Unreadable },
            { "pdf of nonsense", [.. "%PDF-1.7\n"u8, .. new byte[5000]], Unreadable },
            { "pdf without pages", Samples.Pdf("<< /Type /Catalog >>"), Unreadable },
            { "pdf with zip behind", [.. Samples.PlainPdf(), .. Samples.Docx()], Polyglot },
            { "pdf with text behind", [.. Samples.PlainPdf(), .. "<?php system($_GET[0]);"u8], Polyglot },
            { "script", Samples.PlainPdf(1, "/OpenAction 4 0 R", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), ActiveContent },
            { "script written with escapes", Samples.PlainPdf(1, "/OpenAction 4 0 R", "<< /S /J#61vaScript /J#53 (x) >>"), ActiveContent },
            { "launch", Samples.PlainPdf(1, "", "<< /Type /Action /S /Launch /F (cmd.exe) >>"), ActiveContent },
            { "embedded", Samples.PlainPdf(1, "/Names << /EmbeddedFiles << /Names [] >> >>"), ActiveContent },
            { "opens a site", Samples.PlainPdf(1, "/OpenAction << /S /URI /URI (http://evil.example) >>"), ActiveContent },
            { "jpeg cut off", Samples.Picture(SKEncodedImageFormat.Jpeg, 300, 300)[..700], Unreadable },
            { "jpeg in name only", [0xFF, 0xD8, 0xFF, .. new byte[100]], Unreadable },
            { "png cut off", Samples.Picture(SKEncodedImageFormat.Png, 300, 300)[..80], Unreadable },
            { "png too big", Samples.Picture(SKEncodedImageFormat.Png, 1200, 1200), TooManyPixels },
            { "heic cut off", Samples.Fixture("photo.heic")[..300], Unreadable },
            { "heic in name only", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[90]], Unreadable },
        };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task File_Bad_IsRefusedWithItsReason(string what, byte[] bytes, PaperRefusalReason reason)
    {
        var seen = await InspectAsync(bytes);

        Assert.True(seen.Refusal?.Reason == reason, $"{what}: {seen.Refusal?.Reason.ToString() ?? "taken"} instead of {reason}");
        Assert.NotEmpty(RefusalText.For(seen.Refusal!));
        Assert.Empty(Directory.GetFiles(_folder.File(".uploads"), "*.tmp"));
    }

    [Theory]
    [InlineData(1, 64, 32)]
    [InlineData(3, 64, 32)]
    [InlineData(6, 32, 64)]
    [InlineData(8, 32, 64)]
    public async Task Jpeg_WithPlaceAndTail_LosesBothAndKeepsItsPictureAndPosture(byte orientation, int width, int height)
    {
        var picture = Samples.Picture(SKEncodedImageFormat.Jpeg);
        byte[] sent = [.. Samples.WithExif(picture, orientation), .. "<?php evil"u8];

        var seen = await InspectAsync(sent);

        Assert.Null(seen.Refusal);
        var kept = await File.ReadAllBytesAsync(seen.Path, TestContext.Current.CancellationToken);
        Assert.True(kept.AsSpan().IndexOf("GPS-PLACE"u8) < 0 && kept.AsSpan().IndexOf("<?php"u8) < 0);
        Assert.Equal([0xFF, 0xD9], kept[^2..]);
        using var codec = SKCodec.Create(new SKMemoryStream(kept));
        Assert.Equal(orientation, (byte)codec.EncodedOrigin);
        using var before = SKBitmap.Decode(picture);
        using var after = SKBitmap.Decode(codec, codec.Info);
        Assert.Equal(before.Bytes, after.Bytes);
        using var small = SKBitmap.Decode(seen.Thumbnail);
        Assert.Equal((width, height), (small.Width, small.Height));
    }

    [Theory]
    [InlineData(1, true, false)] // red stays at the left
    [InlineData(3, false, false)] // turned by half
    [InlineData(6, true, true)] // red comes to the top
    [InlineData(8, false, true)] // red comes to the bottom
    public async Task Thumbnail_OfATurnedPhoto_StandsUpright(byte orientation, bool redFirst, bool upDown)
    {
        var seen = await InspectAsync(Samples.WithExif(Samples.Picture(SKEncodedImageFormat.Jpeg), orientation));

        using var small = SKBitmap.Decode(seen.Thumbnail);
        var first = upDown ? small.GetPixel(small.Width / 2, 4) : small.GetPixel(4, small.Height / 2);
        Assert.Equal(redFirst, first.Red > first.Blue);
    }

    [Fact]
    public async Task Png_WithRemarksAndTail_LosesBoth()
    {
        var picture = Samples.Picture(SKEncodedImageFormat.Png);
        byte[] remark = [0, 0, 0, 4, .. "tEXt"u8, .. "a\0b!"u8, 1, 2, 3, 4];
        byte[] sent = [.. picture[..33], .. remark, .. picture[33..], .. "PK tail"u8];

        var seen = await InspectAsync(sent);

        Assert.Null(seen.Refusal);
        var kept = await File.ReadAllBytesAsync(seen.Path, TestContext.Current.CancellationToken);
        Assert.True(kept.AsSpan().IndexOf("tEXt"u8) < 0);
        using var before = SKBitmap.Decode(picture);
        using var after = SKBitmap.Decode(kept);
        Assert.Equal(before.Bytes, after.Bytes);
    }

    [Fact]
    public async Task Heic_FromAPhone_BecomesAJpegWithoutItsPlace()
    {
        var seen = await InspectAsync(Samples.Fixture("photo.heic"));

        Assert.Null(seen.Refusal);
        Assert.Equal(PaperKind.Jpeg, seen.Kind);
        var kept = await File.ReadAllBytesAsync(seen.Path, TestContext.Current.CancellationToken);
        using var picture = SKBitmap.Decode(kept);
        Assert.Equal((96, 64), (picture.Width, picture.Height));
        Assert.True(picture.GetPixel(8, 8).Blue > 150 && picture.GetPixel(80, 50).Red > 150);
        Assert.True(kept.AsSpan().IndexOf("Exif"u8) < 0);
        Assert.NotNull(seen.Thumbnail);
    }

    public static TheoryData<string, byte[], PaperRefusalReason?> Office =>
        new()
        {
            { "plain", Samples.Docx(), null },
            { "any zip", Samples.Zip(("a.txt", "a"u8.ToArray())), WrongType },
            { "excel where word is asked", Samples.Zip(("[Content_Types].xml", []), ("xl/workbook.xml", [])), WrongType },
            { "macros", Samples.Docx(("word/vbaProject.bin", [1])), ActiveContent },
            { "climbs out", Samples.Docx(("../../etc/passwd", [1])), Polyglot },
            { "twice", Samples.Docx(("word/document.xml", [1])), Polyglot },
            {
                "fetches a template",
                Samples.Docx(("word/_rels/settings.xml.rels", "<r Type=\"x/attachedTemplate\" TargetMode=\"External\"/>"u8.ToArray())),
                ActiveContent
            },
            { "bomb", Samples.Docx(("word/big.bin", new byte[201 << 20])), UnpacksTooLarge },
            { "cut off", Samples.Docx()[..120], Unreadable },
            { "tail", [.. Samples.Docx(), .. "tail"u8], Unreadable },
        };

    [Theory]
    [MemberData(nameof(Office), DisableDiscoveryEnumeration = true)]
    public async Task OfficeFile_WherePaperAllowsIt_IsLookedInto(string what, byte[] bytes, PaperRefusalReason? reason)
    {
        var seen = await InspectAsync(bytes, WithOffice);

        Assert.True(seen.Refusal?.Reason == reason, $"{what}: {seen.Refusal?.Reason.ToString() ?? "taken"}");
    }

    private async Task<Inspection> InspectAsync(byte[] bytes, PaperKind[]? accepted = null)
    {
        var path = _folder.File("sent");
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        return await _inspector.InspectAsync(path, accepted ?? Usual, TestContext.Current.CancellationToken);
    }
}
