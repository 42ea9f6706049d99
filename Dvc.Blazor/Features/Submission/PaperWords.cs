using System.Globalization;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;

namespace Dvc.Blazor.Features.Submission;

/// <summary>Papers and files in words.</summary>
internal static class PaperWords
{
    private const double Kibi = 1024;
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>How many originals and copies are wanted, for example "1 original, 2 copies".</summary>
    public static string Copies(RequiredDocument paper)
    {
        var parts = new List<string>();
        if (paper.Originals > 0)
        {
            parts.Add(Say.With(SubmissionText.Originals, paper.Originals));
        }

        if (paper.Copies > 0)
        {
            parts.Add(Say.With(SubmissionText.Copies, paper.Copies));
        }

        return string.Join(", ", parts);
    }

    /// <summary>Whether it has to be there and why, with the present answers.</summary>
    public static string Why(RequiredDocument paper, PaperState state, IFieldLabels labels) =>
        (state.Required, paper.RequiredWhen) switch
        {
            (true, { } when) => Say.With(SubmissionText.RequiredBecause, FormWords.Of(when, labels)),
            (true, null) => SubmissionText.Required,
            (false, { } when) => Say.With(SubmissionText.RequiredOnlyWhen, FormWords.Of(when, labels)),
            _ => SubmissionText.Voluntary,
        };

    public static string Size(long bytes) =>
        bytes < Kibi * Kibi
            ? Say.With(SubmissionText.Kilobytes, Math.Max(1, Math.Round(bytes / Kibi)).ToString("0", Vietnamese))
            : Say.With(SubmissionText.Megabytes, (bytes / Kibi / Kibi).ToString("0.0", Vietnamese));

    /// <summary>Pages as far as known, and size.</summary>
    public static string Facts(PaperFile file) =>
        file.Pages is { } pages ? $"{Say.With(SubmissionText.PageCount, pages)}, {Size(file.Length)}" : Size(file.Length);

    /// <summary>Enough of the hash to tell two files apart.</summary>
    public static string ShortHash(PaperFile file) => file.Sha256[..8];
}
