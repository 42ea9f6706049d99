using System.Globalization;
using System.Runtime.CompilerServices;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Sheets;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>Writes a long book of dossiers into a file behind the pages.</summary>
internal sealed class BookWriter(DossierRegisterQuery query, ExportQueue queue) : IExportWriter
{
    /// <summary>From so many dossiers on a book is made behind the pages.</summary>
    public const int Long = 1_000;

    /// <summary>Most rows of one file: no workbook holds more.</summary>
    public const int MaxRows = 1_000_000;

    private const string Day = "yyyy-MM-dd";

    /// <summary>Name of the file, without its ending.</summary>
    public static string NameOf(string unit, Period period) => $"so-theo-doi-{unit}-{Written(period.From)}-{Written(period.To)}";

    /// <summary>Has a book made into a file.</summary>
    /// <exception cref="RuleViolationException">No officer, too many unfinished files, or too often.</exception>
    public Task StartAsync(Guid userId, string unit, Period period, string ending, CancellationToken cancellationToken) =>
        queue.StartAsync(
            userId,
            ending == SheetFile.Xlsx ? ExportKind.BookXlsx : ExportKind.BookCsv,
            $"{unit}\n{Written(period.From)}\n{Written(period.To)}",
            $"{NameOf(unit, period)}.{ending}",
            (_, _) => Task.CompletedTask,
            cancellationToken
        );

    public bool Writes(ExportKind kind) => kind is ExportKind.BookXlsx or ExportKind.BookCsv;

    public async Task<int> WriteAsync(Export export, Stream to, ExportProgress progress, CancellationToken cancellationToken)
    {
        var wish = export.Wish.Split('\n');
        var (unit, period) = (wish[0], new Period(Read(wish[1]), Read(wish[2])));
        var total =
            await query.CountAsync(export.UserId, unit, period, cancellationToken) ?? throw new RuleViolationException("Export.NoRight");
        if (total > MaxRows)
        {
            throw new RuleViolationException("Export.TooManyRows", MaxRows);
        }

        var rows = new Counted();
        var lines = LinesAsync(export.UserId, unit, period, total, rows, progress, cancellationToken);
        await (
            export.Kind == ExportKind.BookXlsx
                ? SheetFile.WriteXlsxAsync(to, RegisterEntry.Headings, lines, cancellationToken)
                : SheetFile.WriteCsvAsync(to, RegisterEntry.Headings, lines, cancellationToken)
        );
        // A right that was lost on the way would leave half a book.
        return await query.CountAsync(export.UserId, unit, period, cancellationToken) is not null
            ? rows.Count
            : throw new RuleViolationException("Export.NoRight");
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> LinesAsync(
        Guid userId,
        string unit,
        Period period,
        int total,
        Counted rows,
        ExportProgress progress,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var entry in query.AllAsync(userId, unit, period, cancellationToken))
        {
            await progress.SayAsync(rows.Count, Math.Max(total, rows.Count), cancellationToken);
            rows.Count++;
            yield return entry.Cells;
        }
    }

    private static string Written(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private static DateOnly Read(string day) => DateOnly.ParseExact(day, Day, CultureInfo.InvariantCulture);

    private sealed class Counted
    {
        public int Count { get; set; }
    }
}
