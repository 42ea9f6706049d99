using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>Reads one dossier in the officer's scope. Who is only asked for an opinion gets the dossier, its papers and the own questions, not what the office keeps to itself.</summary>
public sealed class DossierQuery(DvcDatabase database, Revisions revisions, Officers officers, MessageFiles files, ResultFiles results)
{
    private sealed record Read(
        Officer Officer,
        Dossier Dossier,
        IReadOnlyList<OpinionView> Opinions,
        IReadOnlyList<SubtaskView> Subtasks,
        IReadOnlyDictionary<string, string> Agencies,
        IReadOnlyList<DossierLabel> Labels,
        IReadOnlyList<WaitingFile> Waiting,
        IReadOnlyList<WaitingFile> WaitingResult,
        bool IsShared
    );

    /// <summary>Null when it does not exist, or not for this officer.</summary>
    public async Task<OfficerDossier?> RunAsync(Guid userId, string number, CancellationToken cancellationToken)
    {
        var read = await database.ReadAsync(db => ReadAsync(db, userId, number, cancellationToken), cancellationToken);
        if (read is null)
        {
            return null;
        }

        var roles = read.Officer.RolesAt(read.Dossier);
        return new OfficerDossier(
            read.Dossier,
            await revisions.GetAsync(read.Dossier.RevisionId, cancellationToken),
            new OfficerStanding(userId, read.Officer.Name, roles),
            read.Agencies,
            [.. ActRights.Offered(read.Dossier, roles).Where(act => act != DossierAct.TakeBack || HasForwarded(read.Dossier, userId))],
            read.Opinions
        )
        {
            Labels = read.Labels,
            Waiting = read.Waiting,
            WaitingResult = read.WaitingResult,
            MayShare = read.IsShared && roles.Contains(Roles.Approver),
            Subtasks = read.Subtasks,
        };
    }

    private async Task<Read?> ReadAsync(DvcDbContext db, Guid userId, string number, CancellationToken cancellationToken)
    {
        if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
        {
            return null;
        }

        var isInScope = await db.Dossiers.For(officer).AnyAsync(d => d.Number == number, cancellationToken);
        var dossier = await (isInScope ? WithWork(db.Dossiers.For(officer)) : WithPapers(db.DossiersReadableBy(officer)))
            .AsSplitQuery()
            .SingleOrDefaultAsync(d => d.Number == number, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        var opinions = await OpinionsAsync(db, officer, dossier, cancellationToken);
        var subtasks = await SubtasksAsync(db, officer, dossier, cancellationToken);
        string?[] touched =
        [
            dossier.UnitId,
            dossier.ReceivingAgencyId,
            dossier.CompetentAgencyId,
            dossier.HandlingAgencyId,
            dossier.ProcessingAgencyId,
            .. dossier.Handovers.Select(h => h.ToAgencyId),
            .. opinions.Select(o => o.Request.AgencyId),
            .. subtasks.SelectMany(s => new[] { s.Subtask.AgencyId, s.Subtask.LeadAgencyId }),
        ];
        return new Read(
            officer,
            dossier,
            opinions,
            subtasks,
            await AgencyNames.ReadAsync(db, touched, cancellationToken),
            isInScope ? await LabelsAsync(db, officer, dossier.Id, cancellationToken) : [],
            isInScope ? await files.WaitingAsync(db, userId, dossier.Id, cancellationToken) : [],
            isInScope ? await results.WaitingAsync(db, userId, dossier.Id, cancellationToken) : [],
            isInScope && await UnitDesks.SharingAtAsync(db, dossier.ProcessingAgencyId, cancellationToken) != WorkSharing.Off
        );
    }

    private static IQueryable<Dossier> WithPapers(IQueryable<Dossier> dossiers) =>
        dossiers.Include(d => d.Answers).Include(d => d.Steps.OrderBy(s => s.Ordinal)).Include(d => d.Documents.OrderBy(p => p.Ordinal));

    private static IQueryable<Dossier> WithWork(IQueryable<Dossier> dossiers) =>
        WithPapers(dossiers)
            .Include(d => d.Stops)
            .Include(d => d.Supplements.OrderBy(s => s.Ordinal))
                .ThenInclude(s => s.Items.OrderBy(i => i.Ordinal))
            .Include(d => d.Obligations.OrderBy(o => o.Ordinal))
                .ThenInclude(o => o.Proof)
            .Include(d => d.Handovers.OrderBy(h => h.Ordinal))
            .Include(d => d.Approvals.OrderBy(a => a.Ordinal))
            .Include(d => d.Originals)
            .Include(d => d.Returns)
            .Include(d => d.ResultFiles.OrderBy(f => f.At).ThenBy(f => f.Ordinal))
            .Include(d => d.Messages.OrderBy(m => m.At))
                .ThenInclude(m => m.Files.OrderBy(f => f.Ordinal))
            .Include(d => d.Calls.OrderBy(c => c.At))
            .Include(d => d.Notes.OrderBy(n => n.At))
            .Include(d => d.Flags.OrderBy(f => f.Kind));

    private static Task<List<DossierLabel>> LabelsAsync(
        DvcDbContext db,
        Officer officer,
        Guid dossierId,
        CancellationToken cancellationToken
    )
    {
        var places = officer.Postings.Select(p => p.AgencyId).Distinct().ToList();
        return db
            .Labels.Where(l => places.Contains(l.AgencyId) && db.Set<Labelling>().Any(x => x.DossierId == dossierId && x.LabelId == l.Id))
            .OrderBy(l => l.FoldedText)
            .ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<OpinionView>> OpinionsAsync(
        DvcDbContext db,
        Officer officer,
        Dossier dossier,
        CancellationToken cancellationToken
    )
    {
        var places = officer.Postings.Select(p => p.AgencyId).ToHashSet(StringComparer.Ordinal);
        var roles = officer.RolesAt(dossier);
        var asked = await db.Opinions.Where(o => o.DossierId == dossier.Id).OrderBy(o => o.Ordinal).ToListAsync(cancellationToken);
        return
        [
            .. asked
                .Where(o => roles.Count > 0 || places.Contains(o.AgencyId))
                .Select(o =>
                {
                    var mayRead =
                        !o.IsConfidential
                        || o.AskedById == officer.UserId
                        || places.Contains(o.AgencyId)
                        || (o.AskedForAgencyId is { } asker && places.Contains(asker))
                        || roles.Contains(Roles.Approver);
                    return new OpinionView(
                        o,
                        mayRead ? o.Answer : null,
                        o.AnsweredAt is not null && !mayRead,
                        o.IsOpen && places.Contains(o.AgencyId)
                    );
                }),
        ];
    }

    // Who only has a part of the work sees the own parts.
    private async Task<IReadOnlyList<SubtaskView>> SubtasksAsync(
        DvcDbContext db,
        Officer officer,
        Dossier dossier,
        CancellationToken cancellationToken
    )
    {
        var roles = officer.RolesAt(dossier);
        var places = officer.Postings.Select(p => p.AgencyId).ToHashSet(StringComparer.Ordinal);
        var leads = ActRights.May(DossierAct.GiveSubtasks, roles, dossier);
        var given = await db.Subtasks.Where(s => s.DossierId == dossier.Id).OrderBy(s => s.Ordinal).ToListAsync(cancellationToken);
        var seen = given.Where(s => roles.Count > 0 || places.Contains(s.AgencyId)).ToList();
        List<Guid> ids = [.. seen.Select(s => s.Id)];
        var settled = (
            await db
                .ResultFiles.Where(f => f.SubtaskId != null && ids.Contains(f.SubtaskId.Value))
                .OrderBy(f => f.Ordinal)
                .ToListAsync(cancellationToken)
        ).ToLookup(f => f.SubtaskId!.Value);
        var waiting = await results.WaitingAsync(db, officer.UserId, ids, cancellationToken);
        return
        [
            .. seen.Select(s => new SubtaskView(
                s,
                s.IsOpen && officer.ActorFor(s) is not null && (s.State == SubtaskState.Given || s.OfficerId == officer.UserId),
                s.IsOpen && leads
            )
            {
                Files = [.. settled[s.Id]],
                Waiting = [.. waiting[s.Id]],
            }),
        ];
    }

    private static bool HasForwarded(Dossier dossier, Guid userId) => dossier.Handovers is [.., var last] && last.ById == userId;
}
