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

/// <summary>
/// A formula as the editor makes it: one operation over fields and fixed values. Formulas inside formulas stay as they are; the editor only shows that they are there.
/// </summary>
public sealed record Formula(FormulaKind Kind, IReadOnlyList<Computation> Parts)
{
    public int Least => Kind == FormulaKind.Difference ? 2 : 1;

    public int Most =>
        Kind switch
        {
            FormulaKind.Difference => 2,
            FormulaKind.Count => 1,
            _ => 20,
        };

    /// <summary>Whether a part may be a value that is the same for everybody, as the price of a copy.</summary>
    public bool TakesFixed => Kind != FormulaKind.Count;

    /// <summary>The fixed value to begin with.</summary>
    public ConstantComputation Fixed =>
        new(Kind == FormulaKind.Concat ? new TextValue(" ") : new NumberValue(Kind == FormulaKind.Product ? 1 : 0));

    /// <summary>Null when the computation is more than one operation over fields and fixed values.</summary>
    public static Formula? Of(Computation computed) =>
        computed switch
        {
            SumComputation sum => Flat(FormulaKind.Sum, sum.Parts),
            ProductComputation product => Flat(FormulaKind.Product, product.Parts),
            ConcatComputation concat => Flat(FormulaKind.Concat, concat.Parts),
            DifferenceComputation difference => Flat(FormulaKind.Difference, [difference.From, difference.Take]),
            CountComputation count => new Formula(FormulaKind.Count, [new FieldComputation(count.Field)]),
            _ => null,
        };

    /// <summary>A formula of a kind that keeps the parts of an earlier one as far as they fit.</summary>
    /// <param name="fields">Everything a formula can speak of here.</param>
    /// <returns>Null where no field suits the kind.</returns>
    public static Formula? Start(FormulaKind kind, IReadOnlyList<Computation> parts, IEnumerable<Referable> fields)
    {
        var formula = new Formula(kind, []);
        var suited = fields.Where(field => Suits(kind, field.Field)).Select(field => field.Reference).ToList();
        if (suited.Count == 0)
        {
            return null;
        }

        var kept = parts.Where(part => formula.Keeps(part, suited)).Take(formula.Most).ToList();
        while (kept.Count < formula.Least)
        {
            kept.Add(new FieldComputation(suited[Math.Min(kept.Count, suited.Count - 1)]));
        }

        return formula with
        {
            Parts = kept,
        };
    }

    /// <summary>Whether a field means something in a formula of the kind.</summary>
    public static bool Suits(FormulaKind kind, FormField field) =>
        kind switch
        {
            FormulaKind.Concat => field.Kind is not FieldKind.RepeatingGroup,
            FormulaKind.Count => field.Kind is FieldKind.RepeatingGroup or FieldKind.Multichoice,
            FormulaKind.Difference => field.Kind is FieldKind.Number or FieldKind.Money or FieldKind.Date,
            _ => field.Kind is FieldKind.Number or FieldKind.Money,
        };

    /// <summary>With another part at a place; null takes the place out.</summary>
    public Formula With(int index, Computation? part) =>
        this with
        {
            Parts = [.. Parts.Take(index), .. part is null ? [] : new[] { part }, .. Parts.Skip(index + 1)],
        };

    public Computation ToComputation() =>
        Kind switch
        {
            FormulaKind.Sum => new SumComputation(Parts),
            FormulaKind.Product => new ProductComputation(Parts),
            FormulaKind.Concat => new ConcatComputation(Parts),
            FormulaKind.Difference => new DifferenceComputation(Parts[0], Parts[1]),
            _ => new CountComputation(((FieldComputation)Parts[0]).Field),
        };

    private bool Keeps(Computation part, List<string> suited) =>
        part switch
        {
            FieldComputation field => suited.Contains(field.Field),
            ConstantComputation constant => TakesFixed && constant.Constant.GetType() == Fixed.Constant.GetType(),
            _ => false,
        };

    private static Formula? Flat(FormulaKind kind, IReadOnlyList<Computation> parts) =>
        parts.Count > 0 && parts.All(part => part is FieldComputation or ConstantComputation { Constant: NumberValue or TextValue })
            ? new Formula(kind, [.. parts])
            : null;
}
