using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dvc.Blazor.Features.Notifying;

public static class NotifyingFeature
{
    /// <summary>Mails about what happens to dossiers: to applicants, and to officers whom one waits for.</summary>
    public static IServiceCollection AddNotifying(this IServiceCollection services)
    {
        services.TryAddSingleton<ReceiptQuery>();
        services.TryAddSingleton<OfficeLetterQuery>();
        services.TryAddSingleton<Officers>();
        services.TryAddScoped<LetterWriter>();
        return services
            .AddMail()
            .AddOutboxDispatcher()
            .AddScoped<MailedDossierQuery>()
            .AddScoped<MailedPaymentQuery>()
            .AddScoped<MailedOfficerQuery>()
            .AddScoped<DossierPost>()
            .AddScoped<OfficerPost>()
            .AddOutboxHandler<DossierSubmitted, DossierSubmittedMail>()
            .AddOutboxHandler<DossierAccepted, DossierAcceptedMail>()
            .AddOutboxHandler<DossierRefused, DossierRefusedMail>()
            .AddOutboxHandler<DossierStatusChanged, DossierStatusChangedMail>()
            .AddOutboxHandler<SupplementRequested, SupplementRequestedMail>()
            .AddOutboxHandler<SupplementAnswered, SupplementAnsweredMail>()
            .AddOutboxHandler<PaymentProved, PaymentProvedMail>()
            .AddOutboxHandler<WithdrawalDecided, WithdrawalDecidedMail>()
            .AddOutboxHandler<DossierExtended, DossierExtendedMail>()
            .AddOutboxHandler<MessageWritten, MessageWrittenMail>()
            .AddOutboxHandler<DossierAssigned, DossierAssignedMail>()
            .AddOutboxHandler<OpinionAsked, OpinionAskedMail>()
            .AddOutboxHandler<ApprovalMoved, ApprovalMovedMail>();
    }
}
