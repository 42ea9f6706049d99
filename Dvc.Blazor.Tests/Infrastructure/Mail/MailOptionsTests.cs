using Dvc.Blazor.Infrastructure.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Mail;

public sealed class MailOptionsTests
{
    [Theory]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Port", "smtp")]
    [InlineData("Mail:Port", "70000")]
    [InlineData("Mail:Security", "tls")]
    [InlineData("Mail:Security", "7")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("Mail:From", "a@b.vn, c@d.vn")]
    [InlineData("Mail:PickupDirectory", "")]
    public void Start_WrongValue_IsStoppedWithTheKeyAndWhatItShouldBe(string key, string value)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Read((key, value)));

        Assert.Contains(key, fault.Message, StringComparison.Ordinal);
        Assert.Contains("should be", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_PasswordInTheClear_IsStoppedWithoutTellingIt()
    {
        var fault = Assert.Throws<OptionsValidationException>(() =>
            Read(("Mail:Host", "smtp.example.vn"), ("Mail:User", "portal"), ("Mail:Password", "s3cret"), ("Mail:Security", "None"))
        );

        Assert.Contains("Mail:Security", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_UserWithoutPassword_IsStopped()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Read(("Mail:Host", "smtp.example.vn"), ("Mail:User", "portal")));

        Assert.Contains("Mail:Password", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_OnlyAHost_TakesSubmissionPortAndTls()
    {
        var options = Read(("Mail:Host", "smtp.example.vn"), ("Mail:PickupDirectory", ""));

        Assert.Equal((587, MailSecurity.Auto, true), (options.PortNumber, options.SecurityKind, options.UsesSmtp));
    }

    [Theory]
    [InlineData("hyen@example.vn", "hyen@example.vn")]
    [InlineData("h.yen+dvc@Example.VN", "h.yen+dvc@example.vn")]
    [InlineData("a@bưu-điện.vn", "a@xn--")]
    public void Normalize_OneMailbox_HasAnAsciiHost(string typed, string expected)
    {
        Assert.StartsWith(expected, MailAddress.Normalize(typed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a")]
    [InlineData("@example.vn")]
    [InlineData(".a@example.vn")]
    [InlineData("a..b@example.vn")]
    [InlineData("ạ@example.vn")]
    [InlineData("a b@example.vn")]
    [InlineData("a@example")]
    [InlineData("a@1.2.3.4")]
    [InlineData("a@example..vn")]
    [InlineData("a@exa_mple.vn")]
    [InlineData("a@example.vn\n")]
    public void Normalize_AnythingElse_IsNothing(string? typed)
    {
        Assert.Null(MailAddress.Normalize(typed));
    }

    private static MailOptions Read(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Mail:From"] = "khong-tra-loi@dvc.local", ["Mail:PickupDirectory"] = "post" };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddMail();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<MailOptions>>().Value;
    }
}
