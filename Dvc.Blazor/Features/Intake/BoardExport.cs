using System.Globalization;
using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sheets;
using Dvc.Blazor.Infrastructure.Web;

namespace Dvc.Blazor.Features.Intake;

/// <summary>A list of the board as a file for a spreadsheet: the rows an officer may see, in the order and with the columns of the screen.</summary>
public sealed partial class BoardExport(
    BoardQuery query,
    BoardDesk desk,
    BoardCatalogue catalogue,
    WorkingCalendars calendars,
    TimeProvider clock,
    ILogger<BoardExport> log
)
{
    /// <summary>Most rows of one file.</summary>
    public const int MaxRows = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading("/mot-cua/danh-sach.csv", CsvAsync).RequireAuthorization(Policies.Staff);
        routes.MapReading("/mot-cua/danh-sach.xlsx", XlsxAsync).RequireAuthorization(Policies.Staff);
    }

    private static Task<IResult> CsvAsync(
        HttpRequest request,
        ClaimsPrincipal person,
        BoardExport export,
        CancellationToken cancellationToken
    ) => export.AnswerAsync(person, BoardFilter.Read(request.QueryString.Value ?? ""), SheetFile.Csv, cancellationToken);

    private static Task<IResult> XlsxAsync(
        HttpRequest request,
        ClaimsPrincipal person,
        BoardExport export,
        CancellationToken cancellationToken
    ) => export.AnswerAsync(person, BoardFilter.Read(request.QueryString.Value ?? ""), SheetFile.Xlsx, cancellationToken);

    private async Task<IResult> AnswerAsync(ClaimsPrincipal person, BoardFilter filter, string ending, CancellationToken cancellationToken)
    {
        if (CurrentUser.Of(person) is not { } user || await SheetAsync(user.Id, filter, cancellationToken) is not { } sheet)
        {
            return Results.Forbid();
        }

        LogExported(user.Id, filter.Queue, sheet.Rows.Count, ending);
        var day = When(clock.GetUtcNow().UtcDateTime);
        return SheetFile.Answer($"ho-so-{filter.Queue}-{day}", ending, sheet.Headings, sheet.Lines, cancellationToken);
    }

    /// <summary>The list as a sheet; null for somebody who is no officer.</summary>
    internal async Task<BoardSheet?> SheetAsync(Guid userId, BoardFilter filter, CancellationToken cancellationToken)
    {
        var shown = filter with { Columns = filter.Columns ?? await desk.ColumnsAsync(userId, cancellationToken) };
        if (await query.ListAsync(userId, shown, MaxRows, cancellationToken) is not { } rows)
        {
            return null;
        }

        return await FrameAsync(shown, cancellationToken) with
        {
            Rows = rows,
        };
    }

    /// <summary>The sheet of a list without its rows.</summary>
    internal async Task<BoardSheet> FrameAsync(BoardFilter filter, CancellationToken cancellationToken)
    {
        var sectors = await query.SectorsAsync(cancellationToken);
        var sight = new BoardSight(
            await calendars.CurrentAsync(cancellationToken),
            sectors.ToDictionary(s => s.Code, s => s.Name),
            clock.GetUtcNow().UtcDateTime
        );
        var columns = await catalogue.OfAsync(filter.Procedure, cancellationToken);
        return new BoardSheet(columns.Of(filter.Columns), [], sight);
    }

    private static string When(DateTime utc) => Domain.VietnamTime.DateOf(utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Information, Message = "Officer {OfficerId} took list {Queue} of {Rows} dossiers as {Format}")]
    private partial void LogExported(Guid officerId, string queue, int rows, string format);
}

/// <summary>Rows and columns of a file.</summary>
internal sealed record BoardSheet(IReadOnlyList<BoardColumn> Columns, IReadOnlyList<BoardRow> Rows, BoardSight Sight)
{
    public IReadOnlyList<string> Headings => [IntakeText.ColumnProcedure, IntakeText.ColumnApplicant, .. Columns.Select(c => c.Name)];

    public IAsyncEnumerable<IReadOnlyList<string>> Lines => Rows.Select(Cells).ToAsyncEnumerable();

    /// <summary>The line of one dossier.</summary>
    public IReadOnlyList<string> Cells(BoardRow row) => [row.ProcedureName, row.ApplicantName, .. Columns.Select(c => c.Read(row, Sight))];
}
