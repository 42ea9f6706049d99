using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.MyDossiers;

/// <summary>What an applicant does after filing: writes to the office, shows a payment, asks to withdraw. Whose dossier it is goes into every query.</summary>
public sealed class ApplicantDesk(DvcDatabase database, MessageFiles files, ActLimits limits, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Writes to the office, with the files that wait for it.</summary>
    /// <exception cref="RuleViolationException">Not the person's dossier, nothing to send or too much, a file that cannot go (yet), or too often.</exception>
    public async Task WriteAsync(Guid userId, string number, string words, CancellationToken cancellationToken)
    {
        await limits.RequireAsync(LimitKind.Submission, userId, cancellationToken);
        await database.WriteAsync(
            async db =>
            {
                var dossier = await LoadAsync(db, userId, number, d => d, cancellationToken);
                var attached = await files.TakeAsync(db, userId, dossier.Id, cancellationToken);
                dossier.Write(await ActorAsync(db, userId, cancellationToken), words, Now, attached);
            },
            cancellationToken
        );
    }

    /// <summary>Takes a file back that waits to go with the next message.</summary>
    /// <exception cref="RuleViolationException">Not the person's dossier.</exception>
    public Task RemoveFileAsync(Guid userId, string number, Guid fileId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var dossier = await LoadAsync(db, userId, number, d => d, cancellationToken);
                await MessageFiles.RemoveAsync(db, userId, dossier.Id, fileId, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Asks to withdraw the dossier.</summary>
    /// <exception cref="RuleViolationException">Not the person's dossier, not possible now, no reason, or too often.</exception>
    public async Task WithdrawAsync(Guid userId, string number, string reason, CancellationToken cancellationToken)
    {
        await limits.RequireAsync(LimitKind.Submission, userId, cancellationToken);
        await DoAsync(
            userId,
            number,
            dossiers => dossiers.Include(d => d.Stops),
            (dossier, by, now) => dossier.RequestWithdrawal(by, reason, now),
            cancellationToken
        );
    }

    /// <summary>The applicant has the office's words before the eyes.</summary>
    public Task ReadAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await db.LockDossierAsync(number, cancellationToken);
                var dossier = await db.DossiersOf(userId)
                    .Where(d => d.Number == number && d.Messages.Any(m => !m.IsFromApplicant && m.ReadAt == null))
                    .Include(d => d.Messages.Where(m => m.ReadAt == null))
                    .SingleOrDefaultAsync(cancellationToken);
                if (dossier is not null)
                {
                    dossier.ReadMessages(byApplicant: true, Now);
                    db.Changed.Add(dossier.Id);
                }
            },
            cancellationToken
        );

    /// <summary>Where the proof of the open payment is put together: its draft, and the file that would be sent; null when nothing is to be paid.</summary>
    public async Task<PaymentProofDraft?> ProofAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        if (await FindProofAsync(userId, number, cancellationToken) is { } begun)
        {
            return begun;
        }

        try
        {
            await database.WriteAsync(db => BeginProofAsync(db, userId, number, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another tab began it in the same moment; its draft is as good.
        }

        return await FindProofAsync(userId, number, cancellationToken);
    }

    /// <summary>Sends the uploaded file as proof of paying; sending the same file again is the same.</summary>
    /// <exception cref="RuleViolationException">Nothing is to be paid, no file is there, it has malware, or too often.</exception>
    public async Task SendProofAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        await limits.RequireAsync(LimitKind.Submission, userId, cancellationToken);
        await database.WriteAsync(
            async db =>
            {
                await db.LockDossierAsync(number, cancellationToken);
                var dossier =
                    await db.DossiersOf(userId)
                        .Include(d => d.Obligations)
                            .ThenInclude(o => o.Proof)
                        .SingleOrDefaultAsync(d => d.Number == number, cancellationToken)
                    ?? throw new RuleViolationException("Dossier.NotFound");
                var open = dossier.Obligations.SingleOrDefault(o => o.IsOpen) ?? throw new RuleViolationException("Payment.NotAsked");
                var file = await FileAsync(db, userId, open.Id, cancellationToken) ?? throw new RuleViolationException("Payment.NoProof");
                if (await db.Set<FileScan>().AnyAsync(f => f.Sha256 == file.Sha256 && f.State == ScanState.Infected, cancellationToken))
                {
                    throw new RuleViolationException("Draft.PaperInfected");
                }

                if (open.Proof?.File.Sha256 != file.Sha256)
                {
                    dossier.SendPaymentProof(await ActorAsync(db, userId, cancellationToken), file, Now);
                }
            },
            cancellationToken
        );
    }

    private Task<PaymentProofDraft?> FindProofAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var draft = await db
                    .Drafts.Where(d =>
                        d.OwnerId == userId
                        && d.DossierId == null
                        && OpenObligations(db, userId, number).Select(o => (Guid?)o.Id).Contains(d.RequestId)
                    )
                    .SingleOrDefaultAsync(cancellationToken);
                return draft is null
                    ? null
                    : new PaymentProofDraft(draft.Id, await FileAsync(db, userId, draft.RequestId!.Value, cancellationToken));
            },
            cancellationToken
        );

    private async Task BeginProofAsync(DvcDbContext db, Guid userId, string number, CancellationToken cancellationToken)
    {
        var dossier = await db.DossiersOf(userId).AsNoTracking().SingleOrDefaultAsync(d => d.Number == number, cancellationToken);
        var due = await OpenObligations(db, userId, number).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (dossier is not null && due is not null)
        {
            db.Drafts.Add(
                new Draft
                {
                    OwnerId = userId,
                    RequestId = due.Id,
                    ProcedureCode = dossier.ProcedureCode,
                    RevisionId = dossier.RevisionId,
                    UnitId = dossier.UnitId,
                    Step = PaperSlots.ProofOfPayment,
                    CreatedAt = Now,
                    UpdatedAt = Now,
                }
            );
        }
    }

    private static IQueryable<FinancialObligation> OpenObligations(DvcDbContext db, Guid userId, string number) =>
        db.Obligations.Where(o =>
            (o.State == ObligationState.Due || o.State == ObligationState.Proved)
            && db.DossiersOf(userId).Any(d => d.Id == o.DossierId && d.Number == number && d.Status == DossierStatus.AwaitingPayment)
        );

    // The newest file counts: whoever uploads another one means that one.
    private static Task<PaperFile?> FileAsync(DvcDbContext db, Guid userId, Guid obligationId, CancellationToken cancellationToken) =>
        db
            .DraftPapers.AsNoTracking()
            .Where(p =>
                p.ComponentCode == PaperSlots.ProofOfPayment
                && db.Drafts.Any(d => d.Id == p.DraftId && d.OwnerId == userId && d.RequestId == obligationId)
            )
            .OrderByDescending(p => p.Ordinal)
            .Select(p => (PaperFile?)p.File)
            .FirstOrDefaultAsync(cancellationToken);

    private async Task DoAsync(
        Guid userId,
        string number,
        Func<IQueryable<Dossier>, IQueryable<Dossier>> parts,
        Action<Dossier, Actor, DateTime> act,
        CancellationToken cancellationToken
    ) =>
        await database.WriteAsync(
            async db =>
            {
                var dossier = await LoadAsync(db, userId, number, parts, cancellationToken);
                act(dossier, await ActorAsync(db, userId, cancellationToken), Now);
            },
            cancellationToken
        );

    private static async Task<Dossier> LoadAsync(
        DvcDbContext db,
        Guid userId,
        string number,
        Func<IQueryable<Dossier>, IQueryable<Dossier>> parts,
        CancellationToken cancellationToken
    )
    {
        await db.LockDossierAsync(number, cancellationToken);
        return await parts(db.DossiersOf(userId)).SingleOrDefaultAsync(d => d.Number == number, cancellationToken)
            ?? throw new RuleViolationException("Dossier.NotFound");
    }

    private static async Task<Actor> ActorAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        new(userId, await db.Users.Where(u => u.Id == userId).Select(u => u.FullName).SingleAsync(cancellationToken), ActorKind.Applicant);
}

/// <summary>The proof of a payment before it is sent.</summary>
/// <param name="File">The file that would be sent, or null.</param>
public sealed record PaymentProofDraft(Guid DraftId, PaperFile? File);
