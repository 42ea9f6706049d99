using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>The order that a column asks for.</summary>
internal sealed record BoardOrder(BoardTerm Term, bool Descending);

/// <summary>The conditions and the order of a list on its columns, read from its address. What means nothing there is left out and told.</summary>
internal sealed record BoardTerms(IReadOnlyList<BoardTest> Tests, BoardOrder? Order)
{
    /// <summary>Longer lists than this are not sorted in whole.</summary>
    internal const int Short = 2000;

    // Where a condition is met by no more dossiers than this, these are looked at one by one.
    private const int Few = 8000;

    public static BoardTerms None { get; } = new([], null);

    /// <summary>What could not be followed, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the list is too long to be sorted in whole.</summary>
    public bool IsLong { get; init; }

    /// <summary>The condition that the fewest dossiers meet, where they are few; it is no part of <see cref="Tests"/> then.</summary>
    public FieldTest? Rarest { get; init; }

    /// <summary>Whether the conditions on sought fields are all met by so many dossiers that these are not counted out.</summary>
    public bool IsCommon => Rarest is null && Tests.OfType<FieldTest>().Any();

    /// <summary>How many dossiers each place, door and lane of a long list has, up to one more than are sorted in whole; null: as many as that.</summary>
    public IReadOnlyList<int>? Lengths { get; init; }

    public static async Task<BoardTerms> ReadAsync(
        BoardFilter filter,
        BoardColumns columns,
        BoardAsker asker,
        CancellationToken cancellationToken
    )
    {
        var tests = new List<BoardTest>();
        var (left, filling) = (columns.Unknown(filter.Columns).ToList(), new List<string>());
        foreach (var (key, values) in BoardConditions.Of(filter.Where).All)
        {
            if (columns.Find(key) is not { } column)
            {
                left.Add(key);
            }
            else if (column.Field?.Sought is { State: SoughtState.Filling })
            {
                filling.Add(column.Name);
            }
            else if (column.Term is { } term && await term.TestAsync(values, asker, cancellationToken) is { } test)
            {
                tests.Add(test);
            }
            else
            {
                left.Add(column.Name);
            }
        }

        var by = filter.By?.TrimStart('-');
        var ordered = by is null ? null : columns.Find(by);
        var order = ordered?.Term is { IsOrdered: true } sorts ? new BoardOrder(sorts, filter.By!.StartsWith('-')) : null;
        if (by is not null && order is null)
        {
            (ordered?.Field?.Sought is { State: SoughtState.Filling } ? filling : left).Add(ordered?.Name ?? by);
        }

        return new BoardTerms(tests, order) { Notes = [.. Told(IntakeText.LeftOut, left), .. Told(IntakeText.StillFilling, filling)] };
    }

    /// <summary>
    /// The same once the database has said how many dossiers meet the conditions on sought fields. Of the rarest one that few meet, these are looked at; the
    /// others are looked up for each dossier that comes into question.
    /// </summary>
    public async Task<BoardTerms> WeighedAsync(DvcDbContext db, CancellationToken cancellationToken)
    {
        FieldTest? rarest = null;
        var fewest = Few + 1;
        foreach (var test in Tests.OfType<FieldTest>())
        {
            var met = await test.Values(db).Take(fewest).CountAsync(cancellationToken);
            (rarest, fewest) = met < fewest ? (test, met) : (rarest, fewest);
        }

        return rarest is null ? this : this with { Rarest = rarest, Tests = [.. Tests.Where(t => t != rarest)] };
    }

    /// <summary>The same of a list of so many dossiers, or more.</summary>
    public BoardTerms OfLength(int dossiers) =>
        dossiers <= Short ? this
        : Order!.Term is FieldTerm ? this with { IsLong = true }
        : this with { IsLong = true, Order = null, Notes = [.. Notes, IntakeText.TooLongToSort] };

    private static IEnumerable<string> Told(string words, List<string> names) =>
        names.Count == 0 ? [] : [Say.With(words, string.Join(", ", names.Distinct(StringComparer.Ordinal)))];
}
