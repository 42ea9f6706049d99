namespace Dvc.Blazor.Features.Accounts.SecondFactor;

public static class SecondFactorSetup
{
    public static IServiceCollection AddSecondFactor(this IServiceCollection services) =>
        services
            .AddScoped<EnrolmentKeys>()
            .AddScoped<OwnerProof>()
            .AddScoped<AccountChange>()
            .AddScoped<SecondFactorDesk>()
            .AddScoped<PendingSignIns>()
            .AddScoped<SecondStepDesk>();
}
