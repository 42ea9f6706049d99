using System.Globalization;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>What stands where on a letter: head, title with QR, people, words, items, dates, signature.</summary>
internal sealed class OfficeLetterLayout(OfficeLetter letter, ReceiptPages pages)
{
    private readonly PaperBlocks _blocks = new(pages);

    public void Fill()
    {
        _blocks.Head(new PaperHead(letter.ParentAgencyName, letter.AgencyName, letter.OneStopName, letter.Place, letter.Key.At));
        Title();
        Lines(letter.People());
        pages.Y += 4;
        foreach (var words in letter.Words())
        {
            pages.Text(words, PaperBlocks.Body, after: 4);
        }

        Items();
        Lines(letter.Terms());
        pages.Y += 4;
        pages.Text(ReceiptWords.Format(ReceiptText.HowToFollow, letter.LookUpUrl.GetLeftPart(UriPartial.Path)), PaperBlocks.Small);
        Signature();
    }

    private void Title()
    {
        var width = pages.Width - PaperBlocks.QrSide - 6;
        var start = pages.Y;
        _blocks.Qr(letter.LookUpUrl, start);
        pages.Y += 10;
        pages.Row([new PageCell(ReceiptPages.Left, width, letter.Title, PaperBlocks.Title)]);
        pages.Row([new PageCell(ReceiptPages.Left, width, letter.FormNumber, PaperBlocks.Small)]);
        pages.Y += 4;
        Labelled(OfficeLetterText.Number, letter.Number);
        Labelled(ReceiptText.DossierNumber, letter.DossierNumber);
        pages.Y = Math.Max(pages.Y, start + PaperBlocks.QrSide) + 6;

        void Labelled(string label, string value) =>
            pages.Row([
                new PageCell(ReceiptPages.Left, 56, label, PaperBlocks.Body),
                new PageCell(ReceiptPages.Left + 56, width - 56, value, PaperBlocks.Strong),
            ]);
    }

    private void Lines(IEnumerable<(string Label, string Value)> lines)
    {
        foreach (var (label, value) in lines)
        {
            _blocks.Pair(label, value);
        }
    }

    private void Items()
    {
        if (letter.Items.Count == 0)
        {
            return;
        }

        pages.Need(60);
        pages.Table(
            () => Item(PaperBlocks.SmallStrong, OfficeLetterText.SerialNumber, OfficeLetterText.Item, OfficeLetterText.ItemReason),
            () =>
            {
                foreach (var (index, item) in letter.Items.Index())
                {
                    Item(PaperBlocks.Body, (index + 1).ToString(CultureInfo.InvariantCulture), item.Name, item.Reason);
                }
            }
        );
        pages.Rule();
        pages.Y += 8;
    }

    private void Item(TextStyle style, string serial, string name, string reason)
    {
        pages.Need((2 * style.LineHeight) + 6);
        pages.Rule();
        pages.Y += 3;
        pages.Row([
            new PageCell(ReceiptPages.Left, 26, serial, style, TextSide.Centre),
            new PageCell(ReceiptPages.Left + 30, 134, name, style),
            new PageCell(ReceiptPages.Left + 172, pages.Width - 172, reason, style),
        ]);
        pages.Y += 3;
    }

    private void Signature()
    {
        pages.Need(64);
        pages.Y += 10;
        _blocks.Halves("", OfficeLetterText.Signature, PaperBlocks.SmallStrong);
        _blocks.Halves("", OfficeLetterText.SignedOnline, PaperBlocks.Small);
        pages.Y += 8;
        _blocks.Halves("", letter.SignedBy, PaperBlocks.Body);
    }
}
