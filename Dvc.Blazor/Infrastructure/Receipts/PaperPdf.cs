using SkiaSharp;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>What a PDF says of itself, and its foot.</summary>
internal sealed record PaperFacts(string Name, string DossierNumber, string AgencyName, string ProcedureName);

/// <summary>Draws a paper: A5 upright unless another size is asked for, embedded fonts, as many pages as it needs. The same content always gives the same bytes.</summary>
internal static class PaperPdf
{
    public const string Language = "vi-VN";

    public static byte[] Draw(PaperFacts facts, Action<ReceiptPages> fill, PaperSize? size = null)
    {
        using var shaper = new TextShaper();
        var pages = new ReceiptPages(shaper, size ?? PaperSize.A5);
        fill(pages);

        using var memory = new MemoryStream();
        using (var pdf = SKDocument.CreatePdf(memory, MetadataOf(facts)))
        {
            pages.WriteTo(pdf, page => ReceiptWords.Format(ReceiptText.Foot, facts.DossierNumber, page, pages.Count));
            pdf.Close();
        }

        return memory.ToArray();
    }

    private static SKDocumentPdfMetadata MetadataOf(PaperFacts facts)
    {
        var metadata = SKDocumentPdfMetadata.Default;
        metadata.Title = $"{facts.Name} {facts.DossierNumber}";
        metadata.Author = PrintedText.Clean(facts.AgencyName);
        metadata.Subject = PrintedText.Clean(facts.ProcedureName);
        metadata.Creator = "Dvc";
        return metadata;
    }
}
