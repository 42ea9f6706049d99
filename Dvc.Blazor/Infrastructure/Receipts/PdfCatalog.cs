using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Tells readers (of screens, too) the language of a PDF. The PDF writer at hand cannot, so the catalogue is
/// written once more at the end of the file, as the format's incremental update allows.</summary>
internal static partial class PdfCatalog
{
    public static void WriteWithLanguage(byte[] pdf, string language, Stream to)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var trailer = text[text.LastIndexOf("trailer", StringComparison.Ordinal)..];
        var root = int.Parse(Value(RootEntry().Match(trailer)), CultureInfo.InvariantCulture);
        var previous = Value(StartOfTable().Match(trailer));
        var catalogue = CatalogueOf(text, root).Insert(2, $"/Lang ({language})\n/ViewerPreferences <</DisplayDocTitle true>>\n");

        var update = $"\n{root} 0 obj\n{catalogue}\nendobj\n";
        var table = pdf.Length + update.Length;
        var entries = trailer[(trailer.IndexOf("<<", StringComparison.Ordinal) + 2)..trailer.LastIndexOf(">>", StringComparison.Ordinal)];
        update += string.Create(
            CultureInfo.InvariantCulture,
            $"xref\n{root} 1\n{pdf.Length + 1:0000000000} 00000 n \ntrailer\n<<{entries}\n/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n"
        );

        to.Write(pdf);
        to.Write(Encoding.Latin1.GetBytes(update));
    }

    private static string CatalogueOf(string text, int number)
    {
        var head = $"\n{number} 0 obj\n";
        var start = text.LastIndexOf(head, StringComparison.Ordinal) + head.Length;
        return text[start..text.IndexOf("\nendobj", start, StringComparison.Ordinal)];
    }

    private static string Value(Match match) =>
        match.Success ? match.Groups["n"].Value : throw new InvalidOperationException("The PDF writer gave an unknown trailer.");

    [GeneratedRegex("/Root (?<n>[0-9]+) 0 R", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RootEntry();

    [GeneratedRegex("startxref\n(?<n>[0-9]+)\n", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StartOfTable();
}
