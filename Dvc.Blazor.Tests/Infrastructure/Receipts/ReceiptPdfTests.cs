using System.Text;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Tests.Support;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Receipts;

public sealed class ReceiptPdfTests
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void Write_Submitted_ConfirmsTheFilingWithoutADate()
    {
        var text = TextOf(ReceiptCast.Submitted);

        Assert.Contains("GIẤY XÁC NHẬN ĐÃ NỘP HỒ SƠ TRỰC TUYẾN", text, StringComparison.Ordinal);
        Assert.Contains("Chưa hẹn", text, StringComparison.Ordinal);
        Assert.Contains("10 giờ 47, ngày 10/04/2025", text, StringComparison.Ordinal);
        Assert.Contains("Chư Pưh, ngày 10 tháng 4 năm 2025", text, StringComparison.Ordinal);
        Assert.DoesNotContain("GIẤY TIẾP NHẬN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NGƯỜI TIẾP NHẬN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Accepted_IsForm01WithEverythingOnIt()
    {
        var text = TextOf(ReceiptCast.Accepted);

        string[] expected =
        [
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "Mẫu số 01",
            "ỦY BAN NHÂN DÂN HUYỆN CHƯ PƯH",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "H21.65-250410-0007",
            "7KQ2-M9XA",
            "Rơ Châm H’Yên",
            "064175••••••",
            "Làng Kênh Mék",
            "0900 000 000",
            "hyen@example.vn",
            "(1.001776)",
            "Giấy tờ tùy thân (đối chiếu)",
            "17,5 ngày làm việc",
            "00 giờ 30, ngày 11/04/2025",
            "16 giờ 30, thứ Tư, ngày 07/05/2025",
            "Bộ phận Một cửa xã Ia Le",
            "Phí cấp bản sao: 8.000 đ/bản",
            "Lệ phí khác: cần xác nhận với cơ quan",
            "Nguyễn Thị Thu Hằng",
            "to-khai.pdf",
            "184 kB, 3 trang",
            "12,6 MB",
            ReceiptWords.Shortened(ReceiptCast.Accepted.Papers[0].Files[0].Sha256),
        ];
        Assert.All(expected, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Ksor H'Ngŏ")]
    [InlineData("Rơ Châm Siu Y Bé")]
    [InlineData("ƀ ŏ ĭ ŭ č ñ Ƀ Ŏ Ĭ Ŭ Č Ñ")]
    [InlineData("Nguyễn Thị Ẩn, Đỗ Ưỡng, Phạm Quỳnh Ỷ")]
    [InlineData("Đơn số 5 ≥ 3, €, Ω, Ж")]
    public async Task Write_HighlandAndVietnameseLetters_AreReadBackInBothSpellings(string name)
    {
        foreach (var typed in (string[])[name, name.Normalize(NormalizationForm.FormD)])
        {
            var pdf = ReceiptPdf.Render(ReceiptCast.Submitted with { ApplicantName = typed });
            var text = await PrintedPages.ReadTextAsync(pdf, Cancel);
            Assert.Contains(Squeezed(name), Squeezed(text.Normalize(NormalizationForm.FormC)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Write_HostileText_PrintsWithoutControlOrDirectionMarks()
    {
        var text = TextOf(ReceiptCast.Submitted with { ApplicantName = "Siu\u202E Y\r\nBé\u0000\uD800" });

        Assert.Contains("Siu Y Bé", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EveryPage_IsA5WithEmbeddedFontsAndItsNumber()
    {
        using var pdf = PdfDocument.Open(ReceiptPdf.Render(ReceiptCast.Long));

        Assert.True(pdf.NumberOfPages > 1);
        Assert.All(
            pdf.GetPages(),
            page =>
            {
                Assert.Equal(148 / 25.4 * 72, (double)page.Width, 0.6);
                Assert.Equal(210 / 25.4 * 72, (double)page.Height, 0.6);
                Assert.Contains($"Trang {page.Number}/{pdf.NumberOfPages}", Read(page), StringComparison.Ordinal);
                Assert.All(
                    page.Letters,
                    letter => Assert.Matches(@"\A[A-Z]{6}\+(BeVietnamPro|NotoSans)|\A(BeVietnamPro|NotoSans)", letter.FontName)
                );
                Assert.All(page.Letters, letter => Assert.InRange(letter.StartBaseLine.X, 20, (double)page.Width - 20));
                Assert.All(page.Letters, letter => Assert.InRange(letter.StartBaseLine.Y, 15, (double)page.Height - 20));
            }
        );
    }

    [Fact]
    public async Task Write_Fonts_AreAllEmbedded()
    {
        var fonts = await PrintedPages.ReadFontsAsync(ReceiptPdf.Render(ReceiptCast.Accepted with { ApplicantName = "Ksor ƀ" }), Cancel);

        Assert.Equal(3, fonts.Count);
        Assert.All(fonts, font => Assert.Matches(@" yes +yes +yes +[0-9]+ +0 *\z", font));
    }

    [Fact]
    public void Write_LongList_LosesNoFile()
    {
        var text = TextOf(ReceiptCast.Long);

        Assert.All(ReceiptCast.Long.Papers.SelectMany(p => p.Files), file => Assert.Contains(file.Name, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_WordWiderThanTheLine_IsBrokenNotCut()
    {
        var name = new string('W', 400) + "-het.pdf";
        using var pdf = PdfDocument.Open(
            ReceiptPdf.Render(ReceiptCast.Submitted with { Papers = [ReceiptCast.Paper("Giấy", 1, 0, ReceiptCast.File(name, 1, 1))] })
        );

        var letters = string.Concat(pdf.GetPages().SelectMany(p => p.Letters).Select(l => l.Value));
        Assert.Equal(400, letters.Count(c => c == 'W'));
        Assert.All(
            pdf.GetPages().SelectMany(p => p.Letters),
            l => Assert.True(l.EndBaseLine.X < l.StartBaseLine.X + 100 && l.EndBaseLine.X < 400)
        );
    }

    [Fact]
    public async Task Write_QrOnPaper_OpensTheLookUp()
    {
        var read = await PrintedPages.ReadQrAsync(ReceiptPdf.Render(ReceiptCast.Accepted), 1, Cancel);

        Assert.Equal(ReceiptCast.Accepted.LookUpUrl.AbsoluteUri, read);
    }

    [Fact]
    public void Write_Metadata_TellsTitleAuthorAndLanguage()
    {
        using var pdf = PdfDocument.Open(ReceiptPdf.Render(ReceiptCast.Accepted));

        Assert.Equal("Giấy tiếp nhận hồ sơ và hẹn trả kết quả H21.65-250410-0007", pdf.Information.Title);
        Assert.Equal("Ủy ban nhân dân huyện Chư Pưh", pdf.Information.Author);
        var language = Assert.IsType<StringToken>(pdf.Structure.Catalog.CatalogDictionary.Data["Lang"]);
        Assert.Equal("vi-VN", language.Data);
    }

    [Fact]
    public void Write_SameDocumentTwice_GivesTheSameBytes()
    {
        Assert.Equal(ReceiptPdf.Render(ReceiptCast.Long), ReceiptPdf.Render(ReceiptCast.Long));
    }

    [Fact]
    public async Task Write_ManyAtOnce_DoNotDisturbEachOther()
    {
        var expected = ReceiptPdf.Render(ReceiptCast.Accepted);

        var printed = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReceiptPdf.Render(ReceiptCast.Accepted), Cancel))
        );

        Assert.All(printed, pdf => Assert.Equal(expected, pdf));
    }

    [Fact]
    public void ForMail_LeavesOutWhatAnOpenLetterMustNotCarry()
    {
        var text = TextOf(ReceiptCast.Accepted.ForMail());

        Assert.DoesNotContain("064175", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kênh Mék", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0900 000 000", text, StringComparison.Ordinal);
        Assert.Contains("Bản gửi qua thư điện tử", text, StringComparison.Ordinal);
    }

    // Readers guess the spaces between single letters from their distance.
    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string TextOf(ReceiptDocument receipt)
    {
        using var pdf = PdfDocument.Open(ReceiptPdf.Render(receipt));
        return string.Join(' ', pdf.GetPages().Select(Read));
    }

    // Words broken over lines come back with one space.
    private static string Read(UglyToad.PdfPig.Content.Page page) =>
        string.Join(
            ' ',
            ContentOrderTextExtractor
                .GetText(page)
                .Normalize(NormalizationForm.FormC)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
