using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Authoring.Builder;

public enum FormulaKind
{
    Sum,
    Product,
    Difference,
    Count,
    Concat,
}

/// <summary>A formula as the editor makes it: one operation over fields. Formulas inside formulas stay as they are; the editor only shows that they are there.</summary>
public sealed record Formula(FormulaKind Kind, IReadOnlyList<string> References)
{
    public int Least => Kind == FormulaKind.Difference ? 2 : 1;

    public int Most =>
        Kind switch
        {
            FormulaKind.Difference => 2,
            FormulaKind.Count => 1,
            _ => 20,
        };

    /// <summary>Null when the computation is more than one operation over fields.</summary>
    public static Formula? Of(Computation computed) =>
        computed switch
        {
            SumComputation sum => Flat(FormulaKind.Sum, sum.Parts),
            ProductComputation product => Flat(FormulaKind.Product, product.Parts),
            ConcatComputation concat => Flat(FormulaKind.Concat, concat.Parts),
            DifferenceComputation difference => Flat(FormulaKind.Difference, [difference.From, difference.Take]),
            CountComputation count => new Formula(FormulaKind.Count, [count.Field]),
            _ => null,
        };

    /// <summary>A formula of a kind that keeps the fields of an earlier one as far as they fit.</summary>
    public static Formula Start(FormulaKind kind, IReadOnlyList<string> references, string first)
    {
        var formula = new Formula(kind, []);
        var kept = references.Take(formula.Most).ToList();
        while (kept.Count < formula.Least)
        {
            kept.Add(first);
        }

        return formula with
        {
            References = kept,
        };
    }

    /// <summary>With another field at a place; null takes the place out.</summary>
    public Formula With(int index, string? reference) =>
        this with
        {
            References = [.. References.Take(index), .. reference is null ? [] : new[] { reference }, .. References.Skip(index + 1)],
        };

    public Computation ToComputation()
    {
        Computation[] parts = [.. References.Select(reference => new FieldComputation(reference))];
        return Kind switch
        {
            FormulaKind.Sum => new SumComputation(parts),
            FormulaKind.Product => new ProductComputation(parts),
            FormulaKind.Concat => new ConcatComputation(parts),
            FormulaKind.Difference => new DifferenceComputation(parts[0], parts[1]),
            _ => new CountComputation(References[0]),
        };
    }

    private static Formula? Flat(FormulaKind kind, IReadOnlyList<Computation> parts) =>
        parts.Count > 0 && parts.All(part => part is FieldComputation)
            ? new Formula(kind, [.. parts.Select(part => ((FieldComputation)part).Field)])
            : null;
}
