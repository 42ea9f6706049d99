using System.Globalization;
using System.Linq.Expressions;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Persistence;

namespace Dvc.Blazor.Features.Intake;

/// <summary>What stands in a column of dossiers themselves.</summary>
/// <param name="Sort">Puts dossiers in its order, up or down.</param>
public sealed record PropertyTerm(SoughtShape Shape, Func<DvcDbContext, IQueryable<Dossier>, bool, IOrderedQueryable<Dossier>>? Sort)
    : BoardTerm(Shape)
{
    /// <summary>Whether a day of a dossier lies between two moments, the first included; of a <see cref="SoughtShape.Date"/>.</summary>
    internal Func<DateTime, DateTime, Expression<Func<Dossier, bool>>>? Between { get; init; }

    /// <summary>The conditions that its options stand for.</summary>
    internal Func<string, BoardAsker, Expression<Func<Dossier, bool>>?>? Option { get; init; }

    private static DateOnly Earliest => new(1900, 1, 1);

    private static DateOnly Latest => new(9000, 1, 1);

    public override bool IsOrdered => Sort is not null;

    /// <summary>Whether there is anything to filter by.</summary>
    public bool IsFilter => Between is not null || Option is not null;

    internal override ValueTask<BoardTest?> TestAsync(
        IReadOnlyList<string> values,
        BoardAsker asker,
        CancellationToken cancellationToken
    ) =>
        ValueTask.FromResult<BoardTest?>(
            Between is not null ? Within(values)
            : Option is not null ? AnyOf(values, asker)
            : null
        );

    internal override IOrderedQueryable<Dossier> Order(DvcDbContext db, IQueryable<Dossier> dossiers, bool descending) =>
        Sort!(db, dossiers, descending);

    private PlainTest? AnyOf(IReadOnlyList<string> values, BoardAsker asker)
    {
        List<Expression<Func<Dossier, bool>>> conditions =
        [
            .. values.Select(v => Option!(v, asker)).OfType<Expression<Func<Dossier, bool>>>(),
        ];
        return conditions.Count == 0 ? null : new PlainTest(_ => Conditions.Any(conditions));
    }

    private PlainTest? Within(IReadOnlyList<string> values)
    {
        var (from, to) = (Day(values, 0), Day(values, 1));
        if (from is null && to is null)
        {
            return null;
        }

        var (first, end) = (VietnamTime.StartOf(from ?? Earliest), VietnamTime.StartOf((to ?? Latest).AddDays(1)));
        return new PlainTest(_ => Between!(first, end));
    }

    private static DateOnly? Day(IReadOnlyList<string> values, int index) =>
        values.Count > index
        && DateOnly.TryParseExact(values[index], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= Earliest
        && day <= Latest
            ? day
            : null;
}
