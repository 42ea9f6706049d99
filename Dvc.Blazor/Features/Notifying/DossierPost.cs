using System.Globalization;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>What one kind of mail has to say; the rest is the same for all.</summary>
internal sealed record LetterWords(string Subject, string Happened, string State, string Next)
{
    public string? Reason { get; init; }

    public IReadOnlyList<LetterFact> Facts { get; init; } = [];

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>The one place to go on; null: the page of the dossier, and the public look-up beside it; without an account the look-up alone.</summary>
    public LetterLink? OnlyLink { get; init; }
}

/// <summary>
/// Tells the applicants of a dossier: notes it for everybody whose dossier it is, and sends the mail to the address of the dossier unless whoever filed it has
/// chosen otherwise. Without an address there is nothing to send.
/// </summary>
internal sealed class DossierPost(
    MailedDossierQuery query,
    NotificationLedger ledger,
    LetterWriter writer,
    IMailSender mails,
    PortalLinks links
)
{
    public async Task SendAsync(
        Guid messageId,
        Guid dossierId,
        NotificationKind kind,
        Func<MailedDossier, CancellationToken, Task<LetterWords>> say,
        CancellationToken cancellationToken
    )
    {
        var dossier =
            await query.RunAsync(dossierId, cancellationToken) ?? throw new OutboxAbandonedException("The dossier does not exist.");
        var news = new News(messageId, kind, dossierId, dossier.Number);
        var people = await query.PeopleAsync(dossier, cancellationToken);
        var byMail = await ledger.RecordAsync(news, people, cancellationToken);
        // Who has left the organisation chooses nothing for it any more.
        var isUnwanted = dossier.FiledBy is { } filer && people.Contains(filer) && !byMail.Contains(filer);
        if (string.IsNullOrWhiteSpace(dossier.Email) || isUnwanted)
        {
            return;
        }

        var words = await say(dossier, cancellationToken);
        var letter = LetterOf(dossier, words);
        var message = new MailMessage(
            messageId,
            dossier.Email,
            dossier.ApplicantName,
            letter.Subject,
            await writer.HtmlAsync(letter),
            writer.Text(letter),
            words.Attachments
        );
        await mails.SendAsync(message, cancellationToken);
    }

    /// <summary>A receipt as it may travel in an open letter.</summary>
    public static MailAttachment Attached(ReceiptDocument receipt) =>
        new(ReceiptPdf.FileName(receipt), "application/pdf", ReceiptPdf.Render(receipt.ForMail()));

    /// <summary>A letter of the office as it may travel in an open mail; none when there is none.</summary>
    public static IReadOnlyList<MailAttachment> Attached(OfficeLetter? letter) =>
        letter is null ? [] : [new(OfficeLetterPdf.FileName(letter), "application/pdf", OfficeLetterPdf.Render(letter.ForMail()))];

    public static string Say(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private Letter LetterOf(MailedDossier dossier, LetterWords words) =>
        new()
        {
            Subject = words.Subject,
            ToName = dossier.ApplicantName,
            Happened = words.Happened,
            Reason = words.Reason,
            Next = words.Next,
            Facts =
            [
                new(NotifyingText.Number, dossier.Number),
                new(NotifyingText.Procedure, dossier.ProcedureName),
                new(NotifyingText.Unit, dossier.UnitName),
                new(NotifyingText.State, words.State),
                .. words.Facts,
            ],
            Link =
                words.OnlyLink
                ?? (
                    dossier.HasAccount
                        ? new LetterLink(NotifyingText.OpenDossier, links.Dossier(dossier.Number))
                        : new LetterLink(NotifyingText.LookUp, links.LookUp(dossier.Number))
                ),
            OtherWay =
                words.OnlyLink is null && dossier.HasAccount
                    ? new LetterLink(NotifyingText.LookUpHint, links.LookUp(dossier.Number))
                    : null,
        };
}
