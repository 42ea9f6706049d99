using System.Globalization;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>What stands where on the paper, in the order of form 01: head, title with QR, people, papers, times, fees, signatures, files.</summary>
internal sealed class ReceiptLayout(ReceiptDocument receipt, ReceiptPages pages)
{
    private const float QrSide = PaperBlocks.QrSide;

    private static readonly TextStyle s_body = PaperBlocks.Body;
    private static readonly TextStyle s_strong = PaperBlocks.Strong;
    private static readonly TextStyle s_small = PaperBlocks.Small;
    private static readonly TextStyle s_smallStrong = PaperBlocks.SmallStrong;
    private static readonly TextStyle s_title = PaperBlocks.Title;
    private readonly PaperBlocks _blocks = new(pages);

    public void Fill()
    {
        Head();
        Title();
        People();
        Papers();
        Times();
        Fees();
        Notes();
        Signatures();
        Files();
    }

    private bool Accepted => receipt.Kind == ReceiptKind.Acceptance;

    private void Head() =>
        _blocks.Head(
            new PaperHead(
                receipt.ParentAgencyName,
                receipt.AgencyName,
                receipt.OneStopName,
                receipt.Place,
                receipt.AcceptedAt is { } accepted && Accepted ? accepted : receipt.SubmittedAt
            )
        );

    private void Title()
    {
        var width = pages.Width - QrSide - 6;
        var start = pages.Y;
        _blocks.Qr(receipt.LookUpUrl, start);
        pages.Y += 10;
        pages.Row([new PageCell(ReceiptPages.Left, width, ReceiptWords.Title(receipt), s_title)]);
        if (Accepted)
        {
            pages.Row([new PageCell(ReceiptPages.Left, width, ReceiptText.FormNumber, s_small)]);
        }

        pages.Y += 4;
        Labelled(ReceiptText.DossierNumber, receipt.DossierNumber, s_strong);
        Labelled(ReceiptText.LookUpCode, receipt.LookUpCode, s_strong);
        pages.Y = Math.Max(pages.Y, start + QrSide) + 6;

        void Labelled(string label, string value, TextStyle style) =>
            pages.Row([new PageCell(ReceiptPages.Left, 70, label, s_body), new PageCell(ReceiptPages.Left + 70, width - 70, value, style)]);
    }

    private void People()
    {
        Pair(ReceiptText.Applicant, receipt.ApplicantName, s_strong);
        Pair(ReceiptText.Representative, receipt.RepresentativeName);
        Pair(ReceiptText.IdNumber, receipt.IdNumber);
        Pair(ReceiptText.Address, receipt.Address);
        Pair(ReceiptText.Phone, receipt.Phone);
        Pair(ReceiptText.Email, receipt.Email);
        Pair(ReceiptText.Helper, receipt.HelperName);
        Pair(ReceiptText.Request, $"{receipt.ProcedureName} ({receipt.ProcedureCode})");
        pages.Y += 6;
    }

    private void Papers()
    {
        if (receipt.Papers.Count == 0)
        {
            return;
        }

        pages.Need(60);
        pages.Table(
            () =>
                PaperRow(
                    s_smallStrong,
                    ReceiptText.SerialNumber,
                    ReceiptText.Paper,
                    ReceiptText.Originals,
                    ReceiptText.Copies,
                    ReceiptText.FileCount
                ),
            () =>
            {
                for (var i = 0; i < receipt.Papers.Count; i++)
                {
                    var paper = receipt.Papers[i];
                    PaperRow(s_body, Number(i + 1), paper.Name, Number(paper.Originals), Number(paper.Copies), Number(paper.Files.Count));
                }
            }
        );
        pages.Rule();
        pages.Y += 8;
    }

    private void PaperRow(TextStyle style, string serial, string name, string originals, string copies, string files)
    {
        pages.Need((2 * style.LineHeight) + 6);
        pages.Rule();
        pages.Y += 3;
        pages.Row([
            new PageCell(ReceiptPages.Left, 26, serial, style, TextSide.Centre),
            new PageCell(ReceiptPages.Left + 30, 186, name, style),
            new PageCell(pages.Right - 134, 46, originals, style, TextSide.Centre),
            new PageCell(pages.Right - 86, 46, copies, style, TextSide.Centre),
            new PageCell(pages.Right - 40, 40, files, style, TextSide.Centre),
        ]);
        pages.Y += 3;
    }

    private void Times()
    {
        Pair(ReceiptText.Sets, ReceiptWords.Sets(receipt));
        Pair(ReceiptText.ProcessingTime, receipt.ProcessingTime);
        Pair(ReceiptText.SubmittedAt, ReceiptWords.Moment(receipt.SubmittedAt));
        if (Accepted && receipt.AcceptedAt is { } accepted)
        {
            Pair(ReceiptText.AcceptedAt, ReceiptWords.Moment(accepted));
        }

        if (receipt.DueDate is { } due)
        {
            Pair(ReceiptText.DueDate, ReceiptWords.Due(due, receipt.DueTime), s_strong);
        }
        else
        {
            Pair(ReceiptText.DueDate, Accepted ? ReceiptText.NoDueDate : ReceiptText.NotYetDue);
        }

        Pair(ReceiptText.ReturnPlace, receipt.ReturnPlace);
        Pair(ReceiptText.ReturnMethod, receipt.ReturnMethod);
        foreach (var (i, line) in receipt.LinkedLines().Index())
        {
            Pair(i == 0 ? ReceiptText.Linked : "", line);
        }
    }

    private void Fees()
    {
        for (var i = 0; i < receipt.Fees.Count; i++)
        {
            Pair(i == 0 ? ReceiptText.Fees : "", FeeLine(receipt.Fees[i]));
        }
    }

    private static string FeeLine(ReceiptFee fee) =>
        fee switch
        {
            { Unverified: true } or { Amount: null } => ReceiptWords.Format(ReceiptText.FeeToConfirm, fee.Name),
            { Amount: 0 } => ReceiptWords.Format(ReceiptText.FeeFree, fee.Name),
            { Per: { } per } => ReceiptWords.Format(ReceiptText.FeePer, fee.Name, ReceiptWords.Money(fee.Amount.Value), per),
            _ => ReceiptWords.Format(ReceiptText.FeeLine, fee.Name, ReceiptWords.Money(fee.Amount.Value)),
        };

    private void Notes()
    {
        pages.Y += 4;
        if (!Accepted)
        {
            pages.Text(ReceiptWords.NotAnAcceptance(receipt), s_small);
        }

        pages.Text(ReceiptWords.Format(ReceiptText.HowToFollow, receipt.LookUpUrl.GetLeftPart(UriPartial.Path)), s_small);
        if (receipt.WithheldForMail)
        {
            pages.Text(ReceiptText.WithheldForMail, s_small);
        }
    }

    private void Signatures()
    {
        pages.Need(70);
        pages.Y += 10;
        _blocks.Halves(ReceiptText.SubmitterSignature, Accepted ? ReceiptText.AccepterSignature : "", s_smallStrong);
        _blocks.Halves(ReceiptWords.HowSigned(receipt), Accepted ? ReceiptText.ConfirmedOnline : "", s_small);
        pages.Y += 8;
        _blocks.Halves(receipt.RepresentativeName ?? receipt.ApplicantName, Accepted ? receipt.AcceptedBy ?? "" : "", s_body);
    }

    private void Files()
    {
        if (receipt.Papers.All(paper => paper.Files.Count == 0))
        {
            return;
        }

        pages.Need(60);
        pages.Y += 12;
        pages.Table(() => pages.Text(ReceiptText.FilesTitle, s_strong, after: 2), FileRows);
        pages.Rule();
    }

    private void FileRows()
    {
        for (var i = 0; i < receipt.Papers.Count; i++)
        {
            for (var j = 0; j < receipt.Papers[i].Files.Count; j++)
            {
                FileRow($"{Number(i + 1)}.{Number(j + 1)}", receipt.Papers[i].Files[j]);
            }
        }
    }

    private void FileRow(string serial, ReceiptFile file)
    {
        pages.Need((2 * s_small.LineHeight) + 4);
        pages.Rule();
        pages.Y += 2;
        var about = file.Pages is { } count
            ? ReceiptWords.Format(ReceiptText.FileWithPages, ReceiptWords.Size(file.Size), count)
            : ReceiptWords.Size(file.Size);
        pages.Row([
            new PageCell(ReceiptPages.Left, 26, serial, s_small, TextSide.Centre),
            new PageCell(ReceiptPages.Left + 30, 150, file.Name, s_small),
            new PageCell(ReceiptPages.Left + 186, 66, about, s_small),
            new PageCell(pages.Right - 96, 96, ReceiptWords.Shortened(file.Sha256), s_small, TextSide.Right),
        ]);
        pages.Y += 2;
    }

    private void Pair(string label, string? value, TextStyle? style = null) => _blocks.Pair(label, value, style);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
