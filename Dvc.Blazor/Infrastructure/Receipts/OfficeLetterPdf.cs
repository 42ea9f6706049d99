namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Prints a letter of the office, in the way of receipts.</summary>
public static class OfficeLetterPdf
{
    /// <summary>The PDF as bytes, for an attachment or a response.</summary>
    public static byte[] Render(OfficeLetter letter)
    {
        using var memory = new MemoryStream();
        var facts = new PaperFacts(letter.Key.Name, letter.DossierNumber, letter.AgencyName, letter.ProcedureName);
        PdfCatalog.WriteWithLanguage(
            PaperPdf.Draw(facts, pages => new OfficeLetterLayout(letter, pages).Fill()),
            PaperPdf.Language,
            memory
        );
        return memory.ToArray();
    }

    /// <summary>A file name that every system takes: ASCII, from the form and the dossier number.</summary>
    public static string FileName(OfficeLetter letter) => $"{letter.Key.Code}-{letter.DossierNumber}.pdf";
}
