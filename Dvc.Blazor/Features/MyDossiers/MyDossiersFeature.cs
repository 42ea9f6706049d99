using System.Security.Claims;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dvc.Blazor.Features.MyDossiers;

public static class MyDossiersFeature
{
    public static IServiceCollection AddMyDossiers(this IServiceCollection services)
    {
        services.TryAddSingleton<ReceiptQuery>();
        services.TryAddSingleton<OfficeLetterQuery>();
        return services
            .AddSingleton<MyDossiersQuery>()
            .AddSingleton<MyDossierQuery>()
            .AddSingleton<HelpedReceiptQuery>()
            .AddSingleton<ApplicantDesk>();
    }

    public static void MapMyDossiers(this IEndpointRouteBuilder routes)
    {
        routes.MapReading("/ho-so/{number}/bien-nhan.pdf", PdfAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapReading("/ho-so/{number}/van-ban/{code}.pdf", LetterAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task<IResult> PdfAsync(
        string number,
        ClaimsPrincipal person,
        MyDossierQuery dossiers,
        HelpedReceiptQuery helped,
        ReceiptQuery receipts,
        CancellationToken cancellationToken
    ) =>
        CurrentUser.Of(person) is { } user
        && DossierNumber.Normalize(number) is { } normal
        && (await dossiers.IdOfAsync(user.Id, normal, cancellationToken) ?? await helped.IdOfAsync(user.Id, normal, cancellationToken))
            is { } id
        && await receipts.RunAsync(id, null, cancellationToken) is { } receipt
            ? Results.File(ReceiptPdf.Render(receipt), "application/pdf", ReceiptPdf.FileName(receipt))
            : Results.NotFound();

    private static async Task<IResult> LetterAsync(
        string number,
        string code,
        ClaimsPrincipal person,
        MyDossierQuery dossiers,
        OfficeLetterQuery letters,
        CancellationToken cancellationToken
    ) =>
        CurrentUser.Of(person) is { } user
        && DossierNumber.Normalize(number) is { } normal
        && await dossiers.IdOfAsync(user.Id, normal, cancellationToken) is { } id
        && await letters.RunAsync(id, code, cancellationToken) is { } letter
            ? Results.File(OfficeLetterPdf.Render(letter), "application/pdf", OfficeLetterPdf.FileName(letter))
            : Results.NotFound();
}
