namespace Dvc.Blazor.Features.Accounts.Registration;

internal static class RegistrationSetup
{
    public static IServiceCollection AddRegistration(this IServiceCollection services) =>
        services.AddSingleton<RegistrationCodes>().AddScoped<RegistrationDesk>().AddScoped<ConfirmationDesk>();
}
