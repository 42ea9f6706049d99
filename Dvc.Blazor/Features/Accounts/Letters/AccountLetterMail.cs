using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Security;
using static Dvc.Blazor.Infrastructure.Security.AccountLetterKind;
using Words = Dvc.Blazor.Features.Accounts.Letters.AccountLettersText;

namespace Dvc.Blazor.Features.Accounts.Letters;

/// <summary>Puts a letter about an account into words and hands it over.</summary>
internal sealed class AccountLetterMail(LetterWriter writer, IMailSender mails, PortalLinks links) : IHandle<AccountLetter>
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public async Task HandleAsync(AccountLetter happened, Guid messageId, CancellationToken cancellationToken)
    {
        if (happened.ToAddress.Length == 0)
            return;
        var letter = LetterOf(happened);
        var message = new MailMessage(
            messageId,
            happened.ToAddress,
            happened.ToName,
            letter.Subject,
            await writer.HtmlAsync(letter),
            writer.Text(letter),
            []
        );
        await mails.SendAsync(message, cancellationToken);
    }

    private Letter LetterOf(AccountLetter said)
    {
        var (subject, happened, next, button) = WordsOf(said);
        return new Letter
        {
            Subject = subject,
            ToName = said.ToName,
            Happened = happened,
            Next = next,
            Code = said.Code,
            Facts = [.. FactsOf(said)],
            Link = button is null ? null : new LetterLink(button, new Uri(links.Root, said.Path ?? UsualPage(said.Kind))),
        };
    }

    private static (string Subject, string Happened, string Next, string? Button) WordsOf(AccountLetter said) =>
        said.Kind switch
        {
            ConfirmAddress => (Words.ConfirmSubject, Words.ConfirmHappened, Words.ConfirmNext, Words.ConfirmButton),
            AlreadyRegistered => (Words.RegisteredSubject, Words.RegisteredHappened, Words.RegisteredNext, Words.RegisteredButton),
            MembershipAsked => (Words.AskedSubject, Say.With(Words.AskedHappened, said.Subject), Words.AskedNext, Words.AskedButton),
            ResetPassword => (Words.ResetSubject, Words.ResetHappened, Words.ResetNext, Words.ResetButton),
            PasswordChanged => (Words.PasswordSubject, Words.PasswordHappened, Words.NotYou, Words.ForgottenButton),
            EmailChanged => (Words.EmailSubject, Words.EmailHappened, Words.EmailNext, null),
            NewDevice => (Words.DeviceSubject, Words.DeviceHappened, Words.NotYou, Words.ForgottenButton),
            LockedOut => (Words.LockedSubject, Words.LockedHappened, Words.LockedNext, Words.ForgottenButton),
            SignInChanged => (Words.SignInSubject, SignInHappened(said.Subject), Words.NotYou, Words.ForgottenButton),
            Closed => (Words.ClosedSubject, Words.ClosedHappened, Words.ClosedNext, null),
            Erased => (Words.ErasedSubject, Words.ErasedHappened, Words.ErasedNext, null),
            DraftExpiring => (
                Words.DraftSubject,
                Say.With(Words.DraftHappened, said.Subject, said.Day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
                Words.DraftNext,
                Words.DraftButton
            ),
            OrganisationInvitation => (
                Say.With(Words.MemberSubject, said.Subject),
                Say.With(Words.MemberHappened, said.Subject),
                Words.MemberNext,
                Words.MemberButton
            ),
            OfficerInvitation => (Words.OfficerSubject, Words.OfficerHappened, Words.OfficerNext, Words.OfficerButton),
            CounterConsent => (Words.CounterSubject, Say.With(Words.CounterHappened, said.Subject), Words.CounterNext, null),
            _ => throw new OutboxAbandonedException($"There are no words for {said.Kind}."),
        };

    private static string SignInHappened(string? kind) =>
        kind switch
        {
            AccountEventKind.SecondFactorOn => Words.FactorOnHappened,
            AccountEventKind.SecondFactorOff => Words.FactorOffHappened,
            AccountEventKind.RecoveryCodesMade => Words.CodesHappened,
            AccountEventKind.PasskeyAdded => Words.PasskeyAddedHappened,
            AccountEventKind.PasskeyRemoved => Words.PasskeyRemovedHappened,
            AccountEventKind.ExternalSignInLinked => Words.ExternalLinkedHappened,
            AccountEventKind.ExternalSignInRemoved => Words.ExternalRemovedHappened,
            _ => throw new OutboxAbandonedException($"There are no words for {kind}."),
        };

    private static IEnumerable<LetterFact> FactsOf(AccountLetter said)
    {
        if (said.At is { } at)
            yield return new LetterFact(Words.Moment, VietnamTime.Local(at).ToString(Words.MomentFormat, Vietnamese));
        if (said.Kind == NewDevice)
            yield return new LetterFact(Words.Device, said.Subject is { Length: > 0 } device ? device : Words.UnknownDevice);
    }

    private static string UsualPage(AccountLetterKind kind) =>
        kind switch
        {
            AlreadyRegistered => "dang-nhap",
            MembershipAsked => "tai-khoan/to-chuc",
            _ => "quen-mat-khau",
        };
}
