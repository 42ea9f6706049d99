using CsCheck;
using Dvc.Blazor.Domain.Text;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Text;

public sealed class FoldTests
{
    [Theory]
    [InlineData("Đăng ký khai sinh", "dang ky khai sinh")]
    [InlineData("  ĐĂNG   KÝ\u00a0khai\tsinh ", "dang ky khai sinh")]
    [InlineData("Ksor H'Ng\u014f", "ksor h'ngo")]
    [InlineData("Rơ Châm \u0180\u0130", "ro cham \u0180i")]
    [InlineData("Nguye\u0302\u0303n", "nguyen")]
    [InlineData(null, "")]
    public void Text_Vietnamese_IsAccentFree(string? text, string folded) => Assert.Equal(folded, Fold.Text(text));

    [Fact]
    public void Matches_WordsInAnyOrderWithoutAccents_Finds()
    {
        Assert.True(Fold.Matches("Đăng ký khai sinh", "khai sinh dang"));
        Assert.False(Fold.Matches("Đăng ký khai tử", "khai sinh"));
    }

    [Fact]
    public void Text_FoldedTwice_IsTheSame() =>
        Gen
            .Char.Array[0, 12]
            .Select(chars => new string(chars))
            .Sample(text => Fold.Text(Fold.Text(text)) == Fold.Text(text), iter: 20_000);
}
