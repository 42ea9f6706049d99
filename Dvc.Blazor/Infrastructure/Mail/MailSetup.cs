using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Mail;

public static class MailSetup
{
    /// <summary>Registers <see cref="IMailSender"/> by section <c>Mail</c>: SMTP when a host is given, files otherwise. Wrong settings stop the start.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSettings<MailOptions>(MailOptions.Section);
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => PortalLinks.From(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<MailComposer>();
        services.TryAddSingleton<SmtpMailSender>();
        services.TryAddSingleton<PickupMailSender>();
        services.TryAddSingleton<IMailSender>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.UsesSmtp
                ? provider.GetRequiredService<SmtpMailSender>()
                : provider.GetRequiredService<PickupMailSender>()
        );
        return services;
    }
}
