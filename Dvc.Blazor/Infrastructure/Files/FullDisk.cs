using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>
/// No space is left for files or for the database. Nothing that arrived is lost: the sender is told, keeps trying, and the upload goes on
/// where it stood once there is space again.
/// </summary>
internal static partial class FullDisk
{
    private const int NoSpaceOnLinux = 28;
    private const int OverQuotaOnLinux = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private const int SqliteFull = 13;

    /// <summary>Whether that is what the exception, or one inside it, means.</summary>
    public static bool Caused(Exception problem) =>
        problem switch
        {
            IOException { HResult: NoSpaceOnLinux or OverQuotaOnLinux or NoSpaceOnWindows } => true,
            // How .NET puts it that the file would grow over the limit set for the process.
            ArgumentOutOfRangeException wide => wide.TargetSite?.DeclaringType == typeof(RandomAccess),
            SqliteException { SqliteErrorCode: SqliteFull } => true,
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
            _ => problem.InnerException is { } inner && Caused(inner),
        };

    /// <summary>Answers 507 in such a case.</summary>
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception problem) when (Caused(problem))
        {
            var log = context.HttpContext.RequestServices.GetRequiredService<ILogger<IFileStore>>();
            LogFull(log, problem);
            return Results.StatusCode(StatusCodes.Status507InsufficientStorage);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "No space is left for papers: uploads wait until there is some")]
    private static partial void LogFull(ILogger log, Exception problem);
}
