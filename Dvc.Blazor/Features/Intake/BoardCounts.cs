using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Intake;

/// <summary>How many of a heap of dossiers meet each of several conditions, counted in one go.</summary>
internal sealed class BoardCounts
{
    public int All { get; init; }

    public int[] Each { get; init; } = [];

    public int Of(int condition) => Each[condition];

    /// <summary>The selection that counts for each condition.</summary>
    public static Expression<Func<IGrouping<int, OpenDossier>, BoardCounts>> Of(
        IReadOnlyList<Expression<Func<OpenDossier, bool>>> conditions
    )
    {
        var heap = Expression.Parameter(typeof(IGrouping<int, OpenDossier>), "heap");
        var counts = conditions.Select(c =>
            (Expression)Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [typeof(OpenDossier)], heap, c)
        );
        var all = Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [typeof(OpenDossier)], heap);
        return Expression.Lambda<Func<IGrouping<int, OpenDossier>, BoardCounts>>(
            Expression.MemberInit(
                Expression.New(typeof(BoardCounts)),
                Expression.Bind(typeof(BoardCounts).GetProperty(nameof(All))!, all),
                Expression.Bind(typeof(BoardCounts).GetProperty(nameof(Each))!, Expression.NewArrayInit(typeof(int), counts))
            ),
            heap
        );
    }
}
