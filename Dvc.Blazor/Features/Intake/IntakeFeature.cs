namespace Dvc.Blazor.Features.Intake;

public static class IntakeFeature
{
    public static IServiceCollection AddIntake(this IServiceCollection services) => services.AddSingleton<BoardQuery>();
}
