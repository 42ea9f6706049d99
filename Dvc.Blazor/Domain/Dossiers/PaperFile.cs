namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>A file as it was taken in and judged: the content is found by its hash.</summary>
/// <param name="Sha256">SHA-256 of the stored bytes, 64 lower-case hex digits.</param>
/// <param name="FileName">Cleaned name for people; never used as a path.</param>
/// <param name="Length">Bytes.</param>
/// <param name="MediaType">Type judged from the content.</param>
/// <param name="Pages">Pages of a PDF; 1 for an image; null when it cannot be told.</param>
/// <param name="ThumbnailSha256">Hash of a small picture of it, or null.</param>
public sealed record PaperFile(string Sha256, string FileName, long Length, string MediaType, int? Pages, string? ThumbnailSha256);
