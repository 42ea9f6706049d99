using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Sought;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>A procedure to filter by.</summary>
public sealed record BoardProcedure(string Code, string Name);

/// <summary>Knows which columns there are.</summary>
public sealed class BoardCatalogue(DvcDatabase database, Revisions revisions)
{
    /// <summary>Most procedures to choose from.</summary>
    public const int MaxProcedures = 1000;

    // Fields of older revisions than these are not offered any more.
    private const int MaxRevisions = 20;

    /// <summary>The procedures, by name.</summary>
    public Task<List<BoardProcedure>> ProceduresAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Procedures.Where(p => p.CurrentRevisionId != null)
                    .OrderBy(p => p.Name)
                    .Select(p => new BoardProcedure(p.Code, p.Name))
                    .Take(MaxProcedures)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>The columns of lists of one procedure, or of all.</summary>
    public async Task<BoardColumns> OfAsync(string? procedureCode, CancellationToken cancellationToken)
    {
        if (procedureCode is null)
        {
            return BoardColumns.OfProperties;
        }

        var (ids, sought) = await database.ReadAsync(
            async db =>
                (
                    await db
                        .Revisions.Where(r => r.ProcedureCode == procedureCode && r.PublishedAt != null)
                        .OrderByDescending(r => r.Number)
                        .Select(r => r.Id)
                        .Take(MaxRevisions)
                        .ToListAsync(cancellationToken),
                    await db.SoughtFields.Where(f => f.ProcedureCode == procedureCode).ToDictionaryAsync(f => f.Path, cancellationToken)
                ),
            cancellationToken
        );
        var known = await revisions.GetAsync(ids, cancellationToken);
        return Of([.. ids.Select(id => known[id])], sought);
    }

    private static BoardColumns Of(IReadOnlyList<Revision> newestFirst, Dictionary<string, SoughtField> sought)
    {
        var forms = newestFirst
            .Select(r => (r.Id, Fields: r.Definition.Form.Sections.SelectMany(s => FieldsOf(s.Label, "", s.Fields)).ToList()))
            .ToList();
        // The newest words for each field and paper.
        var fields = forms.SelectMany(f => f.Fields).DistinctBy(f => f.Path).ToList();
        var ambiguous = fields.GroupBy(f => f.Field.Label).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var answers = fields.Select(f =>
            ColumnOf(
                f.Path,
                ambiguous.Contains(f.Field.Label) ? Say.With(IntakeText.FieldOfSection, f.Field.Label, f.Section) : f.Field.Label,
                f.Section,
                f.Field,
                sought.GetValueOrDefault(f.Path)
            )
        );
        var papers = newestFirst
            .SelectMany(r => r.Definition.Components)
            .Where(c => !c.GeneratedFromForm)
            .DistinctBy(c => c.Code)
            .Select(c => PaperOf(c.Code, c.Name));
        return new BoardColumns(
            [.. answers.Concat(papers).Where(c => BoardColumns.IsOfSomeProcedure(c.Key))],
            forms.ToDictionary(
                f => f.Id,
                f => (IReadOnlyDictionary<string, FormField>)f.Fields.DistinctBy(x => x.Path).ToDictionary(x => x.Path, x => x.Field)
            )
        );
    }

    /// <summary>The answers of a form that are no blocks of others and stand in no repeating group.</summary>
    internal static IEnumerable<(string Path, string Section, FormField Field)> FieldsOf(
        string section,
        string parent,
        IEnumerable<FormField> fields
    ) =>
        fields.SelectMany(field =>
            (field.Kind, AnswerPath.Child(parent, field.Key)) switch
            {
                (FieldKind.RepeatingGroup, _) => [],
                (FieldKind.Group, var path) => FieldsOf(field.Label, path, field.Fields),
                (_, var path) => [(path, section, field)],
            }
        );

    private static BoardColumn ColumnOf(string path, string name, string section, FormField field, SoughtField? sought)
    {
        var key = BoardColumns.KeyOfField(path);
        return new BoardColumn(key, name, (row, _) => row.Cells.GetValueOrDefault(key, ""))
        {
            Group = ColumnGroup.Field,
            Field = new BoardField(path, section, sought, SoughtShapes.IsGuarded(field)),
            Term = sought is { State: SoughtState.Ready }
                ? new FieldTerm(sought) { Options = [.. field.Options.Select(o => new BoardOption(o.Value, o.Label))] }
                : null,
            IsUsual = false,
        };
    }

    private static BoardColumn PaperOf(string code, string name) =>
        new(BoardColumns.KeyOfPaper(code), name, (row, _) => DocumentWords.Of(row.Papers.GetValueOrDefault(code)))
        {
            Group = ColumnGroup.Paper,
            Paper = code,
            Look = CellLook.Paper,
            Term = new PaperTerm(code)
            {
                Options =
                [
                    .. Enum.GetValues<DocumentState>()
                        .Select(s => new BoardOption(((int)s).ToString(CultureInfo.InvariantCulture), DocumentWords.Of(s))),
                ],
            },
            IsUsual = false,
        };
}

/// <summary>States of papers in words.</summary>
public static class DocumentWords
{
    public static string Of(DocumentState state) =>
        state switch
        {
            DocumentState.Flagged => IntakeText.PaperFlagged,
            DocumentState.Doubted => IntakeText.PaperDoubted,
            DocumentState.Attached => IntakeText.PaperAttached,
            DocumentState.Replaced => IntakeText.PaperReplaced,
            DocumentState.Compared => IntakeText.PaperCompared,
            _ => IntakeText.PaperMissing,
        };
}
