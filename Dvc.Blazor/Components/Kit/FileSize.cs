using System.Globalization;

namespace Dvc.Blazor.Components.Kit;

/// <summary>Sizes of files as people read them.</summary>
public static class FileSize
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Of so many bytes.</summary>
    public static string Of(long bytes) =>
        bytes switch
        {
            < 1_000 => string.Create(Vietnamese, $"{bytes} byte"),
            < 1_000_000 => string.Create(Vietnamese, $"{bytes / 1_000.0:0} kB"),
            _ => string.Create(Vietnamese, $"{bytes / 1_000_000.0:0.0} MB"),
        };
}
