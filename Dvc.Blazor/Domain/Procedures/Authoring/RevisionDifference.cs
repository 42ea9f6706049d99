using System.Text.Json;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>What part of a procedure a difference is about.</summary>
public enum ContentPart
{
    Description,
    Section,
    Field,
    Rule,
    Paper,
    Fee,
    Processing,
    Workflow,
    LegalBasis,
    Units,
}

/// <summary>How a part differs.</summary>
public enum DifferenceKind
{
    Added,
    Removed,
    Changed,
    Moved,
}

/// <summary>A property that differs; values as written in the content, null where there is none.</summary>
public sealed record PropertyDifference(string Property, JsonElement? Before, JsonElement? After);

/// <summary>One difference of two contents.</summary>
/// <param name="Key">Path, code or place of the part: what makes it the same part in both.</param>
/// <param name="Name">Its label or name, of the later content where it is in both.</param>
public sealed record PartDifference(
    ContentPart Part,
    DifferenceKind Kind,
    string Key,
    string Name,
    IReadOnlyList<PropertyDifference> Properties
);

/// <summary>Compares two contents part by part, by their stable keys (so sánh hai bản).</summary>
public static class RevisionDifference
{
    private static readonly string[] Ignored = ["fields", "key", "code"];
    private static readonly string[] Description = ["name", "field", "level", "result", "notes"];
    private static readonly string[] Workflow = ["approval_levels", "letter_approval", "overdue"];

    /// <summary>The differences in the order of the parts; empty when both say the same.</summary>
    public static IReadOnlyList<PartDifference> Between(ProcedureDefinition before, ProcedureDefinition after) =>
        [
            .. Whole(ContentPart.Description, before, after, Description),
            .. Listed(ContentPart.Section, Sections(before), Sections(after)),
            .. Listed(ContentPart.Field, Fields(before), Fields(after)),
            .. Listed(ContentPart.Rule, Rules(before), Rules(after)),
            .. Listed(ContentPart.Paper, Papers(before), Papers(after)),
            .. Listed(ContentPart.Fee, Fees(before), Fees(after)),
            .. One(ContentPart.Processing, Json(before.Processing), Json(after.Processing)),
            .. Whole(ContentPart.Workflow, before, after, Workflow),
            .. Listed(ContentPart.LegalBasis, Basis(before), Basis(after)),
            .. Whole(ContentPart.Units, before, after, ["agencies"]),
        ];

    private static IEnumerable<PartDifference> Listed(ContentPart part, IReadOnlyList<Item> before, IReadOnlyList<Item> after)
    {
        var (old, now) = (
            before.DistinctBy(item => item.Key).ToDictionary(i => i.Key),
            after.DistinctBy(item => item.Key).ToDictionary(i => i.Key)
        );
        foreach (var gone in old.Values.Where(item => !now.ContainsKey(item.Key)))
        {
            yield return new PartDifference(part, DifferenceKind.Removed, gone.Key, gone.Name, []);
        }

        var moved = Moved(before, after);
        foreach (var item in now.Values)
        {
            if (!old.TryGetValue(item.Key, out var earlier))
            {
                yield return new PartDifference(part, DifferenceKind.Added, item.Key, item.Name, []);
            }
            else if (Properties(earlier.Value, item.Value, Ignored).ToList() is { Count: > 0 } properties)
            {
                yield return new PartDifference(part, DifferenceKind.Changed, item.Key, item.Name, properties);
            }
            else if (earlier.Home != item.Home || moved.Contains(item.Key))
            {
                yield return new PartDifference(part, DifferenceKind.Moved, item.Key, item.Name, []);
            }
        }
    }

    // Those that stand in another order among what is in both; as few as explain it, one after the other.
    private static HashSet<string> Moved(IReadOnlyList<Item> before, IReadOnlyList<Item> after)
    {
        var left = after.Select(item => item.Key).Intersect(before.Select(item => item.Key)).ToList();
        var earlier = before.Select(item => item.Key).Intersect(left).ToList();
        var moved = new HashSet<string>(StringComparer.Ordinal);
        while (left.Count > 0)
        {
            if (left[0] == earlier[0])
            {
                left.RemoveAt(0);
                earlier.RemoveAt(0);
                continue;
            }

            // Whichever of the two stands further away has moved.
            var key = earlier.IndexOf(left[0]) >= left.IndexOf(earlier[0]) ? left[0] : earlier[0];
            moved.Add(key);
            left.Remove(key);
            earlier.Remove(key);
        }

        return moved;
    }

    private static IEnumerable<PartDifference> Whole(
        ContentPart part,
        ProcedureDefinition before,
        ProcedureDefinition after,
        string[] properties
    ) => One(part, Only(before, properties), Only(after, properties));

    private static IEnumerable<PartDifference> One(ContentPart part, JsonElement before, JsonElement after) =>
        Properties(before, after, []).ToList() is { Count: > 0 } properties
            ? [new PartDifference(part, DifferenceKind.Changed, "", "", properties)]
            : [];

    private static IEnumerable<PropertyDifference> Properties(JsonElement before, JsonElement after, string[] ignored)
    {
        var names = before.EnumerateObject().Concat(after.EnumerateObject()).Select(property => property.Name).Distinct().Except(ignored);
        foreach (var name in names)
        {
            var (old, now) = (Value(before, name), Value(after, name));
            if (old is null != now is null || (old is { } o && now is { } n && !JsonElement.DeepEquals(o, n)))
            {
                yield return new PropertyDifference(name, old, now);
            }
        }
    }

    private static JsonElement? Value(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement Only(ProcedureDefinition content, string[] properties)
    {
        var all = Json(content);
        var some = all.EnumerateObject().Where(property => properties.Contains(property.Name)).ToDictionary(p => p.Name, p => p.Value);
        return Json(some);
    }

    private static List<Item> Sections(ProcedureDefinition content) =>
        [.. content.Form.Sections.Select(section => new Item(section.Key, section.Label, Json(section with { Fields = [] })))];

    private static List<Item> Fields(ProcedureDefinition content) =>
        [
            .. content.Form.Sections.SelectMany(section =>
                FormTree
                    .All(section.Fields, "")
                    .Select(at => new Item(at.Path, at.Field.Label, Json(at.Field with { Fields = [] }), section.Key))
            ),
        ];

    private static List<Item> Rules(ProcedureDefinition content) =>
        [.. content.Form.Rules.Select(rule => Json<FormRule>(rule)).Select(rule => new Item(rule.GetRawText(), rule.GetRawText(), rule))];

    private static List<Item> Papers(ProcedureDefinition content) =>
        [.. content.Components.Select(paper => new Item(paper.Code, paper.Name, Json(paper)))];

    private static List<Item> Fees(ProcedureDefinition content) => [.. content.Fees.Select(fee => new Item(fee.Name, fee.Name, Json(fee)))];

    private static List<Item> Basis(ProcedureDefinition content) =>
        [.. content.LegalBasis.Select(basis => new Item(basis, basis, Json(new Dictionary<string, string>())))];

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, FormJson.Options);

    private sealed record Item(string Key, string Name, JsonElement Value, string Home = "");
}
