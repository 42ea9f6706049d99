using System.Text.Json;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>
/// What fields and papers say in the rows of a board: one statement for all answers and three for all papers, and none where no such column is shown. The
/// rows are those that the officer may read anyway.
/// </summary>
internal sealed class BoardCells
{
    private readonly BoardColumns _columns;
    private readonly List<BoardColumn> _fields;
    private readonly List<BoardColumn> _papers;
    private Dictionary<Guid, string> _answers = [];
    private PaperCells? _states;

    private BoardCells(BoardColumns columns, IReadOnlyList<BoardColumn> chosen)
    {
        _columns = columns;
        _fields = [.. chosen.Where(c => c.Field is not null)];
        _papers = [.. chosen.Where(c => c.Paper is not null)];
    }

    public static async Task<BoardCells> ReadAsync(
        DvcDbContext db,
        BoardColumns columns,
        IReadOnlyList<BoardColumn> chosen,
        IEnumerable<Guid> dossiers,
        CancellationToken cancellationToken
    )
    {
        var cells = new BoardCells(columns, chosen);
        var ids = dossiers.Distinct().ToList();
        if (cells._fields.Count > 0 && ids.Count > 0)
        {
            cells._answers = await db.Set<SubmittedAnswers>()
                .Where(a => ids.Contains(a.DossierId))
                .ToDictionaryAsync(a => a.DossierId, a => a.Json, cancellationToken);
        }

        if (cells._papers.Count > 0 && ids.Count > 0)
        {
            cells._states = await PaperCells.ReadAsync(db, ids, cancellationToken);
        }

        return cells;
    }

    /// <summary>The row with its cells.</summary>
    public BoardRow Of(BoardRow row) =>
        row with
        {
            Cells = Words(row),
            Papers = _states is { } states
                ? _papers.ToDictionary(c => c.Paper!, c => states.Of(row.Id, c.Paper!))
                : new Dictionary<string, DocumentState>(),
        };

    private Dictionary<string, string> Words(BoardRow row)
    {
        if (!_answers.TryGetValue(row.Id, out var json))
        {
            return [];
        }

        using var answers = JsonDocument.Parse(json);
        return _fields.ToDictionary(c => c.Key, c => Words(row.RevisionId, c.Field!.Path, answers.RootElement));
    }

    private string Words(Guid revision, string path, JsonElement answers)
    {
        var element = answers;
        foreach (var part in path.Split(AnswerPath.Separator))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return "";
            }
        }

        return _columns.FieldAt(revision, path) is { } field ? AnswerWords.Of(field, CanonicalAnswers.Value(field, element)) : "";
    }
}
