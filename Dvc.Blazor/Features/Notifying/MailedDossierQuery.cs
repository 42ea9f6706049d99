using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>What a mail may say about a dossier: no identity number, no address, no telephone, no secret.</summary>
internal sealed record MailedDossier(
    Guid Id,
    string Number,
    string ProcedureName,
    string ApplicantName,
    string? Email,
    string UnitName,
    string OneStopName,
    ResultDelivery Delivery,
    DateTime SubmittedAt
);

/// <summary>Reads what the mails about one dossier need.</summary>
internal sealed class MailedDossierQuery(DvcDatabase database)
{
    public Task<MailedDossier?> RunAsync(Guid dossierId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db =>
                db.Dossiers.Where(d => d.Id == dossierId)
                    .Select(d => new MailedDossier(
                        d.Id,
                        d.Number,
                        d.ProcedureName,
                        d.RepresentativeName ?? d.ApplicantName,
                        d.Email,
                        db.Agencies.Where(a => a.Id == d.UnitId).Select(a => a.Name).FirstOrDefault() ?? d.UnitId,
                        db.Agencies.Where(a => a.Id == d.ReceivingAgencyId).Select(a => a.Name).FirstOrDefault() ?? d.ReceivingAgencyId,
                        d.ResultDelivery,
                        d.SubmittedAt
                    ))
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );
}
