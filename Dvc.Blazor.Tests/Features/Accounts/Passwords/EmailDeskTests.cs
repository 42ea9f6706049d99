using Dvc.Blazor.Features.Accounts.Passwords;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Passwords;

public sealed class EmailDeskTests
{
    private const string New = "moi@example.vn";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Change_WithTheDigitsFromTheNewAddress_MovesTheAccount_AndTellsBoth(DatabaseProvider provider)
    {
        await using var site = await PasswordSite.CreateAsync(provider);
        var (here, citizen) = await SignedInAsync(site);

        Assert.Equal(EmailStep.Done, await AskAsync(here, New));
        var sent = Assert.Single(await site.Portal.LettersAsync());
        Assert.Equal((AccountLetterKind.ConfirmAddress, New), (sent.Kind, sent.ToAddress));
        Assert.Equal(EmailStep.WrongCode, await ConfirmAsync(here, sent.Code == "000000" ? "000001" : "000000"));
        Assert.Equal(EmailStep.Done, await ConfirmAsync(here, $" {sent.Code![..3]} {sent.Code[3..]} "));

        var user = await site.Portal.PersonAsync(citizen);
        Assert.Equal((New, New, New.ToUpperInvariant()), (user.Email, user.UserName, user.NormalizedEmail));
        var told = (await site.Portal.LettersAsync()).Where(l => l.Kind == AccountLetterKind.EmailChanged).Select(l => l.ToAddress);
        Assert.Equal([Cast.Citizen, New], told.Order(StringComparer.Ordinal));
        site.Portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await here.WhoAsync()).Identity?.IsAuthenticated);
        Assert.Equal(EmailStep.WrongCode, await ConfirmAsync(here, sent.Code));
    }

    [Fact]
    public async Task Change_ToAnAddressThatHasAnAccount_AnswersTheSame_AndWritesToItsOwner()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        var (here, _) = await SignedInAsync(site);

        Assert.Equal(EmailStep.Done, await AskAsync(here, Cast.Organisation));

        var sent = Assert.Single(await site.Portal.LettersAsync());
        Assert.Equal((AccountLetterKind.AlreadyRegistered, Cast.Organisation, null), (sent.Kind, sent.ToAddress, sent.Code));
    }

    [Fact]
    public async Task Digits_TriedTooOften_OrTooLate_CountNoMore()
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        var (here, _) = await SignedInAsync(site);
        await AskAsync(here, New);
        var code = (await site.Portal.LettersAsync())[0].Code!;
        for (var i = 0; i < 5; i++)
            await ConfirmAsync(here, code == "111111" ? "222222" : "111111");
        Assert.Equal(EmailStep.WrongCode, await ConfirmAsync(here, code));

        await AskAsync(here, New);
        site.Portal.Data.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(EmailStep.WrongCode, await ConfirmAsync(here, (await site.Portal.LettersAsync())[1].Code!));
    }

    [Theory]
    [InlineData("không phải địa chỉ", Cast.Password, EmailStep.NotAnAddress)]
    [InlineData(Cast.Citizen, Cast.Password, EmailStep.SameAddress)]
    [InlineData(New, "sai mật khẩu rồi", EmailStep.WrongPassword)]
    public async Task Change_WithoutWhatItNeeds_IsRefused(string address, string password, EmailStep step)
    {
        await using var site = await PasswordSite.CreateAsync(DatabaseProvider.Sqlite);
        var (here, _) = await SignedInAsync(site);

        Assert.Equal(step, await AskAsync(here, address, password));
        Assert.Empty(await site.Portal.LettersAsync());
    }

    private static async Task<(ServerSideBrowser Browser, Guid User)> SignedInAsync(PasswordSite site)
    {
        var citizen = await site.Portal.UserAsync(Cast.Citizen);
        var browser = site.Browser();
        await browser.StartAsync(citizen);
        return (browser, citizen);
    }

    private static Task<EmailStep> AskAsync(ServerSideBrowser browser, string address, string password = Cast.Password) =>
        browser.RequestAsync((services, context) => services.GetRequiredService<EmailDesk>().AskAsync(address, password, context));

    private static Task<EmailStep> ConfirmAsync(ServerSideBrowser browser, string code) =>
        browser.RequestAsync((services, context) => services.GetRequiredService<EmailDesk>().ConfirmAsync(code, context));
}
