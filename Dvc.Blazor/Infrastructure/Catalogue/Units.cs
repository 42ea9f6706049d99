using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>The units of government as the portal shows them: those valid on the day of the setting <c>Portal:AgenciesAsOf</c>, or today.</summary>
public sealed class Units(DvcDatabase database, IOptionsMonitor<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>The day whose structure is shown, in Vietnam.</summary>
    public DateOnly AsOf => portal.CurrentValue.AgenciesAsOf ?? VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);

    /// <summary>The units at which dossiers of a procedure can be filed; empty for an unknown procedure.</summary>
    public Task<IReadOnlyList<ServingUnit>> ServingAsync(string procedureCode, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var assignments = await db.Set<ProcedureAssignment>()
                    .Where(a => a.ProcedureCode == procedureCode)
                    .ToListAsync(cancellationToken);
                var sector = await db
                    .Procedures.Where(p => p.Code == procedureCode)
                    .Select(p => p.SectorCode)
                    .SingleOrDefaultAsync(cancellationToken);
                return ServingUnits.On(
                    AsOf,
                    assignments,
                    await db.Agencies.ToListAsync(cancellationToken),
                    await db.SuccessionAsync(cancellationToken),
                    sector
                );
            },
            cancellationToken
        );
}
