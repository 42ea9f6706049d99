using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>A draft or dossier on an older revision, with all that a move asks of it.</summary>
/// <param name="Cursor">Its place in the order of the work.</param>
/// <param name="Number">Number of the dossier; null of a draft.</param>
internal sealed record MoveSubject(Guid Id, string Cursor, MoveGroup Group, string? Number, Impact Impact, RevisionMove Move);

/// <summary>Finds what stands on older revisions of a procedure and asks what a move of it means; the report and the moving both read by this.</summary>
internal sealed class MoveReading(Revisions revisions, FormContexts contexts)
{
    private const string DraftMark = "d:";
    private const string DossierMark = "h:";

    public static IQueryable<Draft> Drafts(DvcDbContext db, PublishingPlan plan) =>
        db.Drafts.Where(d =>
            d.ProcedureCode == plan.ProcedureCode && d.RequestId == null && d.DossierId == null && d.RevisionId != plan.RevisionId
        );

    public static IQueryable<Dossier> Dossiers(DvcDbContext db, PublishingPlan plan) =>
        db.Dossiers.Where(d =>
            d.ProcedureCode == plan.ProcedureCode && MoveRules.Movable.Contains(d.Status) && d.RevisionId != plan.RevisionId
        );

    /// <summary>The next ones after a place: drafts first, then dossiers by number; none at the end.</summary>
    public async Task<IReadOnlyList<MoveSubject>> NextAsync(
        DvcDbContext db,
        PublishingPlan plan,
        RevisionReading to,
        string cursor,
        int most,
        CancellationToken cancellationToken
    )
    {
        var drafts = cursor.StartsWith(DossierMark, StringComparison.Ordinal)
            ? []
            : await DraftsAfterAsync(db, plan, cursor, most, cancellationToken);
        var dossiers = drafts.Count == most ? [] : await DossiersAfterAsync(db, plan, cursor, most - drafts.Count, cancellationToken);
        var found = new List<MoveSubject>();
        foreach (var (draft, answers, papers) in drafts)
        {
            found.Add(await OfAsync(draft, answers, papers, to, cancellationToken));
        }

        foreach (var dossier in dossiers)
        {
            found.Add(await OfAsync(dossier, to, cancellationToken));
        }

        return found;
    }

    /// <summary>What a move of a draft means.</summary>
    public async Task<MoveSubject> OfAsync(
        Draft draft,
        IEnumerable<DraftAnswer> answers,
        IEnumerable<DraftPaper> papers,
        RevisionReading to,
        CancellationToken cancellationToken
    )
    {
        var from = await FromAsync(draft.RevisionId, cancellationToken);
        var move = RevisionMove.OfDraft(
            from,
            to,
            FormAnswers.FromJson(answers.Select(a => KeyValuePair.Create(a.Path, a.Value))),
            papers.Select(p => p.ComponentCode).ToHashSet(StringComparer.Ordinal),
            await contexts.TodayAsync(cancellationToken)
        );
        var terms = TermsChange.Between(from.Definition, to.Definition, ChannelOf(draft));
        var impact = Impact.Of(move, from.Form.Definition, to.Form.Definition, canAsk: true, terms);
        return new MoveSubject(draft.Id, $"{DraftMark}{draft.Id}", MoveGroup.Drafts, null, impact, move);
    }

    /// <summary>What a move of a dossier means. Answers, papers and requests have to be loaded.</summary>
    public async Task<MoveSubject> OfAsync(Dossier dossier, RevisionReading to, CancellationToken cancellationToken)
    {
        var from = await FromAsync(dossier.RevisionId, cancellationToken);
        var move = RevisionMove.OfFiled(
            from,
            to,
            dossier.Answers.Json,
            dossier.Documents.Where(d => d.IsCurrent).Select(d => d.ComponentCode).ToHashSet(StringComparer.Ordinal),
            await contexts.TodayAsync(cancellationToken)
        );
        // What was promised at the reception stays.
        var terms = dossier.AcceptedAt is null
            ? TermsChange.Between(from.Definition, to.Definition, DossierClocks.NameOf(dossier.Channel))
            : null;
        return new MoveSubject(
            dossier.Id,
            $"{DossierMark}{dossier.Number}",
            MoveRules.GroupOf(dossier.Status),
            dossier.Number,
            Impact.Of(move, from.Form.Definition, to.Form.Definition, dossier.CanAskDifference, terms),
            move
        );
    }

    private async Task<RevisionReading> FromAsync(Guid revisionId, CancellationToken cancellationToken) =>
        (await revisions.GetAsync(revisionId, cancellationToken)).Reading;

    private static string ChannelOf(Draft draft) =>
        DossierClocks.NameOf(draft.CounterMark is null ? FilingChannel.Online : FilingChannel.Counter);

    private static async Task<List<(Draft Draft, IEnumerable<DraftAnswer> Answers, IEnumerable<DraftPaper> Papers)>> DraftsAfterAsync(
        DvcDbContext db,
        PublishingPlan plan,
        string cursor,
        int most,
        CancellationToken cancellationToken
    )
    {
        var after = cursor.Length == 0 ? Guid.Empty : Guid.Parse(cursor[DraftMark.Length..]);
        var drafts = await Drafts(db, plan)
            .AsNoTracking()
            .Where(d => d.Id.CompareTo(after) > 0)
            .OrderBy(d => d.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
        var ids = drafts.ConvertAll(d => d.Id);
        var answers = (await db.DraftAnswers.AsNoTracking().Where(a => ids.Contains(a.DraftId)).ToListAsync(cancellationToken)).ToLookup(
            a => a.DraftId
        );
        var papers = (await db.DraftPapers.AsNoTracking().Where(p => ids.Contains(p.DraftId)).ToListAsync(cancellationToken)).ToLookup(p =>
            p.DraftId
        );
        return drafts.ConvertAll(d => (d, answers[d.Id], papers[d.Id]));
    }

    private static Task<List<Dossier>> DossiersAfterAsync(
        DvcDbContext db,
        PublishingPlan plan,
        string cursor,
        int most,
        CancellationToken cancellationToken
    )
    {
        var after = cursor.StartsWith(DossierMark, StringComparison.Ordinal) ? cursor[DossierMark.Length..] : "";
        return Dossiers(db, plan)
            .AsNoTracking()
            .Include(d => d.Answers)
            .Include(d => d.Documents)
            .AsSplitQuery()
            .Where(d => d.Number.CompareTo(after) > 0)
            .OrderBy(d => d.Number)
            .Take(most)
            .ToListAsync(cancellationToken);
    }
}
