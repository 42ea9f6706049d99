using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Features.Accounts.External;
using Dvc.Blazor.Features.Accounts.Letters;
using Dvc.Blazor.Features.Accounts.MyData;
using Dvc.Blazor.Features.Accounts.Organisations;
using Dvc.Blazor.Features.Accounts.Passkeys;
using Dvc.Blazor.Features.Accounts.Profile;
using Dvc.Blazor.Features.Accounts.Registration;
using Dvc.Blazor.Features.Accounts.SecondFactor;
using Dvc.Blazor.Features.Accounts.Sessions;
using Dvc.Blazor.Features.Accounts.SignIn;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts;

public static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSettings<AccountsOptions>(AccountsOptions.Section);
        services.AddSingleton<IValidateOptions<AccountsOptions>, AccountsOptionsCheck>();
        services.AddSingleton<ProfileDesk>();
        services.AddMyData();
        services.AddSingleton<OrganisationInvitation>().AddSingleton<OrganisationQuery>().AddSingleton<OrganisationDesk>();
        services.TryAddScoped<LetterWriter>();
        services.AddSecondFactor().AddPasskeys().AddRegistration().AddExternalSignIn();
        return services.AddSignIn().AddOutboxHandler<AccountLetter, AccountLetterMail>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapSessions();
        routes.MapPasskeys();
        routes.MapExternalSignIn();
        routes.MapMyData();
    }
}
