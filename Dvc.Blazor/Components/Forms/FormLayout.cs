using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>A field with the fields that it causes to appear, which stand right under it.</summary>
public sealed record FieldBlock(FormField Field, IReadOnlyList<FieldBlock> Dependents);

/// <summary>One line of a section: a block, or two short ones side by side.</summary>
public sealed record LayoutRow(IReadOnlyList<FieldBlock> Blocks);

/// <summary>Where the fields of one level stand. It hangs on the definition alone: a field never moves while the person types.</summary>
public static class FormLayout
{
    public static IReadOnlyList<LayoutRow> Of(IReadOnlyList<FormField> fields)
    {
        var blocks = Blocks(fields);
        var rows = new List<LayoutRow>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var pair = i + 1 < blocks.Count && IsShort(blocks[i]) && IsShort(blocks[i + 1]);
            rows.Add(new LayoutRow(pair ? [blocks[i], blocks[++i]] : [blocks[i]]));
        }

        return rows;
    }

    private static List<FieldBlock> Blocks(IReadOnlyList<FormField> fields)
    {
        var place = fields.Select((field, index) => (field.Key, index)).ToDictionary(f => f.Key, f => f.index, StringComparer.Ordinal);
        var causes = fields.Select((field, index) => CauseOf(field, index, place)).ToList();
        return Under(-1);

        List<FieldBlock> Under(int cause) =>
            [.. fields.Index().Where(f => causes[f.Index] == cause).Select(f => new FieldBlock(f.Item, Under(f.Index)))];
    }

    /// <summary>Place of the last field before this one that its condition speaks of; -1 when there is none on this level.</summary>
    private static int CauseOf(FormField field, int index, Dictionary<string, int> place) =>
        (field.VisibleWhen?.References() ?? [])
            .Select(reference => place.GetValueOrDefault(reference, -1))
            .Where(at => at < index)
            .DefaultIfEmpty(-1)
            .Max();

    private static bool IsShort(FieldBlock block) =>
        block is { Dependents.Count: 0, Field.VisibleWhen: null }
        && block.Field.Kind
            is FieldKind.Date
                or FieldKind.NationalId
                or FieldKind.Phone
                or FieldKind.Number
                or FieldKind.Money
                or FieldKind.Email;
}
