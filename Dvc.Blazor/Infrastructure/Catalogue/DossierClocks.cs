using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>What a dossier is accepted on.</summary>
/// <param name="Due">The appointed time with its reasoning; null when the procedure names no limit.</param>
/// <param name="ApprovalLevels">How many levels of leaders approve the result.</param>
/// <param name="IsSameDay">Whether the procedure is settled on the day it is filed.</param>
public sealed record AcceptanceTerms(Deadline? Due, int ApprovalLevels, bool IsSameDay);

/// <summary>The clock of a dossier, from the working calendar and the time limit of its revision.</summary>
public sealed class DossierClocks(Revisions revisions, WorkingCalendars calendars)
{
    public Task<Revision> RevisionAsync(Guid revisionId, CancellationToken cancellationToken) =>
        revisions.GetAsync(revisionId, cancellationToken);

    /// <summary>On what a dossier is accepted at a moment.</summary>
    public async Task<AcceptanceTerms> TermsAsync(Dossier dossier, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var definition = (await revisions.GetAsync(dossier.TermsRevisionId, cancellationToken)).Definition;
        var ticking = await OfAsync(dossier.TermsRevisionId, dossier.Channel, cancellationToken);
        return new AcceptanceTerms(
            ticking.DueFor(nowUtc, [], null),
            definition.ApprovalLevels ?? 1,
            ticking.Limit?.Unit == TimeUnit.SameDay
        );
    }

    /// <summary>What the time limit of dossiers of a revision is counted with.</summary>
    /// <param name="channel">On which way they came in.</param>
    public async Task<DossierClock> OfAsync(Guid revisionId, FilingChannel channel, CancellationToken cancellationToken) =>
        await OfAsync(revisionId, channel, await calendars.CurrentAsync(cancellationToken), cancellationToken);

    /// <inheritdoc cref="OfAsync(Guid, FilingChannel, CancellationToken)"/>
    /// <param name="calendar">Another calendar than the one that stands.</param>
    public async Task<DossierClock> OfAsync(
        Guid revisionId,
        FilingChannel channel,
        WorkingCalendar calendar,
        CancellationToken cancellationToken
    )
    {
        var processing = (await revisions.GetAsync(revisionId, cancellationToken)).Definition.Processing;
        return new DossierClock(
            new ProcessingClock(calendar, VietnamTime.Zone),
            TimeLimit.Of(processing, NameOf(channel)),
            processing.AfterSupplement == "resume" ? PauseRule.Resume : PauseRule.Restart
        );
    }

    /// <summary>The channel in the words of the catalogue.</summary>
    public static string NameOf(FilingChannel channel) => channel == FilingChannel.Counter ? "truc_tiep" : "truc_tuyen";
}
