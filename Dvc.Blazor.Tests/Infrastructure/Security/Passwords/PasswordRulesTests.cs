using System.Text;
using Dvc.Blazor.Infrastructure.Security.Passwords;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security.Passwords;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("ba con trâu đen")]
    [InlineData("aaaa bbbb cccc dddd")]
    [InlineData("mưa rào tháng sáu ở Ia Le")]
    [InlineData("correct horse battery")]
    [InlineData("9pX!w2Lq7zRt")]
    [InlineData("Dvc@2026demo")]
    public void LongWordsNobodyTriesFirst_AreTaken(string password) =>
        Assert.Null(PasswordRules.FaultIn(password, "Rơ Châm H’Yên", "hyen@dvc.local"));

    [Fact]
    public void AHundredCharacters_AreTaken() => Assert.Null(PasswordRules.FaultIn(string.Concat(Enumerable.Repeat("ễ con đò cũ ", 9))));

    [Theory]
    [InlineData("", PasswordFault.TooShort)]
    [InlineData("12345678", PasswordFault.TooShort)]
    [InlineData("ngắn quá", PasswordFault.TooShort)]
    [InlineData("1234567890", PasswordFault.Common)]
    [InlineData("aaaaaaaaaaaa", PasswordFault.Common)]
    [InlineData("qwertyuiop", PasswordFault.Common)]
    [InlineData("Mật khẩu 2026!", PasswordFault.Common)]
    [InlineData("P@ssw0rd2024", PasswordFault.Common)]
    [InlineData("anhyeuem123", PasswordFault.Common)]
    [InlineData("Nguyễn Hùng 68", PasswordFault.Common)]
    [InlineData("VIETNAM123456", PasswordFault.Common)]
    [InlineData("chupuh2026", PasswordFault.AboutYou)]
    [InlineData("GiaLai-ChuPuh", PasswordFault.AboutYou)]
    [InlineData("dvc.gialai.2026", PasswordFault.AboutYou)]
    [InlineData("RơChâmHYên1990", PasswordFault.AboutYou)]
    [InlineData("hyen.19900512", PasswordFault.AboutYou)]
    public void WhatIsTriedFirst_IsRefused(string password, PasswordFault fault) =>
        Assert.Equal(fault, PasswordRules.FaultIn(password, "Rơ Châm H’Yên", "hyen@dvc.local"));

    [Fact]
    public void TooMuch_IsRefused() =>
        Assert.Equal(
            PasswordFault.TooLong,
            PasswordRules.FaultIn(string.Concat(Enumerable.Range(0, 129).Select(i => (char)('a' + (i % 26)))))
        );

    [Fact]
    public void OtherUnicodeForm_IsTheSamePassword()
    {
        const string typed = "mưa rào tháng sáu";

        Assert.Equal(PasswordRules.Normalize(typed), PasswordRules.Normalize(typed.Normalize(NormalizationForm.FormD)));
    }

    [Fact]
    public void HalfACharacter_DoesNotThrow() => Assert.Null(PasswordRules.FaultIn("ba con \ud800 trâu đen"));
}
