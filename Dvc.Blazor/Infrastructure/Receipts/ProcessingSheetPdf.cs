using System.Globalization;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Prints the control sheet of a dossier on A4, in the way of receipts.</summary>
public static class ProcessingSheetPdf
{
    private const float CellGap = 6;

    /// <summary>The PDF as bytes, for a response.</summary>
    public static byte[] Render(PrintedSheet sheet)
    {
        using var memory = new MemoryStream();
        var facts = new PaperFacts(SheetText.Name, sheet.DossierNumber, sheet.AgencyName, sheet.ProcedureName);
        PdfCatalog.WriteWithLanguage(PaperPdf.Draw(facts, pages => Fill(sheet, pages), PaperSize.A4), PaperPdf.Language, memory);
        return memory.ToArray();
    }

    /// <summary>A file name that every system takes: ASCII, from the dossier number.</summary>
    public static string FileName(PrintedSheet sheet) => $"phieu-kiem-soat-{sheet.DossierNumber}.pdf";

    private static void Fill(PrintedSheet sheet, ReceiptPages pages)
    {
        var blocks = new PaperBlocks(pages);
        blocks.Head(new PaperHead(sheet.ParentAgencyName, sheet.AgencyName, sheet.OneStopName, sheet.Place, sheet.MadeAt));
        Title(sheet, pages, blocks);
        foreach (var (label, value) in sheet.Facts())
        {
            blocks.Pair(label, value);
        }

        pages.Y += 6;
        pages.Table(
            () =>
                Row(
                    pages,
                    PaperBlocks.SmallStrong,
                    SheetText.Serial,
                    SheetText.From,
                    SheetText.To,
                    SheetText.HandedAt,
                    SheetText.TakenAt,
                    SheetText.Result,
                    SheetText.Remark
                ),
            () =>
            {
                foreach (var (index, row) in sheet.Rows.Index())
                {
                    Row(
                        pages,
                        PaperBlocks.Small,
                        (index + 1).ToString(CultureInfo.InvariantCulture),
                        string.Join(", ", row.From),
                        string.Join(", ", row.To),
                        row.Handed,
                        row.Taken,
                        row.Result,
                        row.Remark
                    );
                }
            }
        );
        pages.Rule();
        pages.Y += 8;
        pages.Text(SheetText.Explained, PaperBlocks.Small);
    }

    private static void Title(PrintedSheet sheet, ReceiptPages pages, PaperBlocks blocks)
    {
        var width = pages.Width - PaperBlocks.QrSide - CellGap;
        var start = pages.Y;
        blocks.Qr(sheet.LookUpUrl, start);
        pages.Y += 14;
        pages.Row([new PageCell(ReceiptPages.Left, width, SheetText.Title, PaperBlocks.Title)]);
        pages.Row([new PageCell(ReceiptPages.Left, width, SheetText.FormNumber, PaperBlocks.Small)]);
        pages.Y += 4;
        pages.Row([
            new PageCell(ReceiptPages.Left, 56, ReceiptText.DossierNumber, PaperBlocks.Body),
            new PageCell(ReceiptPages.Left + 56, width - 56, sheet.DossierNumber, PaperBlocks.Strong),
        ]);
        pages.Y = Math.Max(pages.Y, start + PaperBlocks.QrSide) + 8;
    }

    // Number, the two parties, the two moments, the result, and what is left for the remark.
    private static void Row(ReceiptPages pages, TextStyle style, params string[] cells)
    {
        float[] widths = [22, 122, 122, 56, 56, 50];
        pages.Need((3 * style.LineHeight) + 6);
        pages.Rule();
        pages.Y += 3;
        var x = ReceiptPages.Left;
        var row = new List<PageCell>();
        foreach (var (i, text) in cells.Index())
        {
            var width = i < widths.Length ? widths[i] : pages.Right - x + CellGap;
            row.Add(new PageCell(x, width - CellGap, text, style, i == 0 ? TextSide.Centre : TextSide.Left));
            x += width;
        }

        pages.Row(row);
        pages.Y += 3;
    }
}
