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
)
{
    /// <summary>Whether it was handed in with an account, so that somebody can open it on the portal.</summary>
    public bool HasAccount { get; init; }

    /// <summary>The organisation whose dossier it is, or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The account that filed it; null when it was handed in without one, or the account is gone.</summary>
    public Guid? FiledBy { get; init; }
}

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
                    )
                    {
                        HasAccount = d.OwnerId != Applicant.Nobody,
                        OrganisationId = d.OrganisationId,
                        FiledBy = db.Users.Where(u => u.Id == d.OwnerId && u.ErasedAt == null).Select(u => (Guid?)u.Id).FirstOrDefault(),
                    })
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>The accounts whose dossier it is now: who filed it for themselves, or all members of the organisation.</summary>
    public Task<IReadOnlyList<Guid>> PeopleAsync(MailedDossier dossier, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Guid>>(
            async db =>
                dossier.OrganisationId is { } organisation
                    ? await db
                        .OrganisationMembers.Where(m => m.OrganisationId == organisation && m.LeftAt == null)
                        .Select(m => m.UserId)
                        .ToListAsync(cancellationToken)
                : dossier.FiledBy is { } filer ? [filer]
                : [],
            cancellationToken
        );
}
