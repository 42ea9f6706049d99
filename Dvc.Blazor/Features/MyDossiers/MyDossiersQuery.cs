using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.MyDossiers;

/// <summary>A draft in the list. <paramref name="SavedAt"/> is UTC.</summary>
public sealed record MyDraftRow(string ProcedureCode, string ProcedureName, string Step, DateTime SavedAt);

/// <summary>A dossier in the list.</summary>
/// <param name="HasNews">Whether the office wrote something that was not read yet.</param>
public sealed record MyDossierRow(string Number, string ProcedureName, FiledFor FiledFor, DossierPosition Position, bool HasNews)
{
    /// <summary>Whether the office can do nothing before the applicant does something.</summary>
    public bool IsWaiting =>
        Position is { Status: DossierStatus.AwaitingSupplement or DossierStatus.AwaitingPayment, ApplicantAnsweredAt: null };
}

/// <summary>What one person has begun and filed.</summary>
public sealed record MyDossiersList(
    IReadOnlyList<MyDraftRow> Drafts,
    IReadOnlyList<MyDossierRow> Dossiers,
    int DossierCount,
    IReadOnlyDictionary<string, string> Agencies
);

/// <summary>Reads a person's own drafts, and the dossiers of the person and of the person's organisations, those that wait for the person first, then the last changed.</summary>
public sealed class MyDossiersQuery(DvcDatabase database, WorkingCalendars calendars)
{
    public const int PageSize = 20;

    public async Task<MyDossiersList> RunAsync(Guid userId, int page, CancellationToken cancellationToken)
    {
        var clock = await calendars.ClockAsync(cancellationToken);
        return await database.ReadAsync(
            async db =>
            {
                var drafts = await db
                    .Drafts.Where(d => d.OwnerId == userId && d.DossierId == null && d.RequestId == null && d.CounterMark == null)
                    .OrderByDescending(d => d.UpdatedAt)
                    .Join(db.Procedures, d => d.ProcedureCode, p => p.Code, (d, p) => new MyDraftRow(p.Code, p.Name, d.Step, d.UpdatedAt))
                    .ToListAsync(cancellationToken);
                var own = db.DossiersOf(userId);
                var dossiers = await own.OrderByDescending(d =>
                        (d.Status == DossierStatus.AwaitingSupplement && d.SupplementAnsweredAt == null)
                        || (d.Status == DossierStatus.AwaitingPayment && d.PaymentProofAt == null)
                    )
                    .ThenByDescending(d => d.UpdatedAt)
                    .ThenBy(d => d.Id)
                    .Skip((page - 1) * PageSize)
                    .Take(PageSize)
                    .ToListAsync(cancellationToken);
                var ids = dossiers.Select(d => d.Id).ToList();
                var news = await db
                    .Messages.Where(m => ids.Contains(m.DossierId) && !m.IsFromApplicant && m.ReadAt == null)
                    .Select(m => m.DossierId)
                    .Distinct()
                    .ToListAsync(cancellationToken);
                return new MyDossiersList(
                    drafts,
                    [
                        .. dossiers.Select(d => new MyDossierRow(
                            d.Number,
                            d.ProcedureName,
                            d.FiledFor(),
                            d.Position(clock),
                            news.Contains(d.Id)
                        )),
                    ],
                    await own.CountAsync(cancellationToken),
                    await AgencyNames.ReadAsync(
                        db,
                        dossiers.SelectMany(d =>
                            new[] { d.ReceivingAgencyId, d.HandlingAgencyId, d.CompetentAgencyId, d.ProcessingAgencyId }
                        ),
                        cancellationToken
                    )
                );
            },
            cancellationToken
        );
    }
}
