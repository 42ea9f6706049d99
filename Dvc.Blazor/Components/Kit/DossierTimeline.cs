using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>One passage of a dossier as a timeline tells it.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">Who did it, or null where names are not shown.</param>
/// <param name="Note">The stated reason, or null where it is not shown.</param>
public sealed record Passage(DossierStatus To, DateTime At, string? By, string? Note);

/// <summary>Puts the passages of a dossier and what is still to come into steps of a <see cref="Timeline"/>.</summary>
/// <param name="position">Where the dossier stands.</param>
/// <param name="agencies">Names of agencies by id.</param>
/// <param name="toApplicant">Whether the reader is the applicant.</param>
public sealed class DossierTimeline(DossierPosition position, IReadOnlyDictionary<string, string> agencies, bool toApplicant)
{
    /// <summary>The steps: past, present, and the usual way on.</summary>
    public IReadOnlyList<TimelineStep> Steps(IReadOnlyList<Passage> passages) =>
        [.. passages.Select((p, i) => Told(p, isLast: i == passages.Count - 1)), .. Ahead()];

    private TimelineStep Told(Passage passage, bool isLast)
    {
        var look = StatusLook.Of(passage.To);
        var title = passage.To switch
        {
            DossierStatus.Submitted => toApplicant ? DossierText.YouSubmitted : DossierText.WasSubmitted,
            DossierStatus.InProgress => Say.With(DossierText.ProcessingAt, Name(position.DecidingAgencyId)),
            _ => look.Name,
        };
        var when = When.LongMoment(passage.At);
        var text =
            passage.Note is { } note ? Say.With(DossierText.Reason, note)
            : passage.To == DossierStatus.Accepted && position.DueAt is { } due ? Say.With(DossierText.DuePromised, When.LongDay(due))
            : null;
        return new TimelineStep(
            title,
            passage.By is { } by ? Say.With(DossierText.ByWhom, when, by) : when,
            passage.To == DossierStatus.Submitted ? "send" : look.Icon,
            isLast && !passage.To.IsClosed() ? TimelinePlace.Now : TimelinePlace.Past,
            text
        );
    }

    private IEnumerable<TimelineStep> Ahead()
    {
        var status = position.Status;
        if (status == DossierStatus.WithdrawalRequested)
        {
            yield return Coming(Say.With(DossierText.WillDecideWithdrawal, Name(position.ReceivingAgencyId)), "", "undo");
        }

        if (status.IsClosed())
        {
            yield break;
        }

        if (status == DossierStatus.Submitted)
        {
            yield return Coming(
                Say.With(DossierText.WillBeAnswered, Name(position.ReceivingAgencyId)),
                Latest(position.AcceptanceDue),
                "okc"
            );
        }

        if (
            status is DossierStatus.Submitted or DossierStatus.Accepted or DossierStatus.AwaitingSupplement or DossierStatus.AwaitingPayment
        )
        {
            yield return Coming(Say.With(DossierText.WillBeProcessed, Name(position.DecidingAgencyId)), "", "gear");
        }

        if (status != DossierStatus.Completed)
        {
            yield return Coming(DossierText.WillHaveResult, status == DossierStatus.Submitted ? "" : Latest(position.DueAt), "check");
        }

        yield return Coming(Return(), "", "hand");
    }

    private string Return() =>
        position.Delivery switch
        {
            ResultDelivery.Post => DossierText.WillReturnPost,
            ResultDelivery.Digital => DossierText.WillReturnDigital,
            _ => Say.With(DossierText.WillReturnOneStop, Name(position.ReceivingAgencyId)),
        };

    private static TimelineStep Coming(string title, string when, string icon) => new(title, when, icon, TimelinePlace.Next);

    private static string Latest(DateTime? utc) => utc is { } at ? Say.With(DossierText.AtLatest, When.Moment(at)) : "";

    private string Name(string agencyId) => agencies.GetValueOrDefault(agencyId, agencyId);
}
