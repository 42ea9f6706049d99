using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;

namespace Dvc.Blazor.Features.Intake.Exports;

/// <summary>A finished file goes to whoever asked for it, as something to save; for everybody else it is not there.</summary>
internal static partial class ExportEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapReading("/mot-cua/tep-xuat/{id:guid}", FetchAsync).RequireAuthorization(Policies.Staff);

    private static async Task<IResult> FetchAsync(
        HttpContext http,
        Guid id,
        ClaimsPrincipal person,
        ExportDesk desk,
        ILogger<ExportDesk> log,
        CancellationToken cancellationToken
    )
    {
        if (CurrentUser.Of(person) is not { } user || await desk.OpenAsync(user.Id, id, cancellationToken) is not var (export, file))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        if (file is null)
        {
            // The page says that its time is over.
            return Results.LocalRedirect("/mot-cua/tep-xuat");
        }

        LogFetched(log, user.Id, export.Kind, export.Id);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(file, TypeOf(export.Kind), export.FileName);
    }

    private static string TypeOf(ExportKind kind) =>
        kind switch
        {
            ExportKind.ListXlsx or ExportKind.BookXlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportKind.ListCsv or ExportKind.BookCsv => "text/csv; charset=utf-8",
            _ => "application/zip",
        };

    [LoggerMessage(Level = LogLevel.Information, Message = "Officer {OfficerId} fetched {Kind}, export {ExportId}")]
    private static partial void LogFetched(ILogger log, Guid officerId, ExportKind kind, Guid exportId);
}
