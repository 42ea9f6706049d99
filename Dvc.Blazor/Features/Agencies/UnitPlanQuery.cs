using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>A planned change with what it touches.</summary>
/// <param name="Words">What it does.</param>
/// <param name="Ending">The units that end, each with who takes over (null: nobody).</param>
/// <param name="Fault">Key of the rule that stands against it by now, or null.</param>
public sealed record UnitPlanView(
    AgencyPlan Plan,
    IReadOnlyList<string> Words,
    IReadOnlyList<EndingUnit> Ending,
    AgencyEffect Effect,
    RuleViolationException? Fault
);

/// <param name="Sector">Name of the only sector that goes there; null: everything else.</param>
public sealed record EndingUnit(string Name, string? Successor, string? Sector);

/// <summary>Reads a planned change for the administrator who plans it.</summary>
public sealed class UnitPlanQuery(DvcDatabase database, Administrators administrators, TimeProvider clock)
{
    /// <summary>Null for everybody else, and when it is dropped.</summary>
    public Task<UnitPlanView?> RunAsync(Guid byId, Guid planId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await administrators.FindAsync(db, byId, cancellationToken) is not null
                && await db.AgencyPlans.SingleOrDefaultAsync(p => p.Id == planId && p.ById == byId, cancellationToken) is { } plan
                    ? await ViewAsync(db, plan, cancellationToken)
                    : null,
            cancellationToken
        );

    private async Task<UnitPlanView> ViewAsync(DvcDbContext db, AgencyPlan plan, CancellationToken cancellationToken)
    {
        var change = AgencyChange.Read(plan.Change);
        var register = await AgencyDesk.LoadAsync(db, tracked: false, cancellationToken);
        var names = register.Agencies.ToDictionary(a => a.Id, a => a.Name, StringComparer.Ordinal);
        var words = AgencyWords.Of(change, id => names.GetValueOrDefault(id, id));
        RuleViolationException? fault = null;
        if (plan.State is AgencyPlanState.Proposed or AgencyPlanState.Scheduled)
        {
            try
            {
                register.Apply(change, plan.From);
            }
            catch (RuleViolationException refusal)
            {
                fault = refusal;
            }
        }

        var after = register.Agencies.ToDictionary(a => a.Id, a => a.Name, StringComparer.Ordinal);
        var sectors = await db.Sectors.ToDictionaryAsync(s => s.Code, s => s.Name, cancellationToken);
        List<EndingUnit> ending =
        [
            .. register.Succeeded.Select(s => new EndingUnit(
                after[s.AgencyId],
                after[s.SuccessorId],
                s.SectorCode == AgencySuccession.AllSectors ? null : sectors.GetValueOrDefault(s.SectorCode, s.SectorCode)
            )),
        ];
        var ids = register.Succeeded.Select(s => s.AgencyId).Distinct(StringComparer.Ordinal).ToList();
        if (change is CloseAgency close)
        {
            ids.Add(close.Id);
            ending.Add(new EndingUnit(names.GetValueOrDefault(close.Id, close.Id), null, null));
        }

        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        return new UnitPlanView(plan, words, ending, await AgencyEffect.CountAsync(db, ids, today, cancellationToken), fault);
    }
}
