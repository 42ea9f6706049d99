using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Submission;

/// <summary>For whom a draft will be filed.</summary>
public sealed class ForWhomDesk(DvcDatabase database, OwnDrafts drafts, TimeProvider clock)
{
    /// <summary>The organisations that a person is a member of now, by name.</summary>
    public Task<List<FilingOrganisation>> OrganisationsAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                Of(db, userId)
                    .OrderBy(o => o.Name)
                    .Select(o => new FilingOrganisation(o.Id, o.Name, o.TaxCode))
                    .ToListAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>Chooses. An officer at the counter files for no organisation of the officer's own.</summary>
    /// <param name="organisationId">One of <see cref="OrganisationsAsync"/>, given for <see cref="Representation.Organisation"/> only.</param>
    /// <exception cref="RuleViolationException">No such draft, or no member of that organisation.</exception>
    public Task ChooseAsync(Guid userId, Guid draftId, Representation whom, Guid? organisationId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var draft = await drafts.NewAsync(db, userId, draftId, cancellationToken);
                var organisation = whom == Representation.Organisation ? organisationId : null;
                if (
                    whom == Representation.Organisation
                    && (draft.Counter is not null || !await Of(db, userId).AnyAsync(o => o.Id == organisation, cancellationToken))
                )
                {
                    throw new RuleViolationException("Draft.NotAMember");
                }

                (draft.Representation, draft.OrganisationId) = (whom, organisation);
                draft.UpdatedAt = clock.GetUtcNow().UtcDateTime;
                db.Changed.Add(draft.Id);
            },
            cancellationToken
        );

    internal static IQueryable<Organisation> Of(DvcDbContext db, Guid userId) =>
        db.Organisations.Where(o => o.Members.Any(m => m.UserId == userId && m.LeftAt == null));
}
