using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Sought;

namespace Dvc.Blazor.Features.Intake;

/// <summary>One answer that a filter offers.</summary>
public sealed record BoardOption(string Value, string Label);

/// <summary>What a column can be filtered and sorted by.</summary>
/// <param name="Shape">How values are compared.</param>
public abstract record BoardTerm(SoughtShape Shape)
{
    /// <summary>Whether lists can be put in its order.</summary>
    public virtual bool IsOrdered => true;

    /// <summary>The answers to choose from, of a choice.</summary>
    public IReadOnlyList<BoardOption> Options { get; init; } = [];

    /// <summary>The condition that values of an address stand for; null where they stand for none.</summary>
    internal abstract ValueTask<BoardTest?> TestAsync(IReadOnlyList<string> values, BoardAsker asker, CancellationToken cancellationToken);

    /// <summary>The dossiers in its order; those that say nothing come last in either direction.</summary>
    internal abstract IOrderedQueryable<Dossier> Order(DvcDbContext db, IQueryable<Dossier> dossiers, bool descending);
}

/// <summary>Who filters, and what turns guarded words into their hashes.</summary>
internal sealed record BoardAsker(Guid OfficerId, SoughtMarks Marks);

/// <summary>A condition that dossiers of a list have to meet.</summary>
internal abstract record BoardTest
{
    /// <summary>Whether a dossier meets it.</summary>
    public abstract Expression<Func<Dossier, bool>> Holds(DvcDbContext db);
}

/// <summary>A condition on what stands with the dossier itself or in small tables beside it.</summary>
internal sealed record PlainTest(Func<DvcDbContext, Expression<Func<Dossier, bool>>> Make) : BoardTest
{
    public override Expression<Func<Dossier, bool>> Holds(DvcDbContext db) => Make(db);
}

/// <summary>A condition on a sought field: one of these keys, or a key from one to another, both included.</summary>
internal sealed record FieldTest(int FieldId, IReadOnlyList<string>? Exact, string From, string To) : BoardTest
{
    public override Expression<Func<Dossier, bool>> Holds(DvcDbContext db)
    {
        var values = Values(db);
        return d => values.Any(v => v.DossierId == d.Id);
    }

    /// <summary>The values that meet it.</summary>
    public IQueryable<SoughtValue> Values(DvcDbContext db)
    {
        var (id, from, to) = (FieldId, From, To);
        var values = db.SoughtValues.Where(v => v.FieldId == id);
        return Exact is { } exact ? values.Where(v => exact.Contains(v.Key))
            : to.Length == 0 ? values.Where(v => v.Key != SoughtKey.Blank && v.Key.CompareTo(from) >= 0)
            : values.Where(v => v.Key != SoughtKey.Blank && v.Key.CompareTo(from) >= 0 && v.Key.CompareTo(to) <= 0);
    }
}
