using System.Globalization;
using Dvc.Blazor.Domain.Files;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>What an upload slot in a page has to say and to know, for <c>&lt;dvc-upload @attributes="…"&gt;</c> and the file input inside it.</summary>
public sealed class UploadMarkup(IOptions<FilesOptions> options)
{
    /// <summary>Limits and kinds in words, to be shown before a file is chosen.</summary>
    /// <param name="mediaTypes">What the paper takes, as its definition says.</param>
    /// <param name="maxFiles">Files that it takes; null: as many as a paper.</param>
    public string Limits(IEnumerable<string> mediaTypes, int? maxFiles = null)
    {
        var text = FilesText.Limits;
        var kinds = string.Join(FilesText.Or, Kinds(mediaTypes).Select(NameOf).Distinct());
        return string.Format(
            CultureInfo.CurrentCulture,
            text,
            kinds,
            RefusalText.Megabytes(options.Value.MaxFileBytes),
            maxFiles ?? options.Value.MaxFilesPerSlot
        );
    }

    /// <summary>Value of <c>accept</c> for the file input: media types and endings.</summary>
    public static string Accept(IEnumerable<string> mediaTypes) =>
        string.Join(',', Kinds(mediaTypes).SelectMany(k => k.Extensions().Prepend(k.MediaType())));

    /// <summary>All attributes of the element.</summary>
    /// <param name="draftId">The draft that the paper belongs to.</param>
    /// <param name="componentCode">Code of the required document.</param>
    /// <param name="mediaTypes">What the paper takes, as its definition says.</param>
    /// <param name="count">Files that the paper has already.</param>
    /// <param name="maxFiles">Files that it takes; null: as many as a paper.</param>
    public IReadOnlyDictionary<string, object> Attributes(
        Guid draftId,
        string componentCode,
        IReadOnlyCollection<string> mediaTypes,
        int count,
        int? maxFiles = null
    )
    {
        var limits = options.Value;
        var most = maxFiles ?? limits.MaxFilesPerSlot;
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["data-endpoint"] = UploadEndpoints.Address,
            ["data-draft"] = draftId.ToString(),
            ["data-component"] = componentCode,
            ["data-extensions"] = string.Join(',', Kinds(mediaTypes).SelectMany(k => k.Extensions())),
            ["data-max-bytes"] = Number(limits.MaxFileBytes),
            ["data-max-files"] = Number(most),
            ["data-count"] = Number(count),
            ["data-text-waiting"] = FilesText.Waiting,
            ["data-text-uploading"] = FilesText.Uploading,
            ["data-text-offline"] = FilesText.Offline,
            ["data-text-retrying"] = FilesText.Retrying,
            ["data-text-disk-full"] = FilesText.DiskFull,
            ["data-text-signed-out"] = FilesText.SignedOut,
            ["data-text-checking"] = FilesText.Checking,
            ["data-text-uploaded"] = FilesText.Uploaded,
            ["data-text-under-way"] = FilesText.UnderWay,
            ["data-text-announce"] = FilesText.Announce,
            ["data-text-progress"] = FilesText.Progress,
            ["data-text-cancel"] = FilesText.Cancel,
            ["data-text-retry"] = FilesText.Retry,
            ["data-text-refused-file"] = FilesText.RefusedFile,
            ["data-text-empty"] = RefusalText.For(new(PaperRefusalReason.Empty)),
            ["data-text-wrong-type"] = RefusalText.For(new(PaperRefusalReason.WrongType)),
            ["data-text-too-large"] = RefusalText.For(new(PaperRefusalReason.TooLarge, limits.MaxFileBytes)),
            ["data-text-too-many-files"] = RefusalText.For(new(PaperRefusalReason.TooManyFiles, most)),
        };
    }

    private static IEnumerable<PaperKind> Kinds(IEnumerable<string> mediaTypes) =>
        mediaTypes.Select(PaperKinds.FromMediaType).OfType<PaperKind>().Distinct().Order();

    private static string NameOf(PaperKind kind) =>
        kind switch
        {
            PaperKind.Pdf => FilesText.KindPdf,
            PaperKind.Docx => FilesText.KindDocx,
            PaperKind.Xlsx => FilesText.KindXlsx,
            _ => FilesText.KindPicture,
        };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
