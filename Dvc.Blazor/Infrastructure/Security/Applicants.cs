using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>The one rule of who may read a dossier as its applicant.</summary>
public static class Applicants
{
    /// <summary>
    /// The dossiers of a person: those filed for oneself or with an authority, and those of the organisations the person belongs to now, whoever of them
    /// filed. A dossier of an organisation is the organisation's: who leaves it loses the dossier at once. Others do not exist for the person.
    /// </summary>
    public static IQueryable<Dossier> DossiersOf(this DvcDbContext db, Guid userId) =>
        db.Dossiers.Where(d =>
            d.OrganisationId == null
                ? d.OwnerId == userId
                : db.OrganisationMembers.Any(m => m.OrganisationId == d.OrganisationId && m.UserId == userId && m.LeftAt == null)
        );
}
