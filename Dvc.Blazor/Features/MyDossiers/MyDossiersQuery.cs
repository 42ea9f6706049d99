using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.MyDossiers;

/// <summary>A draft in the list. <paramref name="SavedAt"/> is UTC.</summary>
public sealed record MyDraftRow(string ProcedureCode, string ProcedureName, string Step, DateTime SavedAt);

/// <summary>A dossier in the list.</summary>
public sealed record MyDossierRow(string Number, string ProcedureName, FiledFor FiledFor, DossierPosition Position);

/// <summary>What one person has begun and filed.</summary>
public sealed record MyDossiersList(
    IReadOnlyList<MyDraftRow> Drafts,
    IReadOnlyList<MyDossierRow> Dossiers,
    int DossierCount,
    IReadOnlyDictionary<string, string> Agencies
);

/// <summary>Reads a person's own drafts, and the dossiers of the person and of the person's organisations, the last changed first.</summary>
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
                    .Drafts.Where(d => d.OwnerId == userId && d.DossierId == null)
                    .OrderByDescending(d => d.UpdatedAt)
                    .Join(db.Procedures, d => d.ProcedureCode, p => p.Code, (d, p) => new MyDraftRow(p.Code, p.Name, d.Step, d.UpdatedAt))
                    .ToListAsync(cancellationToken);
                var own = db.DossiersOf(userId);
                var dossiers = await own.OrderByDescending(d => d.UpdatedAt)
                    .ThenBy(d => d.Id)
                    .Skip((page - 1) * PageSize)
                    .Take(PageSize)
                    .ToListAsync(cancellationToken);
                return new MyDossiersList(
                    drafts,
                    [.. dossiers.Select(d => new MyDossierRow(d.Number, d.ProcedureName, d.FiledFor(), d.Position(clock)))],
                    await own.CountAsync(cancellationToken),
                    await AgencyNames.ReadAsync(
                        db,
                        dossiers.SelectMany(d => new[] { d.ReceivingAgencyId, d.HandlingAgencyId ?? d.CompetentAgencyId }),
                        cancellationToken
                    )
                );
            },
            cancellationToken
        );
    }
}
