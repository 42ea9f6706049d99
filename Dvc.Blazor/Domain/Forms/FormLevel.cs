using System.Collections.Concurrent;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Fields that live in the same row, or at the top: the place where references are looked up first.</summary>
internal sealed class FormLevel(FormLevel? parent, FieldNode? group) : IFieldLabels
{
    private readonly ConcurrentDictionary<string, FieldReference?> _references = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldNode> _byKey = new(StringComparer.Ordinal);

    public FormLevel? Parent => parent;

    public FieldNode? Group => group;

    public int Index { get; init; }

    public List<FieldNode> Fields { get; } = [];

    /// <summary>Fields whose key was already taken.</summary>
    public List<FieldNode> Duplicates { get; } = [];

    public void Add(FieldNode node)
    {
        Fields.Add(node);
        if (!_byKey.TryAdd(node.Field.Key, node))
        {
            Duplicates.Add(node);
        }
    }

    public FormField? Find(string reference) => Resolve(reference)?.Target.Field;

    /// <summary>Same row first, then outwards to the whole form; null when nothing has the key.</summary>
    public FieldReference? Resolve(string reference) => _references.GetOrAdd(reference, Search);

    private FieldReference? Search(string reference)
    {
        var keys = reference.Split('.');
        var up = 0;
        for (var level = this; level is not null; level = level.Parent, up++)
        {
            if (level._byKey.TryGetValue(keys[0], out var first))
            {
                return Descend(up, first, keys);
            }
        }

        return null;
    }

    private static FieldReference? Descend(int up, FieldNode first, string[] keys)
    {
        var path = new List<FieldNode> { first };
        foreach (var key in keys.Skip(1))
        {
            if (path[^1].Children.FirstOrDefault(child => child.Field.Key == key) is not { } child)
            {
                return null;
            }

            path.Add(child);
        }

        return new FieldReference(up, path);
    }
}

/// <summary>A resolved reference: so many rows up, then the fields along the dots.</summary>
internal sealed record FieldReference(int Up, IReadOnlyList<FieldNode> Path)
{
    public FieldNode Target => Path[^1];
}
