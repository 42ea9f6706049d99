using System.Runtime.CompilerServices;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Sheets;

namespace Dvc.Blazor.Features.Intake.Exports;

/// <summary>Writes a list of the board, a portion after the other, each with the rights that the officer has then.</summary>
internal sealed class ListWriter(BoardQuery query, BoardExport sheets) : IExportWriter
{
    /// <summary>Most rows of one file.</summary>
    public const int MaxRows = 100_000;

    private const int Portion = 500;

    public bool Writes(ExportKind kind) => kind is ExportKind.ListXlsx or ExportKind.ListCsv;

    public async Task<int> WriteAsync(Export export, Stream to, ExportProgress progress, CancellationToken cancellationToken)
    {
        var filter = BoardFilter.Read(export.Wish);
        var ids = await query.IdsAsync(export.UserId, filter, MaxRows + 1, cancellationToken) ?? throw NoRight();
        if (ids.Count > MaxRows)
        {
            throw new RuleViolationException("Export.TooManyRows", MaxRows);
        }

        var frame = await sheets.FrameAsync(filter, cancellationToken);
        var rows = RowsAsync(export.UserId, filter, ids, frame, progress, cancellationToken);
        await (
            export.Kind == ExportKind.ListXlsx
                ? SheetFile.WriteXlsxAsync(to, frame.Headings, rows, cancellationToken)
                : SheetFile.WriteCsvAsync(to, frame.Headings, rows, cancellationToken)
        );
        return ids.Count;
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(
        Guid userId,
        BoardFilter filter,
        IReadOnlyList<Guid> ids,
        BoardSheet frame,
        ExportProgress progress,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var done = 0;
        foreach (var portion in ids.Chunk(Portion))
        {
            await progress.SayAsync(done, ids.Count, cancellationToken);
            foreach (var row in await query.RowsAsync(userId, filter, portion, cancellationToken) ?? throw NoRight())
            {
                yield return frame.Cells(row);
            }

            done += portion.Length;
        }
    }

    private static RuleViolationException NoRight() => new("Export.NoRight");
}
