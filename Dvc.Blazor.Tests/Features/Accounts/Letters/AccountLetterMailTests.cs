using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Features.Accounts.Letters;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Letters;

public sealed class AccountLetterMailTests
{
    private static readonly DateTime Moment = new(2025, 6, 2, 2, 5, 0, DateTimeKind.Utc);
    private static readonly DvcUser Person = new()
    {
        Email = "hyen@example.vn",
        FullName = "Rơ Châm H’Yên",
        NationalId = "064190001234",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<AccountLetter> Letters() =>
        new(
            AccountLetter.ConfirmAddress("hyen@example.vn", "Rơ Châm H’Yên", "482913", "dang-ky/xac-nhan?ma=1"),
            AccountLetter.AlreadyRegistered(Person),
            AccountLetter.ResetPassword(Person, "quen-mat-khau/moi?t=a%2Fb"),
            AccountLetter.PasswordChanged(Person, Moment),
            AccountLetter.EmailChanged("cu@example.vn", "Rơ Châm H’Yên", Moment),
            AccountLetter.NewDevice(Person, "Chrome · Android", Moment),
            AccountLetter.LockedOut(Person, Moment),
            AccountLetter.SignInChanged(Person, AccountEventKind.SecondFactorOn, Moment),
            AccountLetter.SignInChanged(Person, AccountEventKind.SecondFactorOff, Moment),
            AccountLetter.SignInChanged(Person, AccountEventKind.RecoveryCodesMade, Moment),
            AccountLetter.SignInChanged(Person, AccountEventKind.PasskeyAdded, Moment),
            AccountLetter.SignInChanged(Person, AccountEventKind.PasskeyRemoved, Moment),
            AccountLetter.CounterConsent("hyen@example.vn", "Rơ Châm H’Yên", "482913", "Cấp bản sao trích lục hộ tịch"),
            AccountLetter.Closed(Person, Moment),
            AccountLetter.Erased("hyen@example.vn", "Rơ Châm H’Yên", Moment),
            AccountLetter.DraftExpiring(Person, "Cấp bản sao trích lục hộ tịch", new DateOnly(2025, 6, 16), "nop-ho-so/2.000635/don-vi")
        );

    [Theory, MemberData(nameof(Letters))]
    public async Task Letter_SaysWhatHappened_InBothForms_WithoutMoreThanTheName(AccountLetter letter)
    {
        var mail = await MailOfAsync(letter);

        Assert.Equal(letter.ToAddress, mail.ToAddress);
        foreach (var form in new[] { mail.Html, mail.Text })
        {
            Assert.Contains("Kính gửi Rơ Châm H’Yên,", form, StringComparison.Ordinal);
            Assert.Contains("0269 3850 009", form, StringComparison.Ordinal);
            Assert.DoesNotContain("064190001234", form, StringComparison.Ordinal);
            Assert.DoesNotContain("{0}", form, StringComparison.Ordinal);
            if (letter.Code is { } code)
                Assert.Contains(code, form, StringComparison.Ordinal);
            if (letter.At is not null)
                Assert.Contains("09:05 ngày 02/06/2025", form, StringComparison.Ordinal);
            if (letter.Path is { } path)
                Assert.Contains($"https://dvc.example.vn/{path}", form, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Letter_OnItsWay_LiesUnreadableInTheDatabase(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var letters = new AccountLetters(data.Database, data.Clock);

        await letters.SendAsync(AccountLetter.ConfirmAddress("hyen@example.vn", "Rơ Châm H’Yên", "482913", "dang-ky"), Cancel);

        await using var db = await data.Contexts.CreateDbContextAsync(Cancel);
        var stored = Assert.Single(
            await db.Database.SqlQueryRaw<string>("SELECT \"Payload\" AS \"Value\" FROM \"Outbox\"").ToListAsync(Cancel)
        );
        Assert.DoesNotContain("482913", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("hyen", stored, StringComparison.Ordinal);
    }

    private static async Task<MailMessage> MailOfAsync(AccountLetter letter)
    {
        var postman = new Postman();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(
                new Dvc.Blazor.Domain.Portals.StandingPortal(
                    new PortalIdentity("Cổng Dịch vụ công", "Huyện Chư Pưh", "0269 3850 009", "", "", "")
                )
            )
            .AddSingleton(new PortalLinks(new Uri("https://dvc.example.vn")))
            .AddSingleton<IMailSender>(postman)
            .AddScoped<LetterWriter>()
            .AddScoped<AccountLetterMail>()
            .AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountLetterMail>().HandleAsync(letter, Guid.NewGuid(), Cancel);
        return Assert.IsType<MailMessage>(postman.Taken);
    }

    private sealed class Postman : IMailSender
    {
        public MailMessage? Taken { get; private set; }

        public Task SendAsync(MailMessage message, CancellationToken cancellationToken)
        {
            Taken = message;
            return Task.CompletedTask;
        }
    }
}
