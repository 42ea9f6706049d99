using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Retention;

/// <summary>
/// Closed dossiers whose time is over lose what tells of a person (Nghị định 13/2023/NĐ-CP, Điều 16); number, procedure, office and the audit chain stay.
/// One dossier is one transaction: erased wholly or not at all, and never twice.
/// </summary>
public sealed class DossierRetention(DvcDatabase database, IOptions<RetentionOptions> options, TimeProvider clock)
{
    private static readonly DossierStatus[] Closed = [.. Enum.GetValues<DossierStatus>().Where(s => s.IsClosed())];

    private sealed record Candidate(Guid Id, string Number, DateTime ClosedAt, int? Years);

    /// <summary>Erases what is due; returns how many dossiers.</summary>
    public async Task<int> EraseAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = (await database.ReadAsync(db => CandidatesAsync(db, now, cancellationToken), cancellationToken)).Where(d =>
            KeptUntil(d.ClosedAt, d.Years) <= now
        );
        var done = 0;
        foreach (var dossier in due)
        {
            done += await database.WriteAsync(db => EraseAsync(db, dossier, now, cancellationToken), cancellationToken);
        }

        return done;
    }

    /// <summary>When the personal data of a dossier is erased, UTC.</summary>
    /// <param name="closedAt">UTC.</param>
    /// <param name="years">Of its procedure, or null for the general rule.</param>
    public DateTime KeptUntil(DateTime closedAt, int? years) => closedAt.AddYears(years ?? options.Value.DossierYears);

    private async Task<List<Candidate>> CandidatesAsync(DvcDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var shortest = await db.Procedures.MinAsync(p => p.RetentionYears, cancellationToken) ?? options.Value.DossierYears;
        var before = now.AddYears(-Math.Min(shortest, options.Value.DossierYears));
        return await db
            .Dossiers.Where(d =>
                d.ErasedAt == null
                && Closed.Contains(d.Status)
                && (d.Status != DossierStatus.WithdrawalRequested || d.WithdrawnAt != null)
                && d.UpdatedAt <= before
            )
            .OrderBy(d => d.UpdatedAt)
            .Select(d => new Candidate(
                d.Id,
                d.Number,
                d.UpdatedAt,
                db.Procedures.Where(p => p.Code == d.ProcedureCode).Select(p => p.RetentionYears).FirstOrDefault()
            ))
            .ToListAsync(cancellationToken);
    }

    private async Task<int> EraseAsync(DvcDbContext db, Candidate due, DateTime now, CancellationToken cancellationToken)
    {
        await db.LockDossierAsync(due.Number, cancellationToken);
        var dossier = await db
            .Dossiers.Include(d => d.Answers)
            .Include(d => d.Steps)
            .Include(d => d.Documents)
            .AsSplitQuery()
            .SingleAsync(d => d.Id == due.Id, cancellationToken);
        if (dossier.ErasedAt is not null || dossier.ClosedAt is not { } closed || KeptUntil(closed, due.Years) > now)
        {
            return 0;
        }

        dossier.ErasePersonalData(now);
        await db
            .Drafts.Where(d =>
                d.DossierId == due.Id
                || d.RequestId == due.Id
                || db.Supplements.Any(s => s.DossierId == due.Id && s.Id == d.RequestId)
                || db.Obligations.Any(o => o.DossierId == due.Id && o.Id == d.RequestId)
                || db.Subtasks.Any(s => s.DossierId == due.Id && s.Id == d.RequestId)
            )
            .ExecuteDeleteAsync(cancellationToken);
        await db.Supplements.Where(s => s.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Obligations.Where(o => o.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Opinions.Where(o => o.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.ResultFiles.Where(f => f.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Subtasks.Where(s => s.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Messages.Where(m => m.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Calls.Where(c => c.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Notes.Where(n => n.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<DossierFlag>().Where(f => f.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Labelling>().Where(l => l.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ResultReturn>().Where(r => r.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<OriginalCheck>().Where(o => o.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.SoughtValues.Where(v => v.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ApprovalStep>().Where(a => a.DossierId == due.Id).ExecuteDeleteAsync(cancellationToken);
        // What was told of it may repeat the words of reasons.
        await db
            .Outbox.Where(m => m.DossierId == due.Id && (m.HandledAt != null || m.AbandonedAt != null))
            .ExecuteDeleteAsync(cancellationToken);
        return 1;
    }
}
