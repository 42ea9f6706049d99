using System.Runtime.CompilerServices;
using System.Text;
using MiniExcelLibs;

namespace Dvc.Blazor.Infrastructure.Sheets;

/// <summary>Lists as files for a spreadsheet. Rows pass through one after the other and are never held together; every cell is text, so that none is reckoned as a formula.</summary>
public static class SheetFile
{
    public const string Csv = "csv";
    public const string Xlsx = "xlsx";

    private const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The answer to somebody who may have the rows.</summary>
    /// <param name="name">Name of the file, without its ending.</param>
    /// <param name="ending"><see cref="Csv"/> or <see cref="Xlsx"/>.</param>
    /// <param name="headings">What stands above the columns.</param>
    /// <param name="rows">As many cells each as there are headings.</param>
    /// <param name="cancellationToken">Ends the writing when nobody reads any more.</param>
    public static IResult Answer(
        string name,
        string ending,
        IReadOnlyList<string> headings,
        IAsyncEnumerable<IReadOnlyList<string>> rows,
        CancellationToken cancellationToken
    ) =>
        ending == Xlsx
            ? Results.Stream(body => WriteXlsxAsync(body, headings, rows, cancellationToken), XlsxType, $"{name}.{Xlsx}")
            : Results.Stream(body => WriteCsvAsync(body, headings, rows, cancellationToken), "text/csv; charset=utf-8", $"{name}.{Csv}");

    public static async Task WriteCsvAsync(
        Stream to,
        IReadOnlyList<string> headings,
        IAsyncEnumerable<IReadOnlyList<string>> rows,
        CancellationToken cancellationToken
    )
    {
        // The mark at the start tells spreadsheets that letters with accents follow.
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(Line(headings).AsMemory(), cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(Line(row).AsMemory(), cancellationToken);
        }
    }

    public static async Task WriteXlsxAsync(
        Stream to,
        IReadOnlyList<string> headings,
        IAsyncEnumerable<IReadOnlyList<string>> rows,
        CancellationToken cancellationToken
    )
    {
        // Packing a workbook goes back in what it has written, which a connection cannot; a long book would not fit into memory.
        await using var book = new FileStream(
            Path.GetTempFileName(),
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        var lines = Lines(headings, rows, cancellationToken);
        await book.SaveAsAsync(lines, printHeader: false, cancellationToken: cancellationToken);
        book.Position = 0;
        await book.CopyToAsync(to, cancellationToken);
    }

    // The headings go in as the first row: a list without rows has them too, and two may read the same.
    private static async IAsyncEnumerable<IDictionary<string, object>> Lines(
        IReadOnlyList<string> headings,
        IAsyncEnumerable<IReadOnlyList<string>> rows,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return Cells(headings);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return Cells(row);
        }
    }

    private static Dictionary<string, object> Cells(IReadOnlyList<string> row) =>
        row.Select((cell, i) => (Cell: cell, Column: $"c{i}")).ToDictionary(c => c.Column, c => (object)c.Cell);

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + "\r\n";

    // A cell that begins like a formula would be reckoned when the file is opened.
    private static string Quoted(string cell)
    {
        var safe = cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
