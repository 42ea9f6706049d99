using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Intake;

/// <summary>
/// One list of the board as queries. Of every place, door and lane only as many rows are read as are shown, each in the order of an index, and then put
/// together; the scope in one piece would have to be sorted whole.
/// </summary>
internal sealed class BoardList(DvcDbContext db, Officer officer, BoardFilter filter, QueueMoment moment, BoardSearch? search)
{
    private const int CommonReach = 5 * BoardQuery.PageSize;

    private readonly BoardQueue _queue = BoardQueue.Of(filter.Queue);

    // What grows without end keeps its own order, which has an index.
    private BoardSort Sort => _queue.IsLive ? filter.Sort ?? _queue.Sort : _queue.Sort;

    /// <summary>How many rows can be turned over to. Very common words are not counted out: whoever finds so many types another.</summary>
    public int Reach => search is { IsCommon: true } ? CommonReach : BoardQuery.MaxRows;

    /// <summary>The ids of the first rows, in no order; more than asked for where several lanes have some.</summary>
    public IQueryable<Guid> Ids(int take)
    {
        if (_queue.Key == BoardQueue.OpinionsKey)
        {
            var asked = BoardQuery.Opinions(db, officer);
            return Cut(Narrowed(FoundAnywhere()).Where(d => asked.Contains(d.Id)), take);
        }

        var places = BoardPlace.Of(officer).Where(p => filter.Place is null || p.AgencyId == filter.Place).ToList();
        if (places.Count == 0)
        {
            return db.Dossiers.Where(_ => false).Select(d => d.Id);
        }

        return _queue.Key == BoardQueue.MineKey && filter.Place is null
            ? OfPlaces(places, take).Union(Given(take))
            : OfPlaces(places, take);
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
        var isFew = search is { IsCommon: false } || filter.Label is not null || filter.Flag is not null;
        return isFew ? Cut(FoundAt(places), take) : Lanes(places, take);
    }

    /// <summary>The dossiers of a page, in order.</summary>
    public IQueryable<Dossier> Page(int skip, int take)
    {
        var ids = Ids(skip + take);
        return Sorted(db.Dossiers.Where(d => ids.Contains(d.Id))).Skip(skip).Take(take);
    }

    private IQueryable<Guid> Lanes(List<BoardPlace> places, int take) =>
        places
            .SelectMany(place =>
                place.Doors.SelectMany(door =>
                    _queue.Lanes(moment, place.Roles).SelectMany(lane => Kinds.Select(kind => Found().Where(kind).Where(door).Where(lane)))
                )
            )
            .Select(lane => Cut(Narrowed(lane), take))
            .Aggregate((a, b) => a.Union(b));

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

    private IQueryable<Dossier> FoundAnywhere() => search?.Among(db, []) ?? db.Dossiers;

    private IQueryable<Dossier> Found() => search?.Among(db, BoardPlace.Agencies(officer)) ?? db.Dossiers;

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

        return filter.Sector is { } sector ? dossiers.Where(d => d.SectorCode == sector) : dossiers;
    }

    private IQueryable<Guid> Cut(IQueryable<Dossier> dossiers, int take) => Sorted(dossiers).Select(d => d.Id).Take(take);

    private IQueryable<Dossier> Sorted(IQueryable<Dossier> dossiers) =>
        Sort switch
        {
            BoardSort.Due => dossiers.OrderBy(d => d.DueAt == null).ThenBy(d => d.DueAt).ThenBy(d => d.Id),
            BoardSort.Received => dossiers.OrderByDescending(d => d.SubmittedAt).ThenByDescending(d => d.Id),
            _ => dossiers.OrderByDescending(d => d.UpdatedAt).ThenByDescending(d => d.Id),
        };
}
