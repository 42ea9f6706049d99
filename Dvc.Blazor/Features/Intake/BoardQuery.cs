using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Sought;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>The board of one officer, a page at a time. Whatever is asked for, so many statements and no more; none of them walks through all dossiers.</summary>
public sealed class BoardQuery(
    DvcDatabase database,
    Officers officers,
    WorkingCalendars calendars,
    BoardCatalogue catalogue,
    NationalIdIndex marks,
    SoughtMarks sought,
    TimeProvider clock
)
{
    public const int PageSize = 25;

    /// <summary>Most pages of one list: whoever looks for something older asks more precisely.</summary>
    public const int MaxPages = 40;

    /// <summary>Most rows of one list.</summary>
    public const int MaxRows = PageSize * MaxPages;

    // Of each place at most so many live dossiers are counted.
    private const int MaxCounted = 2000;

    public Task<List<BoardSector>> SectorsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Sectors.OrderBy(s => s.Order).Select(s => new BoardSector(s.Code, s.Name)).ToListAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>The units the officer works at today.</summary>
    public Task<List<BoardUnit>> UnitsAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                var ids = officer?.Postings.Select(p => p.AgencyId).Distinct().ToList() ?? [];
                return await db
                    .Agencies.Where(a => ids.Contains(a.Id))
                    .OrderBy(a => a.Name)
                    .Select(a => new BoardUnit(a.Id, a.Name))
                    .ToListAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>The labels of the units the officer works at today.</summary>
    public Task<List<BoardLabel>> LabelsAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await officers.FindAsync(db, userId, cancellationToken) is { } officer
                    ? await BoardMarks
                        .On(db, officer)
                        .OrderBy(l => l.FoldedText)
                        .Select(l => new BoardLabel(l.Id, l.Text, l.Colour))
                        .ToListAsync(cancellationToken)
                    : [],
            cancellationToken
        );

    /// <inheritdoc cref="RunAsync(Guid, BoardFilter, IReadOnlyCollection{Guid}, CancellationToken)"/>
    public Task<Board?> RunAsync(Guid userId, BoardFilter filter, CancellationToken cancellationToken) =>
        RunAsync(userId, filter, [], cancellationToken);

    /// <summary>The page, and the rows on the screen as they stand now. Null for somebody who is no officer (any more).</summary>
    /// <param name="userId">Who looks.</param>
    /// <param name="filter">What is listed.</param>
    /// <param name="shown">Rows on the screen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="usual">Keys of columns by commas that show where the address names none.</param>
    public async Task<Board?> RunAsync(
        Guid userId,
        BoardFilter filter,
        IReadOnlyCollection<Guid> shown,
        CancellationToken cancellationToken,
        string? usual = null
    )
    {
        var asked = await ReadAsync(userId, filter, cancellationToken, usual);
        return await database.ReadAsync(
            async db =>
            {
                if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return null;
                }

                var (counts, partial) = await CountAsync(db, officer, asked.Moment, cancellationToken);
                var (list, notes) = await OpenAsync(db, officer, filter, asked, cancellationToken);
                var total = await list.CountAsync(list.Reach, cancellationToken);
                var rows = await Rows(db, list.Page((filter.Page - 1) * PageSize, PageSize)).ToListAsync(cancellationToken);
                var now = await ShownAsync(db, officer, rows, shown, cancellationToken);
                var full = await FilledAsync(db, officer, asked, rows.Select(r => r.Id).Concat(now.Keys), cancellationToken);
                return new Board(
                    [.. rows.Select(full)],
                    Math.Min(total, list.Reach),
                    counts,
                    partial,
                    now.ToDictionary(r => r.Key, r => full(r.Value)),
                    asked.Moment.NowUtc
                )
                {
                    Reach = list.Reach,
                    Columns = asked.Columns,
                    MaySeek = UnitDesks.LedBy(officer).Count > 0,
                    Notes = notes,
                };
            },
            cancellationToken
        );
    }

    /// <summary>The first rows of a list, whatever its page; null for somebody who is no officer.</summary>
    public async Task<IReadOnlyList<BoardRow>?> ListAsync(Guid userId, BoardFilter filter, int take, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(userId, filter, cancellationToken);
        return await database.ReadAsync<IReadOnlyList<BoardRow>?>(
            async db =>
            {
                if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return null;
                }

                var (list, _) = await OpenAsync(db, officer, filter, asked, cancellationToken);
                var rows = await Rows(db, list.Page(0, take)).ToListAsync(cancellationToken);
                var full = await FilledAsync(db, officer, asked, rows.Select(r => r.Id), cancellationToken);
                return rows.ConvertAll(r => full(r));
            },
            cancellationToken
        );
    }

    /// <summary>The ids of a list in its order, whatever its page; null for somebody who is no officer.</summary>
    public async Task<IReadOnlyList<Guid>?> IdsAsync(Guid userId, BoardFilter filter, int take, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(userId, filter, cancellationToken);
        return await database.ReadAsync<IReadOnlyList<Guid>?>(
            async db =>
            {
                if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return null;
                }

                var (list, _) = await OpenAsync(db, officer, filter, asked, cancellationToken);
                return await list.Page(0, take).Select(d => d.Id).ToListAsync(cancellationToken);
            },
            cancellationToken
        );
    }

    /// <summary>These dossiers of a list as they stand now, in the order asked for; those out of scope are missing. Null for somebody who is no officer (any more).</summary>
    public async Task<IReadOnlyList<BoardRow>?> RowsAsync(
        Guid userId,
        BoardFilter filter,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        var asked = await ReadAsync(userId, filter, cancellationToken);
        return await database.ReadAsync<IReadOnlyList<BoardRow>?>(
            async db =>
            {
                if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return null;
                }

                var found = await ShownAsync(db, officer, [], ids, cancellationToken);
                var full = await FilledAsync(db, officer, asked, found.Keys, cancellationToken);
                return [.. ids.Where(found.ContainsKey).Select(id => full(found[id]))];
            },
            cancellationToken
        );
    }

    // What is asked for, as far as it depends on nothing that the list itself reads.
    private sealed record Asked(
        QueueMoment Moment,
        BoardSearch? Search,
        BoardColumns Columns,
        IReadOnlyList<BoardColumn> Chosen,
        BoardTerms Terms
    );

    private async Task<Asked> ReadAsync(Guid userId, BoardFilter filter, CancellationToken cancellationToken, string? usual = null)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var moment = new QueueMoment(userId, nowUtc, DueSoon.Before(await calendars.CurrentAsync(cancellationToken), nowUtc));
        var search = filter.Words is { } words ? await BoardSearch.ReadAsync(words, marks, cancellationToken) : null;
        var columns = await catalogue.OfAsync(filter.Procedure, cancellationToken);
        var terms = await BoardTerms.ReadAsync(filter, columns, new BoardAsker(userId, sought), cancellationToken);
        return new Asked(moment, search, columns, columns.Of(filter.Columns ?? usual), terms);
    }

    private static async Task<(BoardList List, IReadOnlyList<string> Notes)> OpenAsync(
        DvcDbContext db,
        Officer officer,
        BoardFilter filter,
        Asked asked,
        CancellationToken cancellationToken
    )
    {
        var search = asked.Search is { } typed ? await typed.WeighedAsync(db, BoardPlace.Agencies(officer), cancellationToken) : null;
        var terms = await asked.Terms.WeighedAsync(db, cancellationToken);
        var list = new BoardList(db, officer, filter, asked.Moment, search, terms);
        if (terms.Order is null)
        {
            return (list, terms.Notes);
        }

        terms = terms.OfLength(await list.CountAsync(BoardTerms.Short + 1, cancellationToken));
        list = new BoardList(db, officer, filter, asked.Moment, search, terms);
        return (terms is { IsLong: true, Order: not null } ? list.With(await list.LengthsAsync(cancellationToken)) : list, terms.Notes);
    }

    // Rows with their marks and with what the chosen columns show besides.
    private static async Task<Func<BoardRow, BoardRow>> FilledAsync(
        DvcDbContext db,
        Officer officer,
        Asked asked,
        IEnumerable<Guid> dossiers,
        CancellationToken cancellationToken
    )
    {
        var ids = dossiers.ToList();
        var labelled = await BoardMarks.ReadAsync(db, officer, ids, cancellationToken);
        var cells = await BoardCells.ReadAsync(db, asked.Columns, asked.Chosen, ids, cancellationToken);
        return row => cells.Of(labelled.Of(row));
    }

    // All live queues in one statement: the live dossiers of the scope once, each looked at for every queue.
    private static async Task<(Dictionary<string, int> Counts, bool IsPartial)> CountAsync(
        DvcDbContext db,
        Officer officer,
        QueueMoment moment,
        CancellationToken cancellationToken
    )
    {
        var places = BoardPlace.Of(officer);
        var live = places
            .SelectMany(p => p.Doors)
            // In no order: whichever are counted, beyond the limit the figure is a part.
            .Select(door =>
                OpenDossier.Of(db.Dossiers.Where(door).Where(d => d.IsOpen && BoardQueue.LiveStatuses.Contains(d.Status))).Take(MaxCounted)
            )
            .Aggregate((a, b) => a.Union(b));
        var queues = BoardQueue.All.Where(q => q.IsLive && q.Key != BoardQueue.OpinionsKey).ToList();
        var opinions = Opinions(db, officer);
        var found = await live.GroupBy(_ => 1)
            .Select(BoardCounts.Of([.. queues.Select(q => OpenDossier.Of(In(q, places, moment)))]))
            .SingleOrDefaultAsync(cancellationToken);
        var counts = queues.Select((q, i) => (q.Key, Count: found?.Of(i) ?? 0)).ToDictionary(c => c.Key, c => c.Count);
        counts[BoardQueue.MineKey] += await MineElsewhere(db, officer, places, moment).Take(MaxRows).CountAsync(cancellationToken);
        counts[BoardQueue.OpinionsKey] = await opinions.Take(MaxRows).CountAsync(cancellationToken);
        return (counts, found?.All >= MaxCounted);
    }

    private static System.Linq.Expressions.Expression<Func<Dossier, bool>> In(
        BoardQueue queue,
        IReadOnlyList<BoardPlace> places,
        QueueMoment moment
    )
    {
        // Only where the roles matter does the place: everything counted lies in the scope anyway.
        var lanes = places.Select(p => (Place: p, Lane: Conditions.Any(queue.Lanes(moment, p.Roles)))).ToList();
        return lanes.Count == 1 || queue.Key != BoardQueue.MineKey
            ? lanes[0].Lane
            : Conditions.Any(lanes.Select(l => Conditions.Both(Conditions.Any(l.Place.Doors), l.Lane)));
    }

    internal static IQueryable<Guid> Opinions(DvcDbContext db, Officer officer)
    {
        var places = officer.Postings.Select(p => p.AgencyId).ToList();
        return db
            .Opinions.Where(o => places.Contains(o.AgencyId) && o.AnsweredAt == null && o.WithdrawnAt == null)
            .OrderBy(o => o.DueAt)
            .Select(o => o.DossierId);
    }

    /// <summary>Dossiers of which a part of the work waits for the officer: given to a place of the officer and taken by nobody, or taken by the officer.</summary>
    internal static IQueryable<Guid> Subtasks(DvcDbContext db, Officer officer)
    {
        var (places, me) = (officer.Postings.Select(p => p.AgencyId).ToList(), officer.UserId);
        return db
            .Subtasks.Where(s => places.Contains(s.AgencyId))
            .Where(s =>
                (s.State == SubtaskState.Given && (s.OfficerId == null || s.OfficerId == me))
                || (s.State == SubtaskState.Taken && s.OfficerId == me)
            )
            .Select(s => s.DossierId);
    }

    // What waits for the officer only because of a part of the work.
    private static IQueryable<Guid> MineElsewhere(DvcDbContext db, Officer officer, IReadOnlyList<BoardPlace> places, QueueMoment moment)
    {
        var given = Subtasks(db, officer);
        var lanes = BoardQueue.Of(BoardQueue.MineKey).Lanes;
        var counted = Conditions.Any(places.Select(p => Conditions.Both(Conditions.Any(p.Doors), Conditions.Any(lanes(moment, p.Roles)))));
        return db.Dossiers.Where(d => given.Contains(d.Id)).Where(Conditions.Not(counted)).Select(d => d.Id);
    }

    private static async Task<Dictionary<Guid, BoardRow>> ShownAsync(
        DvcDbContext db,
        Officer officer,
        List<BoardRow> page,
        IReadOnlyCollection<Guid> shown,
        CancellationToken cancellationToken
    )
    {
        var found = page.Where(r => shown.Contains(r.Id)).ToDictionary(r => r.Id);
        var others = shown.Where(id => !found.ContainsKey(id)).ToList();
        if (others.Count > 0)
        {
            var asked = Opinions(db, officer);
            var mine = db.Dossiers.For(officer).Where(d => others.Contains(d.Id)).Select(d => d.Id);
            var given = Subtasks(db, officer);
            var theirs = db.Dossiers.Where(d => others.Contains(d.Id) && (asked.Contains(d.Id) || given.Contains(d.Id))).Select(d => d.Id);
            var ids = mine.Union(theirs);
            foreach (var row in await Rows(db, db.Dossiers.Where(d => ids.Contains(d.Id))).ToListAsync(cancellationToken))
            {
                found.Add(row.Id, row);
            }
        }

        return found;
    }

    private static IQueryable<BoardRow> Rows(DvcDbContext db, IQueryable<Dossier> dossiers) =>
        dossiers.Select(d => new BoardRow(
            d.Id,
            d.Number,
            d.ProcedureName,
            d.OrganisationName ?? d.ApplicantName,
            d.Status,
            d.DueAt,
            d.CompletedAt,
            db.Agencies.Where(a => a.Id == d.ProcessingAgencyId).Select(a => a.Name).FirstOrDefault() ?? "",
            d.UpdatedAt
        )
        {
            SubmittedAt = d.SubmittedAt,
            SectorCode = d.SectorCode,
            AssigneeId = d.AssigneeId,
            AssigneeName = d.AssigneeName,
            IsAnswered =
                (d.Status == DossierStatus.AwaitingSupplement && d.SupplementAnsweredAt != null)
                || (d.Status == DossierStatus.AwaitingPayment && d.PaymentProofAt != null),
            IsUnread = d.UnreadSince != null,
            ApprovalLevel = d.ApprovalLevel,
            IsLetterBeforeLeader = d.IsLetterBeforeLeader,
            OpenOpinions = d.OpenOpinions,
            Subtasks = d.SubtaskCount - d.SubtasksWithdrawn,
            OpenSubtasks = d.OpenSubtasks,
            Delivery = d.ResultDelivery,
            Channel = d.Channel,
            AcceptedAt = d.AcceptedAt,
            RevisionId = d.RevisionId,
            IsClosed = !d.IsOpen,
        });
}
