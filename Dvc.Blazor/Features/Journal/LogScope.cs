using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Journal;

/// <summary>Which lines an administrator may see: of the system all, of units those of their units. Others do not exist.</summary>
/// <param name="Units">Null: all, also what belongs to no unit.</param>
/// <param name="Today">Day in Vietnam.</param>
internal sealed record LogScope(DvcDbContext Db, IReadOnlyCollection<string>? Units, DateOnly Today)
{
    /// <summary>Of lines about dossiers: whether the dossier belongs to the units.</summary>
    public IQueryable<Dossier> Dossiers =>
        Units is { } units
            ? Db.Dossiers.Where(d =>
                units.Contains(d.UnitId) || units.Contains(d.ReceivingAgencyId) || units.Contains(d.ProcessingAgencyId)
            )
            : Db.Dossiers;

    /// <summary>Of lines about accounts: officers who work in the units and nowhere else.</summary>
    public IQueryable<AccountEvent> AccountEvents
    {
        get
        {
            if (Units is not { } units)
            {
                return Db.AccountEvents;
            }

            var today = Today;
            return Db.AccountEvents.Where(e =>
                Db.Postings.Any(p => p.UserId == e.UserId && units.Contains(p.AgencyId))
                && Db.Postings.All(p => p.UserId != e.UserId || p.ValidTo < today || units.Contains(p.AgencyId))
            );
        }
    }
}
