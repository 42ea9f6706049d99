namespace Dvc.Blazor.Features.Intake;

public static class IntakeFeature
{
    public static IServiceCollection AddIntake(this IServiceCollection services) =>
        services.AddSingleton<BoardQuery>().AddSingleton<BoardDesk>().AddSingleton<BulkDesk>().AddSingleton<BoardExport>();

    public static void MapIntake(this IEndpointRouteBuilder routes) => BoardExport.Map(routes);
}
