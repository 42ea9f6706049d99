using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dvc.Blazor.Infrastructure.Sought;

/// <summary>Keeps the values of sought fields with the answers: whoever stores answers stores them too, in the same transaction.</summary>
internal sealed class SoughtKeeper(IServiceProvider services) : SaveChangesInterceptor
{
    // Asked for late: the marks read their key through a context, which is opened with this.
    private SoughtMarks Marks => services.GetRequiredService<SoughtMarks>();

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (DvcDbContext)eventData.Context!;
        if (Changed(db) is { Count: > 0 } changed)
        {
            await KeepAsync(db, changed, cancellationToken);
        }

        return await base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        Changed((DvcDbContext)eventData.Context!).Count == 0
            ? base.SavingChanges(eventData, result)
            : throw new NotSupportedException("Answers are stored by SaveChangesAsync.");

    private async Task KeepAsync(DvcDbContext db, List<SubmittedAnswers> changed, CancellationToken cancellationToken)
    {
        // Whoever has a field sought waits until this transaction ends; whoever stores answers after that sees the field.
        await db.ShareSoughtFieldsAsync(cancellationToken);
        var sought = await db.SoughtFields.AsNoTracking().Where(f => f.State != SoughtState.Leaving).ToListAsync(cancellationToken);
        if (sought.Count == 0)
        {
            return;
        }

        var ids = changed.Select(a => a.DossierId).ToList();
        await db.LockDossiersAsync(ids, cancellationToken);
        await db.SoughtValues.Where(v => ids.Contains(v.DossierId)).ExecuteDeleteAsync(cancellationToken);
        var procedures = await ProceduresAsync(db, ids, cancellationToken);
        foreach (var answers in changed)
        {
            // What is missing here has been erased.
            if (procedures.TryGetValue(answers.DossierId, out var procedure))
            {
                var fields = sought.Where(f => f.ProcedureCode == procedure);
                db.SoughtValues.AddRange(await Marks.ValuesAsync(fields, answers.DossierId, answers.Json, cancellationToken));
            }
        }
    }

    private static async Task<Dictionary<Guid, string>> ProceduresAsync(
        DvcDbContext db,
        List<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        var known = db.ChangeTracker.Entries<Dossier>().Select(e => e.Entity).Where(d => ids.Contains(d.Id)).ToList();
        var unknown = ids.Except(known.Select(d => d.Id)).ToList();
        var stored =
            unknown.Count == 0
                ? []
                : await db
                    .Dossiers.Where(d => unknown.Contains(d.Id) && d.ErasedAt == null)
                    .Select(d => new { d.Id, d.ProcedureCode })
                    .ToDictionaryAsync(d => d.Id, d => d.ProcedureCode, cancellationToken);
        foreach (var dossier in known.Where(d => d.ErasedAt is null))
        {
            stored[dossier.Id] = dossier.ProcedureCode;
        }

        return stored;
    }

    private static List<SubmittedAnswers> Changed(DvcDbContext db) =>
        [
            .. db
                .ChangeTracker.Entries<SubmittedAnswers>()
                .Where(e => e.State is EntityState.Added or EntityState.Modified)
                .Select(e => e.Entity),
        ];
}
