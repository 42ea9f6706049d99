using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>
/// One list of the board as queries. Of every place, door and lane only as many rows are read as are shown, each in the order of an index, and then put
/// together; the scope in one piece would have to be sorted whole.
/// </summary>
internal sealed class BoardList(
    DvcDbContext db,
    Officer officer,
    BoardFilter filter,
    QueueMoment moment,
    BoardSearch? search,
    BoardTerms? terms = null
)
{
    private const int CommonReach = 5 * BoardQuery.PageSize;

    private readonly BoardQueue _queue = BoardQueue.Of(filter.Queue);
    private readonly BoardTerms _terms = terms ?? BoardTerms.None;
    private bool _isUnordered;

    // What grows without end keeps its own order, which has an index.
    private BoardSort Sort => _queue.IsLive ? filter.Sort ?? _queue.Sort : _queue.Sort;

    /// <summary>How many rows can be turned over to. Very common words and answers are not counted out: whoever finds so many asks for another.</summary>
    public int Reach => search is { IsCommon: true } || _terms.IsCommon ? CommonReach : BoardQuery.MaxRows;

    /// <summary>The ids of the first rows, in no order; more than asked for where several lanes have some.</summary>
    public IQueryable<Guid> Ids(int take)
    {
        if (_queue.Key == BoardQueue.OpinionsKey)
        {
            var asked = BoardQuery.Opinions(db, officer);
            return Cut(Narrowed(FoundAnywhere()).Where(d => asked.Contains(d.Id)), take);
        }

        var places = Places;
        if (places.Count == 0)
        {
            return db.Dossiers.Where(_ => false).Select(d => d.Id);
        }

        return _queue.Key == BoardQueue.MineKey && filter.Place is null
            ? OfPlaces(places, take).Union(Given(take))
            : OfPlaces(places, take);
    }

    /// <summary>How many rows there are, up to so many.</summary>
    public Task<int> CountAsync(int most, CancellationToken cancellationToken)
    {
        // An order of a column would have to be made first; the others are those of indexes.
        var list = _terms.Order is null ? this : new BoardList(db, officer, filter, moment, search, _terms) { _isUnordered = true };
        return list.Ids(most).Take(most).CountAsync(cancellationToken);
    }

    // Parts of the work come from places at which the officer sees nothing else.
    private IQueryable<Guid> Given(int take)
    {
        var given = BoardQuery.Subtasks(db, officer);
        return Cut(Narrowed(FoundAnywhere()).Where(d => given.Contains(d.Id)), take);
    }

    private IQueryable<Guid> OfPlaces(List<BoardPlace> places, int take)
    {
        // Who searches finds few, and few are marked; only words on PostgreSQL may be so common that reading in order is better.
        var isFew = search is { IsCommon: false } || filter.Label is not null || filter.Flag is not null || _terms.Rarest is not null;
        return isFew ? Cut(FoundAt(places), take) : Lanes(places, take);
    }

    /// <summary>The dossiers of a page, in order.</summary>
    public IQueryable<Dossier> Page(int skip, int take)
    {
        var ids = Ids(skip + take);
        return Sorted(db.Dossiers.Where(d => ids.Contains(d.Id))).Skip(skip).Take(take);
    }

    /// <summary>How many dossiers each place, door and lane has, up to one more than are sorted in whole.</summary>
    public async Task<IReadOnlyList<int>> LengthsAsync(CancellationToken cancellationToken)
    {
        var lengths = new List<int>();
        foreach (var dossiers in LanesOf(Places))
        {
            lengths.Add(await dossiers.Select(d => d.Id).Take(BoardTerms.Short + 1).CountAsync(cancellationToken));
        }

        return lengths;
    }

    /// <summary>The same list once these lengths are known.</summary>
    public BoardList With(IReadOnlyList<int> lengths) => new(db, officer, filter, moment, search, _terms with { Lengths = lengths });

    private List<BoardPlace> Places => [.. BoardPlace.Of(officer).Where(p => filter.Place is null || p.AgencyId == filter.Place)];

    private IQueryable<Guid> Lanes(List<BoardPlace> places, int take) =>
        LanesOf(places)
            .Index()
            .Where(lane => _terms.Lengths?[lane.Index] != 0)
            .Select(lane => IsWalked(lane.Index) ? Along(lane.Item, take) : Cut(lane.Item, take))
            .DefaultIfEmpty(db.Dossiers.Where(_ => false).Select(d => d.Id))
            .Aggregate((a, b) => a.Union(b));

    private IEnumerable<IQueryable<Dossier>> LanesOf(List<BoardPlace> places) =>
        places
            .SelectMany(place =>
                place.Doors.SelectMany(door =>
                    _queue.Lanes(moment, place.Roles).SelectMany(lane => Kinds.Select(kind => Found().Where(kind).Where(door).Where(lane)))
                )
            )
            .Select(Narrowed);

    private bool IsWalked(int lane) =>
        !_isUnordered && _terms is { IsLong: true, Order.Term: FieldTerm } && (_terms.Lengths?[lane] ?? int.MaxValue) > BoardTerms.Short;

    private IQueryable<Dossier> FoundAt(List<BoardPlace> places) =>
        Narrowed(
            Found()
                .Where(Conditions.Any(Kinds))
                .Where(
                    Conditions.Any(
                        places.Select(p => Conditions.Both(Conditions.Any(p.Doors), Conditions.Any(_queue.Lanes(moment, p.Roles))))
                    )
                )
        );

    // What is open and what is closed have indexes of their own; of a queue that asks for no status neither is needed.
    private IReadOnlyList<Expression<Func<Dossier, bool>>> Kinds =>
        _queue.IsLive ? [d => d.IsOpen]
        : filter.Status is null ? [_ => true]
        : [d => d.IsOpen, d => !d.IsOpen];

    private IQueryable<Dossier> Found() => Found(BoardPlace.Agencies(officer));

    private IQueryable<Dossier> FoundAnywhere() => Found([]);

    private IQueryable<Dossier> Found(IReadOnlyCollection<string> agencies)
    {
        var found = search?.Among(db, agencies);
        return _terms.Rarest is not { } rarest ? found ?? db.Dossiers
            : found is null ? FromLeftToRight(rarest.Values(db).Select(v => v.DossierId).Distinct())
            : found.Where(rarest.Holds(db));
    }

    // A cross join, which SQLite carries out from left to right; of an inner join it would look at all dossiers of a place first.
    private IQueryable<Dossier> FromLeftToRight(IQueryable<Guid> ids) =>
        from id in ids
        from dossier in db.Dossiers
        where dossier.Id == id
        select dossier;

    private IQueryable<Dossier> Narrowed(IQueryable<Dossier> dossiers)
    {
        if (filter.Status is { } status)
        {
            dossiers = dossiers.Where(d => d.Status == status);
        }

        if (filter.Label is { } wanted)
        {
            var labels = BoardMarks.On(db, officer).Where(l => l.Id == wanted).Select(l => l.Id);
            var labelled = db.Set<Labelling>().Where(l => labels.Contains(l.LabelId)).Select(l => l.DossierId);
            dossiers = dossiers.Where(d => labelled.Contains(d.Id));
        }

        if (filter.Flag is { } flag)
        {
            var flagged = db.Set<DossierFlag>().Where(f => f.Kind == flag).Select(f => f.DossierId);
            dossiers = dossiers.Where(d => flagged.Contains(d.Id));
        }

        if (filter.Procedure is { } procedure)
        {
            dossiers = dossiers.Where(d => d.ProcedureCode == procedure);
        }

        dossiers = _terms.Tests.Aggregate(dossiers, (met, test) => met.Where(test.Holds(db)));
        return filter.Sector is { } sector ? dossiers.Where(d => d.SectorCode == sector) : dossiers;
    }

    private IQueryable<Guid> Cut(IQueryable<Dossier> dossiers, int take) =>
        (_isUnordered ? dossiers : Sorted(dossiers)).Select(d => d.Id).Take(take);

    private IQueryable<Guid> Along(IQueryable<Dossier> dossiers, int take)
    {
        var (field, descending) = (((FieldTerm)_terms.Order!.Term).Field.Id, _terms.Order.Descending);
        return Walked(field, descending, dossiers, take).Union(Silent(field, descending, dossiers, take));
    }

    // Along the values, until there are enough of the dossiers that come into question.
    private IQueryable<Guid> Walked(int field, bool descending, IQueryable<Dossier> dossiers, int take)
    {
        var values = Of(db.SoughtValues.Where(v => v.FieldId == field && v.Key != SoughtKey.Blank), dossiers);
        var walked = descending
            ? values.OrderByDescending(v => v.Key).ThenByDescending(v => v.DossierId)
            : values.OrderBy(v => v.Key).ThenBy(v => v.DossierId);
        return walked.Select(v => v.DossierId).Take(take);
    }

    // What says nothing in the field comes behind.
    private IQueryable<Guid> Silent(int field, bool descending, IQueryable<Dossier> dossiers, int take)
    {
        var values = Of(db.SoughtValues.Where(v => v.FieldId == field && v.Key == SoughtKey.Blank), dossiers);
        var walked = descending ? values.OrderByDescending(v => v.DossierId) : values.OrderBy(v => v.DossierId);
        return walked.Select(v => v.DossierId).Take(take);
    }

    // As well from left to right, or all dossiers would be sorted first.
    private static IQueryable<SoughtValue> Of(IQueryable<SoughtValue> values, IQueryable<Dossier> dossiers) =>
        from value in values
        from dossier in dossiers
        where dossier.Id == value.DossierId
        select value;

    private IQueryable<Dossier> Sorted(IQueryable<Dossier> dossiers) =>
        _terms.Order is { Descending: true } down ? down.Term.Order(db, dossiers, true).ThenByDescending(d => d.Id)
        : _terms.Order is { } up ? up.Term.Order(db, dossiers, false).ThenBy(d => d.Id)
        : Sort switch
        {
            BoardSort.Due => dossiers.OrderBy(d => d.DueAt == null).ThenBy(d => d.DueAt).ThenBy(d => d.Id),
            BoardSort.Received => dossiers.OrderByDescending(d => d.SubmittedAt).ThenByDescending(d => d.Id),
            _ => dossiers.OrderByDescending(d => d.UpdatedAt).ThenByDescending(d => d.Id),
        };
}
