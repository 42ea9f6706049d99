using System.Security.Claims;
using System.Text;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>The package of a revision as a file.</summary>
internal static class PackageEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapReading("/quan-tri/thu-tuc/{code}/goi.json", ReadAsync).RequireAuthorization(Policies.Administrators);

    private static async Task<IResult> ReadAsync(
        string code,
        int? ban,
        ClaimsPrincipal person,
        AuthoringQuery query,
        CancellationToken cancellationToken
    ) =>
        CurrentUser.Of(person) is { } user && await query.ContentAsync(user.Id, code, ban ?? 1, cancellationToken) is { } content
            ? Results.File(Encoding.UTF8.GetBytes(ProcedurePackage.Write(content, ban ?? 1)), "application/json", $"{code}-{ban ?? 1}.json")
            : Results.NotFound();
}
