using Dvc.Blazor.Features.Accounts;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/ho-so")]
    [InlineData("/nop-ho-so/2.000635/to-khai?a=1&b=%20#c")]
    [InlineData("/thu-tuc?tu-khoa=khai%20sinh")]
    [InlineData("/dang-nhap-khac")]
    public void PathOfThisSite_IsKept(string address) => Assert.Equal(address, LocalAddress.OrHome(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ho-so")]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("%2f%2fevil.example")]
    [InlineData("/%2fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData(" //evil.example")]
    [InlineData("/dang-nhap?tro-lai=%2Fdang-nhap")]
    [InlineData("/dang-xuat")]
    [InlineData("/khong-co-quyen")]
    public void AnythingElse_LeadsHome(string? address) => Assert.Equal("/", LocalAddress.OrHome(address));

    [Fact]
    public void VietnameseLetters_AreEscaped() =>
        Assert.Equal("/thu-tuc?tu-khoa=t%E1%BB%87%20a", LocalAddress.OrHome("/thu-tuc?tu-khoa=tệ a"));

    [Fact]
    public void VeryLongAddress_LeadsHome() => Assert.Equal("/", LocalAddress.OrHome("/" + new string('a', 3000)));
}
