using System.Runtime.CompilerServices;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sheets;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Journal;

/// <summary>The log as a file for a spreadsheet. Whoever takes it stands in the log too, before the first line is given out.</summary>
public sealed class LogExport(DvcDatabase database, Administrators administrators, LogQuery query, TimeProvider clock)
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Headings =>
        [
            JournalText.At,
            JournalText.Who,
            JournalText.Source,
            JournalText.What,
            JournalText.Subject,
            JournalText.Unit,
            JournalText.Particulars,
        ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/quan-tri/nhat-ky/tep.csv", AnswerAsync).RequireAuthorization(Policies.Administrators);

    private static async Task<IResult> AnswerAsync(HttpContext context, IAntiforgery antiforgery, LogExport export)
    {
        if (CurrentUser.Of(context.User) is not { } user || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var filter = LogFilter.Read(form["nguoi"], form["loai"], form["don-vi"], form["ho-so"], form["tu"], form["den"], null);
        if (!await export.NoteAsync(user.Id, filter, context.RequestAborted))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        return SheetFile.Answer(
            $"nhat-ky-{VietnamTime.DateOf(export.Now):yyyy-MM-dd}",
            SheetFile.Csv,
            Headings,
            export.LinesAsync(user.Id, filter, context.RequestAborted),
            context.RequestAborted
        );
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Notes who takes which part of the log; false for somebody who is no administrator (any more).</summary>
    public Task<bool> NoteAsync(Guid byId, LogFilter filter, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await administrators.FindAsync(db, byId, cancellationToken) is not { } by)
                {
                    return false;
                }

                var name = await db.Users.Where(u => u.Id == byId).Select(u => u.FullName).SingleAsync(cancellationToken);
                var asked = filter.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Key, f => f.Value);
                await db.LogAsync(
                    OfficeEventKind.LogExported,
                    by.IsSystem ? filter.Unit : filter.Unit ?? by.Units.Order(StringComparer.Ordinal).First(),
                    new { filter = asked, most = LogQuery.MaxExported },
                    new Actor(byId, name, ActorKind.Officer),
                    Now,
                    cancellationToken
                );
                return true;
            },
            cancellationToken
        );

    /// <summary>The cells, line by line, the newest first.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> LinesAsync(
        Guid byId,
        LogFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var line in query.AllAsync(byId, filter, cancellationToken))
        {
            yield return
            [
                When.Moment(line.At),
                LogWords.Who(line),
                LogWords.Name(line.Source),
                LogWords.Kind(line),
                LogWords.About(line) ?? "",
                line.Agency ?? "",
                line.Data ?? "",
            ];
        }
    }
}
