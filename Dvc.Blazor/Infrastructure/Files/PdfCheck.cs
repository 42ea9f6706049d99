using Dvc.Blazor.Domain.Files;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Tokens;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Opens a PDF, counts its pages and looks through its objects for what acts by itself. The file is never changed: it may be signed.</summary>
internal static class PdfCheck
{
    private const int MaxDepth = 64;
    private const int MaxObjects = 200_000;
    private const int TailLength = 70_000;

    private static readonly HashSet<string> ActiveKeys = new(
        ["JS", "JavaScript", "EmbeddedFile", "EmbeddedFiles", "EF", "RichMediaContent", "XFA"],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> ActiveActions = new(
        ["JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "Rendition", "RichMediaExecute", "GoTo3DView"],
        StringComparer.Ordinal
    );

    /// <summary>Why it is refused, or the number of its pages.</summary>
    public static (PaperRefusal? Refusal, int Pages) Open(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (HasForeignTail(bytes))
        {
            return (new(PaperRefusalReason.Polyglot), 0);
        }

        try
        {
            // Each document has its own filters: they count what is unpacked and stop a bomb.
            var options = new ParsingOptions { SkipMissingFonts = true, FilterProvider = new PdfFilters() };
            using var document = PdfDocument.Open(bytes, options);
            return document switch
            {
                { IsEncrypted: true } => (new(PaperRefusalReason.Encrypted), 0),
                { NumberOfPages: < 1 } => (new(PaperRefusalReason.Unreadable), 0),
                _ when Acts(document) || NamesSomethingActive(bytes) => (new(PaperRefusalReason.ActiveContent), 0),
                _ => (null, document.NumberOfPages),
            };
        }
        catch (PdfDocumentEncryptedException)
        {
            return (new(PaperRefusalReason.Encrypted), 0);
        }
        catch (UnpackedTooLargeException)
        {
            return (new(PaperRefusalReason.UnpacksTooLarge), 0);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // A parser of foreign bytes throws whatever it likes; for the sender it all means the same.
            return (new(bytes.AsSpan().IndexOf("/Encrypt"u8) >= 0 ? PaperRefusalReason.Encrypted : PaperRefusalReason.Unreadable), 0);
        }
    }

    // Behind the last end mark only blanks may stand, and no archive may end where the file ends.
    private static bool HasForeignTail(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.LastIndexOf("%%EOF"u8);
        if (end >= 0 && bytes[(end + 5)..].ContainsAnyExcept("\r\n\t \0"u8))
        {
            return true;
        }

        var tail = bytes[Math.Max(0, bytes.Length - TailLength)..];
        var archive = tail.LastIndexOf("PK\u0005\u0006"u8);
        return archive >= 0 && archive + 22 <= tail.Length && archive + 22 + tail[archive + 20] + (tail[archive + 21] << 8) == tail.Length;
    }

    // Objects that the parser gives up on are still looked through for the plain names; written with escapes they are found by the walk.
    private static bool NamesSomethingActive(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("/JavaScript"u8) >= 0 || bytes.IndexOf("/Launch"u8) >= 0 || bytes.IndexOf("/EmbeddedFile"u8) >= 0;

    private static bool Acts(PdfDocument document)
    {
        var catalog = document.Structure.Catalog.CatalogDictionary;
        if (
            catalog.TryGet(NameToken.OpenAction, out var opening)
            && Resolve(document, opening) is DictionaryToken action
            && NameOf(action, "S") != "GoTo"
        )
        {
            return true;
        }

        if (Acts(catalog, 0))
        {
            return true;
        }

        foreach (var reference in document.Structure.CrossReferenceTable.ObjectOffsets.Keys.Take(MaxObjects))
        {
            if (Find(document, reference) is { } found && Acts(found, 0))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Acts(IToken token, int depth) =>
        depth <= MaxDepth
        && token switch
        {
            DictionaryToken dictionary => ActiveActions.Contains(NameOf(dictionary, "S") ?? "")
                || ActiveKeys.Contains(NameOf(dictionary, "Type") ?? "")
                || dictionary.Data.Any(entry => ActiveKeys.Contains(entry.Key) || Acts(entry.Value, depth + 1)),
            ArrayToken array => array.Data.Any(item => Acts(item, depth + 1)),
            StreamToken stream => Acts(stream.StreamDictionary, depth + 1),
            ObjectToken holder => Acts(holder.Data, depth + 1),
            _ => false,
        };

    private static IToken? Resolve(PdfDocument document, IToken token) =>
        token is IndirectReferenceToken reference ? Find(document, reference.Data) : token;

    private static IToken? Find(PdfDocument document, UglyToad.PdfPig.Core.IndirectReference reference)
    {
        try
        {
            return document.Structure.GetObject(reference)?.Data;
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or UnpackedTooLargeException))
        {
            return null;
        }
    }

    private static string? NameOf(DictionaryToken dictionary, string key) =>
        dictionary.Data.TryGetValue(key, out var value) && value is NameToken name ? name.Data : null;
}
