using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>The mail of the day: what happened and to which dossier, nothing of any person. What the person may not read any more is left out.</summary>
internal sealed class DigestMail(DvcDatabase database, NotificationsQuery query, LetterWriter writer, IMailSender mails, PortalLinks links)
    : IHandle<DigestDue>
{
    /// <summary>So many are named, the others counted.</summary>
    public const int MaxNamed = 30;

    private sealed record Line(NotificationKind Kind, string Number, DateTime At);

    public async Task HandleAsync(DigestDue happened, Guid messageId, CancellationToken cancellationToken)
    {
        var (name, email, lines) = await database.ReadAsync(db => ReadAsync(db, happened, cancellationToken), cancellationToken);
        if (string.IsNullOrWhiteSpace(email) || lines.Count == 0)
        {
            return;
        }

        var letter = LetterOf(name, lines, happened.Day);
        await mails.SendAsync(
            new MailMessage(messageId, email, name, letter.Subject, await writer.HtmlAsync(letter), writer.Text(letter), []),
            cancellationToken
        );
    }

    private Letter LetterOf(string name, IReadOnlyList<Line> lines, DateOnly day) =>
        new()
        {
            Subject = Say.With(NotifyingText.DigestSubject, lines.Count, day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            ToName = name,
            Happened = NotifyingText.DigestHappened,
            Next = NotifyingText.DigestNext,
            Facts =
            [
                .. lines.Take(MaxNamed).Select(l => new LetterFact($"{l.Number} · {When.Moment(l.At)}", NotificationWords.Of(l.Kind))),
                .. lines.Count > MaxNamed
                    ? [new LetterFact(NotifyingText.DigestMoreLabel, Say.With(NotifyingText.DigestMore, lines.Count - MaxNamed))]
                    : Array.Empty<LetterFact>(),
            ],
            Link = new LetterLink(NotifyingText.OpenCentre, links.Notifications),
        };

    private async Task<(string Name, string? Email, IReadOnlyList<Line> Lines)> ReadAsync(
        DvcDbContext db,
        DigestDue due,
        CancellationToken cancellationToken
    )
    {
        var person = await db
            .Users.Where(u => u.Id == due.UserId)
            .Select(u => new { u.FullName, Email = u.EmailConfirmed ? u.Email : null })
            .SingleAsync(cancellationToken);
        var (own, office) = await query.ReadableAsync(db, due.UserId, cancellationToken);
        var lines = await db
            .Notifications.Where(n => n.UserId == due.UserId && n.DigestOn == due.Day)
            .Where(n => n.Kind < NotificationKind.Assigned ? own.Any(d => d.Id == n.DossierId) : office.Any(d => d.Id == n.DossierId))
            .OrderBy(n => n.At)
            .ThenBy(n => n.Id)
            .Select(n => new Line(n.Kind, n.Number, n.At))
            .ToListAsync(cancellationToken);
        return (person.FullName, person.Email, lines);
    }
}
