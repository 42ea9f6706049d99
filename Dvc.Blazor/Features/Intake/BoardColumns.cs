using System.Text.RegularExpressions;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Intake;

/// <summary>All columns of a list: the properties of dossiers and, where it is of one procedure, the fields and papers of that.</summary>
public sealed partial class BoardColumns(
    IReadOnlyList<BoardColumn> more,
    IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, FormField>> fields
)
{
    private const string FieldPrefix = "o.";
    private const string PaperPrefix = "g.";

    /// <summary>Of lists of many procedures.</summary>
    public static BoardColumns OfProperties => new([], new Dictionary<Guid, IReadOnlyDictionary<string, FormField>>());

    /// <summary>In the order of the board. Procedure and applicant are always shown: they lead to the dossier.</summary>
    public IReadOnlyList<BoardColumn> All { get; } = [.. BoardProperties.All, .. more];

    /// <summary>The field at a path as dossiers of a revision know it; of revisions that are not offered any more as the others do.</summary>
    public FormField? FieldAt(Guid revision, string path) =>
        fields.TryGetValue(revision, out var known)
            ? known.GetValueOrDefault(path)
            : fields.Values.Select(f => f.GetValueOrDefault(path)).FirstOrDefault(f => f is not null);

    public static string KeyOfField(string path) => FieldPrefix + path.Replace(AnswerPath.Separator, '.');

    public static string KeyOfPaper(string code) => PaperPrefix + code;

    /// <summary>Whether a word can be the key of a column of some procedure.</summary>
    public static bool IsOfSomeProcedure(string key) => Key().IsMatch(key);

    public BoardColumn? Find(string key) => All.FirstOrDefault(c => c.Key == key);

    /// <summary>The columns named by keys with commas, in the board's order; the usual ones where none is known.</summary>
    public IReadOnlyList<BoardColumn> Of(string? keys)
    {
        var wanted = Keys(keys);
        List<BoardColumn> chosen = [.. All.Where(c => wanted.Contains(c.Key, StringComparer.Ordinal))];
        return chosen.Count > 0 ? chosen : [.. All.Where(c => c.IsUsual)];
    }

    /// <summary>The keys with commas that name no column.</summary>
    public IEnumerable<string> Unknown(string? keys) => Keys(keys).Where(key => key.Length > 0 && Find(key) is null);

    private static string[] Keys(string? keys) => (keys ?? "").Split(',');

    [GeneratedRegex(@"^(?:o|g)\.[\w.-]{1,120}\z", RegexOptions.NonBacktracking, 200)]
    private static partial Regex Key();
}
