using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dvc.Blazor.Features.Notifying;

public static class NotifyingFeature
{
    /// <summary>Mails to applicants about what happens to their dossiers.</summary>
    public static IServiceCollection AddNotifying(this IServiceCollection services)
    {
        services.TryAddSingleton<ReceiptQuery>();
        services.TryAddScoped<LetterWriter>();
        return services
            .AddMail()
            .AddOutboxDispatcher()
            .AddScoped<MailedDossierQuery>()
            .AddScoped<DossierPost>()
            .AddOutboxHandler<DossierSubmitted, DossierSubmittedMail>()
            .AddOutboxHandler<DossierAccepted, DossierAcceptedMail>()
            .AddOutboxHandler<DossierRefused, DossierRefusedMail>()
            .AddOutboxHandler<DossierStatusChanged, DossierStatusChangedMail>();
    }
}
