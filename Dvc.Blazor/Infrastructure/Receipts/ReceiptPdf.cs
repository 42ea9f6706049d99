namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Prints a receipt: A5 upright, embedded fonts, QR code, as many pages as the list of files needs.
/// The same document always gives the same bytes.</summary>
public static class ReceiptPdf
{
    /// <summary>Writes the PDF to <paramref name="to"/>, which stays open.</summary>
    public static void Write(ReceiptDocument receipt, Stream to) => PdfCatalog.WriteWithLanguage(Draw(receipt), PaperPdf.Language, to);

    /// <summary>The PDF as bytes, for an attachment or a response.</summary>
    public static byte[] Render(ReceiptDocument receipt)
    {
        using var memory = new MemoryStream();
        Write(receipt, memory);
        return memory.ToArray();
    }

    /// <summary>A file name for the paper that every system takes: ASCII, from the dossier number.</summary>
    public static string FileName(ReceiptDocument receipt) =>
        $"{(receipt.Kind == ReceiptKind.Acceptance ? "giay-tiep-nhan" : "xac-nhan-nop-ho-so")}-{receipt.DossierNumber}.pdf";

    private static byte[] Draw(ReceiptDocument receipt) =>
        PaperPdf.Draw(
            new PaperFacts(
                receipt.Kind == ReceiptKind.Acceptance ? ReceiptText.AcceptanceName : ReceiptText.SubmissionName,
                receipt.DossierNumber,
                receipt.AgencyName,
                receipt.ProcedureName
            ),
            pages => new ReceiptLayout(receipt, pages).Fill()
        );
}
