using Dvc.Blazor.Features.Submission.Counter;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Submission.Counter;

public sealed class ScanSortingTests
{
    private static readonly ScanSlot[] Slots =
    [
        new("TK", "Tờ khai đăng ký khai sinh", false),
        new("GCS", "Giấy chứng sinh", false),
        new("CC", "Thẻ căn cước của cha, mẹ", false),
    ];

    [Theory]
    [InlineData("giay_chung_sinh.pdf,can cuoc cha.jpg,to-khai-khai-sinh.pdf", "GCS,CC,TK")]
    [InlineData("scan0001.pdf,scan0002.pdf,scan0003.pdf", "TK,GCS,CC")]
    // What has a name of its own comes first; the rest fills what is left, in order.
    [InlineData("scan0001.pdf,Giấy chứng sinh.pdf,scan0002.pdf", "TK,GCS,CC")]
    [InlineData("scan1.pdf,scan2.pdf,scan3.pdf,scan4.pdf", "TK,GCS,CC,")]
    // One word that many papers have says nothing.
    [InlineData("giấy tờ scan.pdf", "TK")]
    public void Guess_GoesByNameAndThenByOrder(string files, string codes)
    {
        var scans = files.Split(',').Select(name => (Id: Guid.NewGuid(), name)).ToList();

        var guessed = ScanSorting.Guess(Slots, scans);

        Assert.Equal(codes.Split(','), scans.Select(scan => guessed.GetValueOrDefault(scan.Id, "")));
    }

    [Fact]
    public void Guess_ByOrder_LeavesPapersAloneThatHaveAFile()
    {
        var scan = (Guid.NewGuid(), "scan1.pdf");

        Assert.Equal("GCS", ScanSorting.Guess([Slots[0] with { IsFilled = true }, Slots[1]], [scan])[scan.Item1]);
    }
}
