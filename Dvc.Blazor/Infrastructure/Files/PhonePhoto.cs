using Dvc.Blazor.Domain.Files;
using ImageMagick;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Turns a phone's HEIC photo into an upright JPEG without place, time or camera.</summary>
internal static class PhonePhoto
{
    private const uint Quality = 90;
    private const uint MaxSide = 30_000;

    static PhonePhoto()
    {
        ResourceLimits.Width = MaxSide;
        ResourceLimits.Height = MaxSide;
        ResourceLimits.Memory = 1UL << 30;
        ResourceLimits.MaxMemoryRequest = 1UL << 30;
        ResourceLimits.Disk = 0;
        ResourceLimits.ListLength = 16;
        ResourceLimits.Thread = 1;
    }

    /// <summary>Writes the JPEG to <paramref name="target"/>; returns why not, or null.</summary>
    public static PaperRefusal? ToJpeg(string source, string target, long maxPixels)
    {
        // The format is said, never guessed: no other reader of the library is to see foreign bytes.
        var settings = new MagickReadSettings { Format = MagickFormat.Heic };
        try
        {
            var header = new MagickImageInfo();
            header.Read(source, settings);
            if ((long)header.Width * header.Height > maxPixels)
            {
                return new(PaperRefusalReason.TooManyPixels, maxPixels);
            }

            using var photo = new MagickImage(source, settings);
            photo.AutoOrient();
            if (photo.GetColorProfile() is not null)
            {
                photo.TransformColorSpace(ColorProfiles.SRGB);
            }

            photo.Strip();
            photo.Quality = Quality;
            // Not written by the library: it calls a full disk a broken picture.
            File.WriteAllBytes(target, photo.ToByteArray(MagickFormat.Jpeg));
            return null;
        }
        catch (MagickException)
        {
            return new(PaperRefusalReason.Unreadable);
        }
    }
}
