using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Files;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>What a paper of a draft takes and how much room is left.</summary>
internal sealed class PaperSlots(IOptions<FilesOptions> options, CounterRights rights)
{
    /// <summary>The slot of the proof of paying, in a draft that answers a financial obligation.</summary>
    public const string ProofOfPayment = "nop-tien";

    /// <summary>The slot of what was dropped at the counter and is not laid to its paper yet.</summary>
    public const string Unsorted = "chua-xep";

    /// <summary>The slot of what is to go with a message, in a draft that belongs to a dossier.</summary>
    public const string Message = "tin-nhan";

    /// <summary>The slot of what is to be a result, in a draft that belongs to a dossier or a part of the work.</summary>
    public const string Result = "ket-qua";

    private static readonly TimeSpan Going = TimeSpan.FromHours(1);

    /// <summary>What a proof of paying can be.</summary>
    public static IReadOnlyList<PaperKind> ProofKinds { get; } = [PaperKind.Pdf, PaperKind.Jpeg, PaperKind.Png, PaperKind.Heic];

    /// <summary>What can go with a message.</summary>
    public static IReadOnlyList<PaperKind> MessageKinds { get; } =
    [PaperKind.Pdf, PaperKind.Jpeg, PaperKind.Png, PaperKind.Heic, PaperKind.Docx, PaperKind.Xlsx];

    /// <summary>What a result can be: what nobody can go on typing in.</summary>
    public static IReadOnlyList<PaperKind> ResultKinds { get; } = [PaperKind.Pdf, PaperKind.Jpeg, PaperKind.Png];

    /// <summary>The kinds that the paper takes; null when there is no such open draft of that person, or no such paper to attach.</summary>
    public static async Task<IReadOnlyList<PaperKind>?> AcceptedAsync(
        DvcDbContext db,
        Guid owner,
        Guid draftId,
        string componentCode,
        CancellationToken cancellationToken
    )
    {
        var draft = await db
            .Drafts.Where(d => d.Id == draftId && d.OwnerId == owner && d.DossierId == null)
            .Join(
                db.Revisions,
                d => d.RevisionId,
                r => r.Id,
                (d, r) =>
                    new
                    {
                        d.RequestId,
                        d.CounterMark,
                        r.Content,
                    }
            )
            .SingleOrDefaultAsync(cancellationToken);
        if (draft is null)
        {
            return null;
        }

        if (draft.RequestId is { } dossier && componentCode == Message)
        {
            return await db.Dossiers.AnyAsync(d => d.Id == dossier, cancellationToken) ? MessageKinds : null;
        }

        if (draft.RequestId is { } target && componentCode == Result)
        {
            return
                await db.Dossiers.AnyAsync(d => d.Id == target, cancellationToken)
                || await db.Subtasks.AnyAsync(s => s.Id == target, cancellationToken)
                ? ResultKinds
                : null;
        }

        if (draft.RequestId is { } request && !await IsAskedAsync(db, request, componentCode, cancellationToken))
        {
            return componentCode == ProofOfPayment && await IsDueAsync(db, request, cancellationToken) ? ProofKinds : null;
        }

        var papers = AuthorityPaper.In(ProcedureDefinition.Parse(draft.Content)).Components.Where(c => c.IsAttached);
        if (componentCode != Unsorted || draft.CounterMark is null)
        {
            papers = papers.Where(c => c.Code == componentCode).Take(1);
        }

        var accepted = papers.ToList();
        return accepted.Count == 0
            ? null
            : [.. accepted.SelectMany(c => c.Accept).Select(PaperKinds.FromMediaType).OfType<PaperKind>().Distinct()];
    }

    /// <summary>The same for who may go on with the draft; null otherwise.</summary>
    public async Task<IReadOnlyList<PaperKind>?> TakesAsync(
        DvcDbContext db,
        Guid owner,
        Guid draftId,
        string componentCode,
        CancellationToken cancellationToken
    )
    {
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == draftId, cancellationToken);
        return
            draft is not null
            && await rights.MayGoOnAsync(db, draft, cancellationToken)
            && (
                componentCode != Result
                || (draft.RequestId is { } target && await rights.MayAttachResultAsync(db, owner, target, cancellationToken))
            )
            ? await AcceptedAsync(db, owner, draftId, componentCode, cancellationToken)
            : null;
    }

    // Asked by an open request; or a paper that the dossier has not got yet, which changed answers may call for.
    private static Task<bool> IsAskedAsync(DvcDbContext db, Guid requestId, string componentCode, CancellationToken cancellationToken) =>
        db.Supplements.AnyAsync(
            s =>
                s.Id == requestId
                && s.State == SupplementState.Sent
                && (
                    s.Items.Any(i => i.Kind == SupplementKind.Paper && i.Target == componentCode)
                    || !db.Set<SubmittedDocument>()
                        .Any(p => p.DossierId == s.DossierId && p.SupersededAt == null && p.ComponentCode == componentCode)
                ),
            cancellationToken
        );

    private static Task<bool> IsDueAsync(DvcDbContext db, Guid obligationId, CancellationToken cancellationToken) =>
        db.Obligations.AnyAsync(
            o => o.Id == obligationId && (o.State == ObligationState.Due || o.State == ObligationState.Proved),
            cancellationToken
        );

    /// <summary>Why a file of that length does not fit, or null. Uploads that are going on count too, so that many at once do not slip through.</summary>
    public async Task<PaperRefusal?> RefusesAsync(
        DvcDbContext db,
        Guid draftId,
        string componentCode,
        long length,
        DateTime now,
        Guid? except,
        CancellationToken cancellationToken
    )
    {
        var papers = await db
            .DraftPapers.Where(p => p.DraftId == draftId)
            .Select(p => new { p.ComponentCode, p.File.Length })
            .ToListAsync(cancellationToken);
        var since = now - Going;
        var going = await db.Set<Upload>()
            .Where(u => u.DraftId == draftId && u.State == UploadState.Receiving && u.CreatedAt > since && u.Id != except)
            .Select(u => new { u.ComponentCode, u.Length })
            .ToListAsync(cancellationToken);
        var all = except is null ? [.. papers, .. going] : papers;
        // What is dropped at once will lie in many slots.
        var slot = all.Where(p => p.ComponentCode == componentCode && componentCode != Unsorted).ToList();
        var (quota, sent) = (options.Value.Quota, 0L);
        if (componentCode == Message)
        {
            quota = quota with { SlotFiles = DossierMessage.MaxFiles };
            sent = await SentAsync(db, draftId, cancellationToken);
        }
        else if (componentCode == Result)
        {
            quota = quota with { SlotFiles = ResultFile.MaxFiles };
        }

        return quota.Refuses(length, slot.Count, slot.Sum(p => p.Length), sent + all.Sum(p => p.Length));
    }

    // Bytes that went with earlier messages about the dossier.
    private static Task<long> SentAsync(DvcDbContext db, Guid draftId, CancellationToken cancellationToken) =>
        db.Set<MessageFile>()
            .Where(f => db.Messages.Any(m => m.Id == f.MessageId && db.Drafts.Any(d => d.Id == draftId && d.RequestId == m.DossierId)))
            .SumAsync(f => f.File.Length, cancellationToken);

    /// <summary>The paper that an accepted upload becomes, at the end of its slot.</summary>
    public static async Task<DraftPaper> AddAsync(
        DvcDbContext db,
        Upload upload,
        PaperFile file,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var last = await db
            .DraftPapers.Where(p => p.DraftId == upload.DraftId && p.ComponentCode == upload.ComponentCode)
            .MaxAsync(p => (int?)p.Ordinal, cancellationToken);
        var paper = new DraftPaper
        {
            Id = upload.Id,
            DraftId = upload.DraftId,
            ComponentCode = upload.ComponentCode,
            Ordinal = (last ?? 0) + 1,
            File = file,
            AddedAt = now,
        };
        db.DraftPapers.Add(paper);
        return paper;
    }
}
