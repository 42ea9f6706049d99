using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Files;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>What a paper of a draft takes and how much room is left.</summary>
internal sealed class PaperSlots(IOptions<FilesOptions> options)
{
    private static readonly TimeSpan Going = TimeSpan.FromHours(1);

    /// <summary>The kinds that the paper takes; null when there is no such open draft of that person, or no such paper to attach.</summary>
    public static async Task<IReadOnlyList<PaperKind>?> AcceptedAsync(
        DvcDbContext db,
        Guid owner,
        Guid draftId,
        string componentCode,
        CancellationToken cancellationToken
    )
    {
        var content = await db
            .Drafts.Where(d => d.Id == draftId && d.OwnerId == owner && d.DossierId == null)
            .Join(db.Revisions, d => d.RevisionId, r => r.Id, (_, r) => r.Content)
            .SingleOrDefaultAsync(cancellationToken);
        var paper = content is null
            ? null
            : AuthorityPaper
                .In(ProcedureDefinition.Parse(content))
                .Components.FirstOrDefault(c => c.Code == componentCode && !c.PresentOnly && !c.GeneratedFromForm);
        return paper is null ? null : [.. paper.Accept.Select(PaperKinds.FromMediaType).OfType<PaperKind>().Distinct()];
    }

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
        var slot = all.Where(p => p.ComponentCode == componentCode).ToList();
        return options.Value.Quota.Refuses(length, slot.Count, slot.Sum(p => p.Length), all.Sum(p => p.Length));
    }

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
