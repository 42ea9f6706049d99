using Dvc.Blazor.Infrastructure.Security;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security;

public sealed class OneTimePasswordTests
{
    // "12345678901234567890", the key of the examples in RFC 6238.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Code_IsThatOfTheStandard(long seconds, string code) =>
        Assert.Equal(code, OneTimePassword.Code(Key, OneTimePassword.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void StepOf_LeavesOneStepForClocks(int away, bool accepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = OneTimePassword.StepAt(now) + away;

        Assert.Equal(accepted ? step : null, OneTimePassword.StepOf(Key, OneTimePassword.Code(Key, step), now, long.MinValue));
    }

    [Fact]
    public void StepOf_ASpentCode_IsNothing()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = OneTimePassword.StepAt(now);

        Assert.Null(OneTimePassword.StepOf(Key, OneTimePassword.Code(Key, step), now, usedUpTo: step));
        Assert.Equal(step + 1, OneTimePassword.StepOf(Key, OneTimePassword.Code(Key, step + 1), now, usedUpTo: step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00592")]
    [InlineData("0059240")]
    [InlineData("٠٠٥٩٢٤")]
    public void StepOf_SomethingElse_IsNothing(string typed) =>
        Assert.Null(OneTimePassword.StepOf(Key, typed, DateTimeOffset.FromUnixTimeSeconds(1_234_567_890), long.MinValue));

    [Fact]
    public void NewKey_IsReadable_AndNeverTheSame()
    {
        var keys = Enumerable.Range(0, 50).Select(_ => OneTimePassword.NewKey()).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(50, keys.Count);
        Assert.All(keys, key => Assert.Equal(6, OneTimePassword.Code(key, 1).Length));
    }

    [Fact]
    public void Code_OfAKeyThatIsNone_SaysSo() => Assert.Throws<FormatException>(() => OneTimePassword.Code("not base 32!", 1));
}
