using System.Globalization;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The office asks for supplements: what, why, by when, and the one place to send it; form 02 goes with it.</summary>
internal sealed class SupplementRequestedMail(DossierPost post, OfficeLetterQuery letters, PortalLinks links) : IHandle<SupplementRequested>
{
    public Task HandleAsync(SupplementRequested happened, Guid messageId, CancellationToken cancellationToken) =>
        post.SendAsync(messageId, happened.DossierId, NotificationKind.SupplementRequested, SayAsync, cancellationToken);

    private async Task<LetterWords> SayAsync(MailedDossier dossier, CancellationToken cancellationToken)
    {
        var letter = await letters.NewestAsync(dossier.Id, OfficeLetterKind.SupplementRequest, cancellationToken);
        return new LetterWords(
            DossierPost.Say(NotifyingText.SupplementSubject, dossier.Number),
            DossierPost.Say(NotifyingText.SupplementHappened, dossier.OneStopName),
            NotifyingText.SupplementState,
            NotifyingText.SupplementNext
        )
        {
            Reason = letter is null ? null : WordsOf(letter),
            Facts = letter?.AnswerBy is { } by ? [new LetterFact(NotifyingText.AnswerBy, ReceiptWords.Due(by))] : [],
            Attachments = DossierPost.Attached(letter),
            OnlyLink = new LetterLink(NotifyingText.AnswerSupplement, links.Supplement(dossier.Number)),
        };
    }

    private static string WordsOf(OfficeLetter letter)
    {
        var items = letter.Items.Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {item.Name}: {item.Reason}"));
        return string.Join('\n', letter.Reason.Length == 0 ? items : items.Prepend(letter.Reason));
    }
}
