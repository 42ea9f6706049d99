using System.Globalization;
using Dvc.Blazor.Domain.Files;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Says to people why a file is not taken in and what to do now.</summary>
public static class RefusalText
{
    private const double BytesPerMegabyte = 1 << 20;

    /// <summary>One or two whole sentences; limits in MB, megapixels or a count.</summary>
    public static string For(PaperRefusal refusal)
    {
        var text =
            FilesText.ResourceManager.GetString($"Refusal{refusal.Reason}", CultureInfo.CurrentUICulture) ?? FilesText.RefusalUnreadable;
        return string.Format(CultureInfo.CurrentCulture, text, Limit(refusal));
    }

    /// <summary>A size as people read it, in MB.</summary>
    public static string Megabytes(long bytes) => (bytes / BytesPerMegabyte).ToString("0.#", CultureInfo.CurrentCulture);

    private static string Limit(PaperRefusal refusal) =>
        refusal switch
        {
            { Limit: null } => "",
            { Reason: PaperRefusalReason.TooManyFiles, Limit: { } count } => count.ToString(CultureInfo.CurrentCulture),
            { Reason: PaperRefusalReason.TooManyPixels, Limit: { } pixels } => (pixels / 1_000_000).ToString(CultureInfo.CurrentCulture),
            { Limit: { } bytes } => Megabytes(bytes),
        };
}
