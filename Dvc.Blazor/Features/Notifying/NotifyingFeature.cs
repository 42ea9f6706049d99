using Dvc.Blazor.Components.Layout;
using Dvc.Blazor.Components.Letters;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Notifying;

public static class NotifyingFeature
{
    /// <summary>What people are told of what happens to dossiers: on the portal, by mail at once, or in the mail of the day.</summary>
    public static IServiceCollection AddNotifying(this IServiceCollection services)
    {
        services.TryAddSingleton<ReceiptQuery>();
        services.TryAddSingleton<OfficeLetterQuery>();
        services.TryAddSingleton<Officers>();
        services.TryAddScoped<LetterWriter>();
        services.TryAddSingleton<NotificationLedger>();
        services.AddSettings<NotificationOptions>(NotificationOptions.Section);
        return services
            .AddMail()
            .AddOutboxDispatcher()
            .AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsCheck>()
            .AddSingleton<NotificationsQuery>()
            .AddSingleton<NotificationDesk>()
            .AddSingleton<UnreadCount>(provider => provider.GetRequiredService<NotificationsQuery>().UnreadAsync)
            .AddSingleton<DigestDesk>()
            .AddSingleton<DigestJob>()
            .AddHostedService(provider => provider.GetRequiredService<DigestJob>())
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
            .AddOutboxHandler<DueDateMoved, DueDateMovedMail>()
            .AddOutboxHandler<DossierUnitsChanged, DossierUnitsChangedMail>()
            .AddOutboxHandler<MessageWritten, MessageWrittenMail>()
            .AddOutboxHandler<DossierAssigned, DossierAssignedMail>()
            .AddOutboxHandler<DossierForwarded, DossierForwardedNews>()
            .AddOutboxHandler<OpinionAsked, OpinionAskedMail>()
            .AddOutboxHandler<SubtaskMoved, SubtaskMovedMail>()
            .AddOutboxHandler<ApplicantReminded, ApplicantRemindedMail>()
            .AddOutboxHandler<OpinionGiven, OpinionGivenNews>()
            .AddOutboxHandler<OfficersMentioned, OfficersMentionedNews>()
            .AddOutboxHandler<ApprovalMoved, ApprovalMovedMail>()
            .AddOutboxHandler<DigestDue, DigestMail>();
    }

    public static void MapNotifying(this IEndpointRouteBuilder routes) => NotificationEndpoints.Map(routes);
}
