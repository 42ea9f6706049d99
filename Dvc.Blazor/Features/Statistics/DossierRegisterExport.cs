using System.Runtime.CompilerServices;
using System.Security.Claims;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sheets;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.AspNetCore.Mvc;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>The book of dossiers as a file for a spreadsheet.</summary>
public sealed partial class DossierRegisterExport(DossierRegisterQuery query, TimeProvider clock, ILogger<DossierRegisterExport> log)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading("/mot-cua/so-theo-doi.csv", CsvAsync).RequireAuthorization(Policies.Staff);
        routes.MapReading("/mot-cua/so-theo-doi.xlsx", XlsxAsync).RequireAuthorization(Policies.Staff);
    }

    private static Task<IResult> CsvAsync(
        [AsParameters] RegisterAddress address,
        ClaimsPrincipal person,
        DossierRegisterExport export,
        CancellationToken cancellationToken
    ) => export.AnswerAsync(person, address, SheetFile.Csv, cancellationToken);

    private static Task<IResult> XlsxAsync(
        [AsParameters] RegisterAddress address,
        ClaimsPrincipal person,
        DossierRegisterExport export,
        CancellationToken cancellationToken
    ) => export.AnswerAsync(person, address, SheetFile.Xlsx, cancellationToken);

    private async Task<IResult> AnswerAsync(
        ClaimsPrincipal person,
        RegisterAddress address,
        string ending,
        CancellationToken cancellationToken
    )
    {
        var filter = address.Read(VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime));
        if (
            CurrentUser.Of(person) is not { } user
            || await query.RunAsync(user.Id, filter.Unit, filter.Asked.Period, 1, cancellationToken) is not { } book
        )
        {
            return Results.Forbid();
        }

        if (filter.Asked.Period is not { } period || book.UnitError is not null || book.IsLong)
        {
            // The page says what is wrong, at its place; there a long book is made behind it.
            return Results.LocalRedirect(filter.Address());
        }

        var unit = book.Unit?.Key ?? "";
        LogTaken(user.Id, unit, book.Total, ending);
        return SheetFile.Answer(
            BookWriter.NameOf(unit, period),
            ending,
            RegisterEntry.Headings,
            LinesAsync(user.Id, unit, period, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>The cells of the book, line by line.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<string>> LinesAsync(
        Guid userId,
        string unit,
        Period period,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var entry in query.AllAsync(userId, unit, period, cancellationToken))
        {
            yield return entry.Cells;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Officer {OfficerId} took the book of {UnitId} with {Entries} dossiers as {Format}"
    )]
    private partial void LogTaken(Guid officerId, string unitId, int entries, string format);
}

/// <summary>What stands in the address of a book.</summary>
internal sealed class RegisterAddress
{
    [FromQuery(Name = "ky")]
    public string? Key { get; init; }

    [FromQuery(Name = "tu")]
    public string? From { get; init; }

    [FromQuery(Name = "den")]
    public string? To { get; init; }

    [FromQuery(Name = "don-vi")]
    public string? Unit { get; init; }

    public RegisterFilter Read(DateOnly today) => RegisterFilter.Read(Key, From, To, Unit, null, today);
}
