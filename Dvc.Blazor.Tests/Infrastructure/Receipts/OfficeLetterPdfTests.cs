using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Receipts;

public sealed class OfficeLetterPdfTests
{
    private static readonly DateTime At = new(2025, 6, 2, 3, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OfficeLetterKind.SupplementRequest, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Mẫu số 02")]
    [InlineData(OfficeLetterKind.Refusal, "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Mẫu số 03")]
    [InlineData(OfficeLetterKind.Apology, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Mẫu số 04")]
    [InlineData(OfficeLetterKind.Discontinuation, "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Mẫu số 05")]
    public async Task Render_EachForm_SaysWhatItIsByWhomAndWhy(OfficeLetterKind kind, string title, string form)
    {
        var text = await PrintedPages.ReadTextAsync(OfficeLetterPdf.Render(Letter(kind)), Cancel);

        string[] expected =
        [
            title,
            form,
            $"H21.65-250410-0007/M0{(int)kind}-1",
            "Chư Pưh, ngày 02 tháng 6 năm 2025",
            "ỦY BAN NHÂN DÂN HUYỆN CHƯ PƯH",
            "Ksor H'Ngŏ",
            "Bản chụp bị mờ.",
            "0269 3850 009",
            "Nguyễn Thị Thu Hằng",
        ];
        Assert.All(expected, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_RequestWithManyItems_NamesEachAndIsTheSameEveryTime()
    {
        var letter = Letter(OfficeLetterKind.SupplementRequest) with
        {
            Items = [.. Enumerable.Range(1, 60).Select(n => ($"Mục thứ {n}", $"Lý do thứ {n}"))],
        };

        var pdf = OfficeLetterPdf.Render(letter);

        Assert.Equal(pdf, OfficeLetterPdf.Render(letter));
        var text = await PrintedPages.ReadTextAsync(pdf, Cancel);
        Assert.All(letter.Items, item => Assert.Contains(item.Reason, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ForMail_LeavesOutAddressAndTelephone()
    {
        var text = await PrintedPages.ReadTextAsync(OfficeLetterPdf.Render(Letter(OfficeLetterKind.Refusal).ForMail()), Cancel);

        Assert.DoesNotContain("Kênh Mék", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0900 000 000", text, StringComparison.Ordinal);
    }

    private static OfficeLetter Letter(OfficeLetterKind kind) =>
        new()
        {
            Key = new OfficeLetterKey(kind, 1, At),
            ParentAgencyName = "Ủy ban nhân dân tỉnh Gia Lai",
            AgencyName = "Ủy ban nhân dân huyện Chư Pưh",
            OneStopName = "Bộ phận Tiếp nhận và Trả kết quả",
            Place = "Chư Pưh",
            DossierNumber = "H21.65-250410-0007",
            LookUpUrl = ReceiptCast.Submitted.LookUpUrl,
            ProcedureCode = "1.001776",
            ProcedureName = ReceiptCast.Submitted.ProcedureName,
            ApplicantName = "Ksor H'Ngŏ",
            Address = "Làng Kênh Mék, xã Ia Le",
            Phone = "0900 000 000",
            SubmittedAt = At.AddDays(-3),
            Reason = kind == OfficeLetterKind.SupplementRequest ? "" : "Bản chụp bị mờ.",
            Items = kind == OfficeLetterKind.SupplementRequest ? [("Văn bản ủy quyền", "Bản chụp bị mờ.")] : [],
            AnswerBy = kind == OfficeLetterKind.SupplementRequest ? At.AddDays(10) : null,
            SignedBy = "Nguyễn Thị Thu Hằng",
            OfficePhone = "0269 3850 009",
        };
}
