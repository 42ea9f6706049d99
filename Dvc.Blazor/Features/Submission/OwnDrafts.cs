using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Submission;

/// <summary>
/// The one rule of whose drafts these are: the person's own, and those the person began at the counter and may still help with. A draft of another officer,
/// and of an officer who takes nothing in there any more, does not exist.
/// </summary>
public sealed class OwnDrafts(CounterRights rights)
{
    /// <summary>A draft of a new dossier, held until the transaction ends.</summary>
    /// <exception cref="RuleViolationException">There is none.</exception>
    public async Task<Draft> NewAsync(DvcDbContext db, Guid userId, Guid draftId, CancellationToken cancellationToken) =>
        await OpenAsync(db, userId, draftId, cancellationToken) is { RequestId: null } draft
            ? draft
            : throw new RuleViolationException("Draft.NotFound");

    /// <summary>A draft of either kind, held until the transaction ends.</summary>
    /// <exception cref="RuleViolationException">There is none.</exception>
    public async Task<Draft> OpenAsync(DvcDbContext db, Guid userId, Guid draftId, CancellationToken cancellationToken)
    {
        await db.LockDraftAsync(draftId, cancellationToken);
        var draft = await Of(db, userId).SingleOrDefaultAsync(d => d.Id == draftId && d.DossierId == null, cancellationToken);
        return draft is not null && await MayGoOnAsync(db, draft, cancellationToken)
            ? draft
            : throw new RuleViolationException("Draft.NotFound");
    }

    /// <summary>Whether the owner may go on with it.</summary>
    public Task<bool> MayGoOnAsync(DvcDbContext db, Draft draft, CancellationToken cancellationToken) =>
        rights.MayGoOnAsync(db, draft, cancellationToken);

    /// <summary>Drafts of either kind that the person began, filed ones too.</summary>
    public static IQueryable<Draft> Of(DvcDbContext db, Guid userId) => db.Drafts.Where(d => d.OwnerId == userId);
}
