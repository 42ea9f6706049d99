using Dvc.Blazor.Domain.Files;
using SkiaSharp;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Opens a picture to the last row, after a look at its size, and makes the small picture of it.</summary>
internal static class PictureCheck
{
    private const int ThumbnailSide = 320;
    private const int ThumbnailQuality = 80;

    /// <summary>Why it is refused, or the small picture (JPEG) and how the camera was held (EXIF orientation, 1 to 8).</summary>
    public static (PaperRefusal? Refusal, byte[] Thumbnail, int Orientation) Open(string path, long maxPixels)
    {
        using var codec = SKCodec.Create(path);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1)
        {
            return (new(PaperRefusalReason.Unreadable), [], 1);
        }

        if ((long)codec.Info.Width * codec.Info.Height > maxPixels)
        {
            return (new(PaperRefusalReason.TooManyPixels, maxPixels), [], 1);
        }

        // A JPEG is unpacked in small and yet read to its end; other formats answer with their full size here.
        var scale = (float)ThumbnailSide / Math.Max(codec.Info.Width, codec.Info.Height);
        var size = scale < 1 ? codec.GetScaledDimensions(scale) : codec.Info.Size;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        using var picture = new SKBitmap();
        if (!picture.TryAllocPixels(info) || codec.GetPixels(info, picture.GetPixels()) != SKCodecResult.Success)
        {
            return (new(PaperRefusalReason.Unreadable), [], 1);
        }

        return (null, Thumbnail(picture, codec.EncodedOrigin), (int)codec.EncodedOrigin);
    }

    private static byte[] Thumbnail(SKBitmap picture, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, (float)ThumbnailSide / Math.Max(picture.Width, picture.Height));
        var (width, height) = (Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
        var turned = origin >= SKEncodedOrigin.LeftTop;
        using var surface = SKSurface.Create(
            new SKImageInfo(
                turned ? height : width,
                turned ? width : height,
                SKColorType.Rgba8888,
                SKAlphaType.Premul,
                SKColorSpace.CreateSrgb()
            )
        );
        using var image = SKImage.FromBitmap(picture);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Concat(Upright(origin, width, height));
        surface.Canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var small = surface.Snapshot();
        using var data = small.Encode(SKEncodedImageFormat.Jpeg, ThumbnailQuality);
        return data.ToArray();
    }

    // Row by row: x' and y' of a point of the stored picture in the upright one; w and h are those of the stored picture.
    private static SKMatrix Upright(SKEncodedOrigin origin, float w, float h) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
}
