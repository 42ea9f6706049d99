namespace Dvc.Blazor.Domain.Files;

/// <summary>What a file is, told by its bytes.</summary>
public enum PaperKind
{
    Pdf,
    Jpeg,
    Png,

    /// <summary>A photo as newer phones make it; turned into a JPEG on arrival.</summary>
    Heic,
    Docx,
    Xlsx,
}

/// <summary>Media types and name endings of the kinds; a file's own claims are never asked.</summary>
public static class PaperKinds
{
    /// <summary>The media type under which a kind is stored, served and named in a procedure's list of accepted types.</summary>
    public static string MediaType(this PaperKind kind) =>
        kind switch
        {
            PaperKind.Pdf => "application/pdf",
            PaperKind.Jpeg => "image/jpeg",
            PaperKind.Png => "image/png",
            PaperKind.Heic => "image/heic",
            PaperKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            PaperKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>The ending of a file name, with its dot.</summary>
    public static string Extension(this PaperKind kind) =>
        kind switch
        {
            PaperKind.Jpeg => ".jpg",
            _ => "." + kind.ToString().ToLowerInvariant(),
        };

    /// <summary>Endings that people use for the kind, for the file picker and the first check in the page.</summary>
    public static IReadOnlyList<string> Extensions(this PaperKind kind) =>
        kind switch
        {
            PaperKind.Jpeg => [".jpg", ".jpeg"],
            PaperKind.Heic => [".heic", ".heif"],
            _ => [kind.Extension()],
        };

    /// <summary>The kind that a media type of a procedure stands for, or null when files of that type cannot be judged here.</summary>
    public static PaperKind? FromMediaType(string mediaType) =>
        string.Equals(mediaType, "image/heif", StringComparison.OrdinalIgnoreCase)
            ? PaperKind.Heic
            : Enum.GetValues<PaperKind>()
                .Cast<PaperKind?>()
                .FirstOrDefault(kind => string.Equals(kind!.Value.MediaType(), mediaType, StringComparison.OrdinalIgnoreCase));
}
