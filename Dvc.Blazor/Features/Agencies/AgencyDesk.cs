using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>What a confirmation has done.</summary>
/// <param name="IsScheduled">Whether it waits for its day.</param>
/// <param name="Moved">Running dossiers that went on to the successors.</param>
public sealed record AgencyChanged(bool IsScheduled, int Moved);

/// <summary>
/// Changes the units in two acts: the plan is tried on the units as they are, the confirmation carries it out in one transaction, with officers and drafts.
/// Running dossiers follow in portions; until then the officers of the successor see them where they are.
/// </summary>
public sealed class AgencyDesk(DvcDatabase database, Administrators administrators, Units units, DossierMoves dossiers, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Plans a change; nothing changes yet. An older plan of the same administrator that was not confirmed is dropped.</summary>
    /// <param name="byId">The administrator.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="from">First day on which it counts; null: today.</param>
    /// <param name="cancellationToken">Stops the act.</param>
    /// <returns>Id of the plan.</returns>
    /// <exception cref="RuleViolationException">Not this administrator's, or a change that cannot be.</exception>
    public Task<Guid> PlanAsync(Guid byId, AgencyChange change, DateOnly? from, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var by = await FindAsync(db, byId, cancellationToken);
                var day = from ?? units.AsOf;
                await RequireDayAsync(db, change, day, cancellationToken);
                var register = await LoadAsync(db, tracked: false, cancellationToken);
                AgencyRights.Require(by, change, register);
                register.Apply(change, day);
                await RequireIdleAsync(db, change, cancellationToken);
                await db
                    .AgencyPlans.Where(p => p.ById == byId && p.State == AgencyPlanState.Proposed)
                    .ExecuteDeleteAsync(cancellationToken);
                var plan = new AgencyPlan
                {
                    ById = byId,
                    ByName = await db.Users.Where(u => u.Id == byId).Select(u => u.FullName).SingleAsync(cancellationToken),
                    At = Now,
                    Change = change.Write(),
                    From = day,
                };
                db.AgencyPlans.Add(plan);
                return plan.Id;
            },
            cancellationToken
        );

    /// <summary>Carries the plan out, or leaves it for its day; twice is once.</summary>
    /// <exception cref="RuleViolationException">No such plan, or the units have changed so that it cannot be any more.</exception>
    public async Task<AgencyChanged> ConfirmAsync(Guid byId, Guid planId, CancellationToken cancellationToken)
    {
        var isScheduled = await database.WriteAsync(
            async db =>
            {
                await db.LockUnitsAsync(cancellationToken);
                var plan = await FindPlanAsync(db, byId, planId, cancellationToken);
                if (plan.State != AgencyPlanState.Proposed)
                {
                    return plan.State == AgencyPlanState.Scheduled;
                }

                var by = await FindAsync(db, byId, cancellationToken);
                if (plan.From > units.AsOf)
                {
                    var change = AgencyChange.Read(plan.Change);
                    AgencyRights.Require(by, change, await LoadAsync(db, tracked: false, cancellationToken));
                    plan.State = AgencyPlanState.Scheduled;
                    await LogAsync(db, plan, OfficeEventKind.UnitChangeScheduled, change, cancellationToken);
                    return true;
                }

                await CarryOutAsync(db, plan, by, cancellationToken);
                return false;
            },
            cancellationToken
        );
        return new AgencyChanged(isScheduled, isScheduled ? 0 : await dossiers.RunAsync(cancellationToken));
    }

    /// <summary>Plans and carries out at once, for what touches nobody.</summary>
    /// <exception cref="RuleViolationException">Not this administrator's, or a change that cannot be.</exception>
    public async Task<AgencyChanged> DoAsync(Guid byId, AgencyChange change, DateOnly? from, CancellationToken cancellationToken) =>
        await ConfirmAsync(byId, await PlanAsync(byId, change, from, cancellationToken), cancellationToken);

    /// <summary>Drops a plan that is not carried out yet.</summary>
    /// <exception cref="RuleViolationException">No such plan.</exception>
    public Task DropAsync(Guid byId, Guid planId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await db.LockUnitsAsync(cancellationToken);
                await FindAsync(db, byId, cancellationToken);
                var plan = await FindPlanAsync(db, byId, planId, cancellationToken);
                if (plan.State is not (AgencyPlanState.Proposed or AgencyPlanState.Scheduled))
                {
                    throw new RuleViolationException("Units.PlanGone");
                }

                if (plan.State == AgencyPlanState.Scheduled)
                {
                    await LogAsync(db, plan, OfficeEventKind.UnitChangeDropped, AgencyChange.Read(plan.Change), cancellationToken);
                }

                db.AgencyPlans.Remove(plan);
            },
            cancellationToken
        );

    /// <summary>Carries out the scheduled plans whose day has come, in their order; one that cannot be any more is noted as failed.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> CarryOutDueAsync(CancellationToken cancellationToken)
    {
        var day = units.AsOf;
        var due = await database.ReadAsync(
            db =>
                db.AgencyPlans.Where(p => p.State == AgencyPlanState.Scheduled && p.From <= day)
                    .OrderBy(p => p.From)
                    .ThenBy(p => p.Id)
                    .Select(p => p.Id)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        foreach (var id in due)
        {
            try
            {
                await database.WriteAsync(
                    async db =>
                    {
                        await db.LockUnitsAsync(cancellationToken);
                        var plan = await db.AgencyPlans.SingleAsync(p => p.Id == id, cancellationToken);
                        if (plan.State == AgencyPlanState.Scheduled)
                        {
                            await CarryOutAsync(db, plan, null, cancellationToken);
                        }
                    },
                    cancellationToken
                );
            }
            catch (RuleViolationException refusal)
            {
                await FailAsync(id, refusal.Rule, cancellationToken);
            }
        }

        return due.Count;
    }

    internal static async Task<AgencyRegister> LoadAsync(DvcDbContext db, bool tracked, CancellationToken cancellationToken)
    {
        var agencies = tracked ? db.Agencies : db.Agencies.AsNoTracking();
        var successions = tracked ? db.AgencySuccessions : db.AgencySuccessions.AsNoTracking();
        return new AgencyRegister(await agencies.ToListAsync(cancellationToken), await successions.ToListAsync(cancellationToken));
    }

    private Task FailAsync(Guid planId, string rule, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var plan = await db.AgencyPlans.SingleAsync(p => p.Id == planId, cancellationToken);
                (plan.State, plan.DoneAt, plan.Fault) = (AgencyPlanState.Failed, Now, rule);
                await LogAsync(db, plan, OfficeEventKind.UnitChangeFailed, AgencyChange.Read(plan.Change), cancellationToken);
            },
            cancellationToken
        );

    // Whoever confirmed a plan for a later day had the right to; nobody is asked again on that day.
    private async Task CarryOutAsync(DvcDbContext db, AgencyPlan plan, Administrator? by, CancellationToken cancellationToken)
    {
        var change = AgencyChange.Read(plan.Change);
        var register = await LoadAsync(db, tracked: true, cancellationToken);
        if (by is not null)
        {
            AgencyRights.Require(by, change, register);
        }

        register.Apply(change, plan.From);
        await RequireIdleAsync(db, change, cancellationToken);
        db.Agencies.AddRange(register.Added);
        db.AgencySuccessions.AddRange(register.Succeeded);
        db.AgencyFormerNames.AddRange(register.FormerNames);
        await PostingMoves.RunAsync(db, register.Succeeded, plan.ById, Now, cancellationToken);
        await DraftsAsync(db, register, cancellationToken);
        (plan.State, plan.DoneAt) = (AgencyPlanState.Done, Now);
        await LogAsync(db, plan, AgencyWords.EventOf(change), change, cancellationToken);
    }

    // Drafts keep their answers and are filed at whoever took over.
    private static async Task DraftsAsync(DvcDbContext db, AgencyRegister register, CancellationToken cancellationToken)
    {
        foreach (var row in register.Succeeded.OrderByDescending(s => s.SectorCode, StringComparer.Ordinal))
        {
            var (old, sector, next) = (row.AgencyId, row.SectorCode, row.SuccessorId);
            var drafts = db.Drafts.Where(d => d.UnitId == old && d.DossierId == null && d.RequestId == null);
            if (sector != AgencySuccession.AllSectors)
            {
                drafts = drafts.Where(d => db.Procedures.Any(p => p.Code == d.ProcedureCode && p.SectorCode == sector));
            }

            await drafts.ExecuteUpdateAsync(set => set.SetProperty(d => d.UnitId, next), cancellationToken);
        }
    }

    private async Task RequireDayAsync(DvcDbContext db, AgencyChange change, DateOnly day, CancellationToken cancellationToken)
    {
        if (change is RenameAgency { Id: var id })
        {
            var began = await db.Agencies.Where(a => a.Id == id).Select(a => a.ValidFrom).SingleOrDefaultAsync(cancellationToken);
            var last = await db.AgencyFormerNames.Where(n => n.AgencyId == id).MaxAsync(n => (DateOnly?)n.Until, cancellationToken);
            if (day < began || day <= last?.AddDays(1))
            {
                throw new RuleViolationException("Units.RenameDayWrong");
            }
        }
        else if (day < units.AsOf)
        {
            throw new RuleViolationException(
                "Units.DayWrong",
                units.AsOf.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)
            );
        }
    }

    // Nobody would go on with what is left.
    private async Task RequireIdleAsync(DvcDbContext db, AgencyChange change, CancellationToken cancellationToken)
    {
        if (change is not CloseAgency { Id: var id })
        {
            return;
        }

        var business = await AgencyEffect.CountAsync(db, [id], VietnamTime.DateOf(Now), cancellationToken);
        if (business.Running + business.Archive + business.Officers > 0)
        {
            var name = await db.Agencies.Where(a => a.Id == id).Select(a => a.Name).SingleAsync(cancellationToken);
            throw new RuleViolationException("Units.InUse", name, business.Running + business.Archive, business.Officers);
        }
    }

    private Task LogAsync(DvcDbContext db, AgencyPlan plan, string kind, AgencyChange change, CancellationToken cancellationToken) =>
        db.LogAsync(
            kind,
            AgencyWords.UnitOf(change),
            new
            {
                plan = plan.Id,
                from = plan.From,
                change = (object)change,
                fault = plan.Fault,
            },
            new Actor(plan.ById, plan.ByName, ActorKind.Officer),
            Now,
            cancellationToken
        );

    private static async Task<AgencyPlan> FindPlanAsync(DvcDbContext db, Guid byId, Guid planId, CancellationToken cancellationToken) =>
        await db.AgencyPlans.SingleOrDefaultAsync(p => p.Id == planId && p.ById == byId, cancellationToken)
        ?? throw new RuleViolationException("Units.PlanGone");

    private async Task<Administrator> FindAsync(DvcDbContext db, Guid byId, CancellationToken cancellationToken) =>
        await administrators.FindAsync(db, byId, cancellationToken) ?? throw new RuleViolationException("Units.NotFound");
}
