using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

public static class HandlingFeature
{
    public static IServiceCollection AddHandling(this IServiceCollection services) =>
        services
            .AddSingleton<DossierQuery>()
            .AddSingleton<DecisionDesk>()
            .AddSingleton<WorkDesk>()
            .AddSingleton<MarkDesk>()
            .AddSingleton<PlacesQuery>()
            .AddSingleton<ProcessingSheetQuery>()
            .AddSingleton<MayReadDossier>(provider =>
            {
                var (database, officers) = (provider.GetRequiredService<DvcDatabase>(), provider.GetRequiredService<Officers>());
                return (person, dossierId, cancellationToken) => MayReadAsync(database, officers, person, dossierId, cancellationToken);
            });

    public static void MapHandling(this IEndpointRouteBuilder routes) =>
        routes.MapReading("/mot-cua/ho-so/{number}/phieu-kiem-soat.pdf", SheetAsync).RequireAuthorization(Policies.Staff);

    private static async Task<IResult> SheetAsync(
        string number,
        ClaimsPrincipal person,
        ProcessingSheetQuery sheets,
        CancellationToken cancellationToken
    ) =>
        CurrentUser.Of(person) is { } user && await sheets.RunAsync(user.Id, number, cancellationToken) is { } sheet
            ? Results.File(ProcessingSheetPdf.Render(sheet), "application/pdf", ProcessingSheetPdf.FileName(sheet))
            : Results.NotFound();

    // Papers open to the officers who can open the dossier, and to no other.
    private static async Task<bool> MayReadAsync(
        DvcDatabase database,
        Officers officers,
        ClaimsPrincipal person,
        Guid dossierId,
        CancellationToken cancellationToken
    ) =>
        CurrentUser.Of(person) is { IsStaff: true } user
        && await database.ReadAsync(
            async db =>
                await officers.FindAsync(db, user.Id, cancellationToken) is { } officer
                && await db.DossiersReadableBy(officer).AnyAsync(d => d.Id == dossierId, cancellationToken),
            cancellationToken
        );
}
