using Dvc.Blazor.Features.Accounts.SecondFactor;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.SecondFactor;

public sealed class TypedCodeTests
{
    [Theory]
    [InlineData("123456", "123456")]
    [InlineData(" 123 456\u00a0", "123456")]
    [InlineData("１２３４５６", "123456")]
    [InlineData("12345", null)]
    [InlineData("1234567", null)]
    [InlineData("12345a", null)]
    [InlineData(null, null)]
    public void Digits_AreReadHoweverTheyAreGrouped(string? typed, string? code) => Assert.Equal(code, TypedCode.Digits(typed));

    [Theory]
    [InlineData("2B7KD-9QRTX", "2B7KD-9QRTX")]
    [InlineData("2b7kd9qrtx", "2B7KD-9QRTX")]
    [InlineData(" 2B7KD - 9QRTX ", "2B7KD-9QRTX")]
    [InlineData("2B7KD-9QRT", null)]
    [InlineData("2B7KD;9QRTX", null)]
    [InlineData("", null)]
    public void RecoveryCodes_AreReadHoweverTheyAreWritten(string typed, string? code) => Assert.Equal(code, TypedCode.Recovery(typed));

    [Fact]
    public void EndlessText_IsNotACode() => Assert.Null(TypedCode.Digits(new string(' ', 100_000) + "123456"));
}
