using System.Globalization;
using CsCheck;
using Dvc.Blazor.Domain.Files;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Files;

public sealed class PaperFileNameTests
{
    private const string Forbidden = "/\\:*?\"<>|\r\n";

    [Theory]
    [InlineData("đơn (1).pdf", "đơn (1).pdf")]
    [InlineData("đo\u031Bn.pdf", "đơn.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"..\..\don.pdf", "don.pdf")]
    [InlineData(@"C:\fakepath\anh.JPG", "anh.JPG")]
    [InlineData("a\0.pdf", "a.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie- x.pdf")]
    [InlineData("gpj.\u202Efdp.exe", "gpj.fdp.exe")]
    [InlineData("a\u200B\u00A0 b.pdf", "a b.pdf")]
    [InlineData("\"quotes\" <b>.pdf", "-quotes- -b-.pdf")]
    [InlineData("CON.pdf", "_CON.pdf")]
    [InlineData("com1", "_com1")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("...", "tep")]
    [InlineData("", "tep")]
    [InlineData(null, "tep")]
    [InlineData("\uD800x.pdf", "x.pdf")]
    public void Clean_OfANameFromOutside_IsHarmless(string? given, string expected) => Assert.Equal(expected, PaperFileName.Clean(given));

    [Theory]
    [InlineData("IMG_1.HEIC", PaperKind.Jpeg, "IMG_1.jpg")]
    [InlineData("anh.JPEG", PaperKind.Jpeg, "anh.JPEG")]
    [InlineData("hoadon.exe", PaperKind.Pdf, "hoadon.pdf")]
    [InlineData("Don so 1.2 ban cuoi", PaperKind.Pdf, "Don so 1.2 ban cuoi.pdf")]
    public void Clean_KnowingTheContent_GivesTheRightEnding(string given, PaperKind kind, string expected) =>
        Assert.Equal(expected, PaperFileName.Clean(given, kind));

    [Fact]
    public void Clean_OfAnything_HoldsItsPromises() =>
        Gen.String.Sample(given =>
        {
            var name = PaperFileName.Clean(given, PaperKind.Pdf);
            Assert.InRange(name.Length, 5, PaperFileName.MaxLength);
            Assert.DoesNotContain(name, c => Forbidden.Contains(c, StringComparison.Ordinal));
            Assert.DoesNotContain(name, c => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
            Assert.False(name.StartsWith('.') || name.StartsWith(' '));
            Assert.True(name.IsNormalized());
            Assert.Equal(name, PaperFileName.Clean(name, PaperKind.Pdf));
        });

    [Fact]
    public void Clean_OfALongName_KeepsItsEnding()
    {
        var name = PaperFileName.Clean(new string('ễ', 300) + ".pdf");

        Assert.Equal(PaperFileName.MaxLength, name.Length);
        Assert.EndsWith("ễ.pdf", name, StringComparison.Ordinal);
    }
}
