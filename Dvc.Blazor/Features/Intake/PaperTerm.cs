using System.Globalization;
using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Intake;

/// <summary>The state of one required document.</summary>
public sealed record PaperTerm(string Code) : BoardTerm(SoughtShape.Choice)
{
    internal override ValueTask<BoardTest?> TestAsync(IReadOnlyList<string> values, BoardAsker asker, CancellationToken cancellationToken)
    {
        List<int> states =
        [
            .. values
                .Select(v => int.TryParse(v, CultureInfo.InvariantCulture, out var state) ? (DocumentState)state : (DocumentState)(-1))
                .Where(Enum.IsDefined)
                .Select(s => (int)s),
        ];
        return ValueTask.FromResult<BoardTest?>(states.Count == 0 ? null : new PlainTest(db => In(State(db), states)));
    }

    internal override IOrderedQueryable<Dossier> Order(DvcDbContext db, IQueryable<Dossier> dossiers, bool descending) =>
        descending ? dossiers.OrderByDescending(State(db)) : dossiers.OrderBy(State(db));

    private static Expression<Func<Dossier, bool>> In(Expression<Func<Dossier, int>> state, List<int> states)
    {
        var contains = Expression.Call(
            typeof(Enumerable),
            nameof(Enumerable.Contains),
            [typeof(int)],
            Expression.Constant(states),
            state.Body
        );
        return Expression.Lambda<Func<Dossier, bool>>(contains, state.Parameters);
    }

    /// <summary>The number of the <see cref="DocumentState"/>.</summary>
    internal Expression<Func<Dossier, int>> State(DvcDbContext db)
    {
        var code = Code;
        var asked = PaperCells.Asked(db).Where(a => a.Code == code);
        var checks = db.Set<OriginalCheck>().Where(o => o.ComponentCode == code);
        var papers = db.Set<SubmittedDocument>().Where(p => p.ComponentCode == code && p.SupersededAt == null);
        return d =>
            asked.Any(a => a.DossierId == d.Id) ? (int)DocumentState.Flagged
            : checks.Any(o => o.DossierId == d.Id && o.Verdict != OriginalVerdict.Matches) ? (int)DocumentState.Doubted
            : checks.Any(o => o.DossierId == d.Id) ? (int)DocumentState.Compared
            : papers.Any(p => p.DossierId == d.Id && p.Supplement > 0) ? (int)DocumentState.Replaced
            : papers.Any(p => p.DossierId == d.Id) ? (int)DocumentState.Attached
            : (int)DocumentState.Missing;
    }
}
