using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>When an officer was last given work automatically at a place.</summary>
public sealed class AssignmentTurn
{
    public required string AgencyId { get; init; }

    public required Guid OfficerId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }
}

internal sealed class AssignmentTurnTable : IEntityTypeConfiguration<AssignmentTurn>
{
    public void Configure(EntityTypeBuilder<AssignmentTurn> builder)
    {
        builder.ToTable("AssignmentTurns");
        builder.HasKey(t => new { t.AgencyId, t.OfficerId });
        builder.HasOne<DvcUser>().WithMany().HasForeignKey(t => t.OfficerId);
    }
}

/// <summary>Shares work out: each dossier to the colleague of its step, at the place where it lies, who has the least open work.</summary>
public sealed class WorkShare(Officers officers, TimeProvider clock)
{
    /// <summary>A leader has a loaded dossier given away.</summary>
    /// <exception cref="RuleViolationException">Not shared out where it lies, not a leader there, closed, somebody has it, or nobody works on the step today.</exception>
    public async Task GiveByHandAsync(DvcDbContext db, Dossier dossier, Officer by, CancellationToken cancellationToken)
    {
        if (!by.RolesAt(dossier).Contains(Roles.Approver))
        {
            throw new RuleViolationException("Assignment.ByLeaders");
        }

        if (await UnitDesks.SharingAtAsync(db, dossier.ProcessingAgencyId, cancellationToken) == WorkSharing.Off)
        {
            throw new RuleViolationException("Assignment.Off");
        }

        var least = await LeastAsync(db, dossier, cancellationToken) ?? throw new RuleViolationException("Assignment.Nobody");
        await GiveAsync(db, dossier, least, by.ActorAt(dossier, Roles.Approver), cancellationToken);
    }

    /// <summary>Gives a loaded dossier that has just come to a place without a named person to somebody there, where the place has it so. When nobody
    /// works on the step today it lies there as before.</summary>
    public async Task GiveOnArrivalAsync(DvcDbContext db, Dossier dossier, CancellationToken cancellationToken)
    {
        if (
            dossier.AssigneeId is null
            && await UnitDesks.SharingAtAsync(db, dossier.ProcessingAgencyId, cancellationToken) == WorkSharing.Automatic
            && await LeastAsync(db, dossier, cancellationToken) is { } least
        )
        {
            await GiveAsync(db, dossier, least, new Actor(null, Terms.Portal, ActorKind.System), cancellationToken);
        }
    }

    private async Task<Workload?> LeastAsync(DvcDbContext db, Dossier dossier, CancellationToken cancellationToken)
    {
        var place = dossier.ProcessingAgencyId;
        // Of two nodes that share out at one place the second counts what the first has given.
        await db.LockAgencyAsync(place, cancellationToken);
        var turns = await db.Set<AssignmentTurn>().Where(t => t.AgencyId == place).ToDictionaryAsync(t => t.OfficerId, cancellationToken);
        var workers = await WorkersAsync(db, dossier, cancellationToken);
        var open = await OpenWorkAsync(db, [.. workers.Select(w => w.UserId)], cancellationToken);
        return Workload.Least(
            workers.Select(w => new Workload(w.UserId, w.Name, open.GetValueOrDefault(w.UserId), turns.GetValueOrDefault(w.UserId)?.At))
        );
    }

    private async Task GiveAsync(DvcDbContext db, Dossier dossier, Workload least, Actor by, CancellationToken cancellationToken)
    {
        var place = dossier.ProcessingAgencyId;
        var now = clock.GetUtcNow().UtcDateTime;
        dossier.AssignAutomatically(by, least, now);
        if (await db.Set<AssignmentTurn>().FindAsync([place, least.OfficerId], cancellationToken) is { } turn)
        {
            turn.At = now;
            return;
        }

        db.Add(
            new AssignmentTurn
            {
                AgencyId = place,
                OfficerId = least.OfficerId,
                At = now,
            }
        );
    }

    // Who is posted there and works on the step; instead of who is away, the stand-in.
    private async Task<IReadOnlyList<Officer>> WorkersAsync(DvcDbContext db, Dossier dossier, CancellationToken cancellationToken)
    {
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var posted = await db
            .Postings.Where(p => p.AgencyId == dossier.ProcessingAgencyId)
            .Select(p => p.UserId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var away = await db
            .Delegations.Where(d => posted.Contains(d.AbsentId) || posted.Contains(d.StandInId))
            .Where(d => d.RevokedAt == null && d.ValidFrom <= today && d.ValidTo >= today)
            .Select(d => new { d.AbsentId, d.StandInId })
            .ToListAsync(cancellationToken);
        var role = Workload.WorkerOf(dossier.Status).ToString();
        var there = posted.Concat(away.Select(a => a.StandInId)).Distinct().Except(away.Select(a => a.AbsentId)).ToList();
        return
        [
            .. (await officers.FindAsync(db, there, cancellationToken)).Where(o =>
                o.Capacities.Any(c => c.PlaceOf(dossier) == dossier.ProcessingAgencyId && c.Roles.Contains(role))
            ),
        ];
    }

    private static Task<Dictionary<Guid, int>> OpenWorkAsync(DvcDbContext db, List<Guid> ids, CancellationToken cancellationToken)
    {
        var theirs = db.Dossiers.Where(d => d.AssigneeId != null && ids.Contains(d.AssigneeId.Value));
        return Workload
            .OpenWork.Select(open => theirs.Where(open).Select(d => new { Officer = d.AssigneeId!.Value, d.Id }))
            .Aggregate((a, b) => a.Concat(b))
            .GroupBy(d => d.Officer)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
    }
}
