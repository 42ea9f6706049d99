using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>Answers for those who watch the program: alive, and ready to take requests.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapReading("/healthz/live", () => "ok").AllowAnonymous();
        endpoints.MapReading("/healthz/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(DvcDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            var reachable = await database.ReadAsync(db => db.Database.CanConnectAsync(cancellationToken), cancellationToken);
            return reachable ? Results.Text("ready") : Unavailable();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Unavailable();
        }
    }

    private static IResult Unavailable() => Results.Text("database unreachable", statusCode: StatusCodes.Status503ServiceUnavailable);
}
