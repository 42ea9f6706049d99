using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Paths of all fields that ever were published for a procedure, with what they asked for: answers lie under them, so none is ever used for another kind.</summary>
public sealed class PublishedKeys
{
    private readonly Dictionary<string, FieldKind> _kinds = new(StringComparer.Ordinal);

    /// <summary>Of a procedure of which nothing is published.</summary>
    public static PublishedKeys None { get; } = new([]);

    public PublishedKeys(IEnumerable<FormDefinition> published)
    {
        foreach (var (path, field) in published.SelectMany(FormTree.All))
        {
            _kinds[path] = field.Kind;
        }
    }

    /// <summary>Whether a field of the kind may stand under the path.</summary>
    public bool Allows(string path, FieldKind kind) => !_kinds.TryGetValue(path, out var before) || before == kind;
}
