using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Tests.Support;
using SkiaSharp;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Receipts;

public sealed class QrSvgTests
{
    [Fact]
    public async Task Of_PathDrawnAsABrowserWould_IsReadBack()
    {
        var cancel = Xunit.TestContext.Current.CancellationToken;
        const string Text = "https://dichvucong.example.vn/tra-cuu?ma=H21.65-250410-0007&khoa=7KQ2M9XA";
        var qr = QrSvg.Of(Text);

        using var folder = new TempFolder();
        var file = folder.File("qr.png");
        Draw(qr, file);

        Assert.Equal(Text, await PrintedPages.ReadQrAsync(file, cancel));
    }

    [Fact]
    public void Of_Path_KeepsAQuietZoneOfFourSquares()
    {
        var qr = QrSvg.Of("x");
        using var path = SKPath.ParseSvgPathData(qr.Path);

        Assert.Equal(new SKRect(4, 4, qr.Size - 4, qr.Size - 4), path.Bounds);
    }

    private static void Draw(QrSvg qr, string file)
    {
        using var path = SKPath.ParseSvgPathData(qr.Path);
        using var bitmap = new SKBitmap(qr.Size * 4, qr.Size * 4);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = SKColors.Black };
        canvas.Clear(SKColors.White);
        canvas.Scale(4);
        canvas.DrawPath(path, paint);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var to = File.Create(file);
        png.SaveTo(to);
    }
}
