using Dvc.Blazor.Infrastructure.Security.PersonalData;

namespace Dvc.Blazor.Infrastructure.Security.ProofOfWork;

public static class ProofOfWorkSetup
{
    /// <summary>Where browsers fetch a task; the form's part of the kit knows the same address.</summary>
    public const string Address = "/ma-xac-nhan";

    /// <summary>Proof of work for forms that anybody may send.</summary>
    public static IServiceCollection AddProofOfWork(this IServiceCollection services) =>
        services.AddSingleton<HumanCheck>().AddHostedService<ExpiredRows>();

    public static void MapProofOfWork(this IEndpointRouteBuilder routes) => routes.MapGet(Address, SetAsync).AllowAnonymous();

    private static async Task<IResult> SetAsync(HttpContext context, HumanCheck check)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(await check.SetAsync(context.RequestAborted));
    }
}
