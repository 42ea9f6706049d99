using Dvc.Blazor.Domain.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence.Configurations;

/// <summary>
/// What the lists of officers are read from: of each place in the order of the last move, what is open, what is closed and all; and the telephone. The
/// indexes of what is open hold all that queues ask for, so that a queue with little in it does not fetch everything that has its status.
/// </summary>
internal sealed class BoardIndexes : IEntityTypeConfiguration<Dossier>
{
    private static readonly string[] OpenWork =
    [
        nameof(Dossier.Status),
        nameof(Dossier.UpdatedAt),
        nameof(Dossier.Id),
        nameof(Dossier.DueAt),
        nameof(Dossier.AssigneeId),
        nameof(Dossier.SectorCode),
        nameof(Dossier.ProcedureCode),
        nameof(Dossier.ApprovalLevel),
        nameof(Dossier.IsLetterBeforeLeader),
        nameof(Dossier.SupplementAnsweredAt),
        nameof(Dossier.PaymentProofAt),
        nameof(Dossier.SubmittedAt),
        nameof(Dossier.UnitId),
        nameof(Dossier.ReceivingAgencyId),
        nameof(Dossier.ProcessingAgencyId),
        // SQLite asks it of every row, or would fetch the dossier for it.
        nameof(Dossier.IsOpen),
    ];

    public void Configure(EntityTypeBuilder<Dossier> builder)
    {
        builder.HasIndex(d => new
        {
            d.UnitId,
            d.UpdatedAt,
            d.Id,
        });
        builder.HasIndex(d => new
        {
            d.ReceivingAgencyId,
            d.UpdatedAt,
            d.Id,
            d.UnitId,
        });
        builder.HasIndex(d => new
        {
            d.ProcessingAgencyId,
            d.UpdatedAt,
            d.Id,
            d.UnitId,
        });
        builder.HasIndex(d => new
        {
            d.UnitId,
            d.ProcedureCode,
            d.UpdatedAt,
            d.Id,
        });
        builder.HasIndex(d => new
        {
            d.ReceivingAgencyId,
            d.ProcedureCode,
            d.UpdatedAt,
            d.Id,
        });
        builder.HasIndex(d => new
        {
            d.ProcessingAgencyId,
            d.ProcedureCode,
            d.UpdatedAt,
            d.Id,
        });
        builder.HasIndex(d => d.Phone);
        // What figures of a period are counted from.
        builder.HasIndex(d => d.AcceptedAt);
        builder.HasIndex(d => d.CompletedAt);
        builder.HasIndex(d => d.WithdrawnAt).HasFilter($"\"{nameof(Dossier.WithdrawnAt)}\" IS NOT NULL");
        foreach (var place in new[] { nameof(Dossier.UnitId), nameof(Dossier.ReceivingAgencyId), nameof(Dossier.ProcessingAgencyId) })
        {
            // Either kind has its own, so that no database takes the one for the other, whatever it knows of their sizes.
            builder
                .HasIndex([place, .. OpenWork.Where(c => c != place)], $"IX_Dossiers_Open_{place}")
                .HasFilter($"\"{nameof(Dossier.IsOpen)}\"");
            builder
                .HasIndex([place, nameof(Dossier.Status), nameof(Dossier.UpdatedAt), nameof(Dossier.Id)], $"IX_Dossiers_Closed_{place}")
                .HasFilter($"NOT \"{nameof(Dossier.IsOpen)}\"");
        }
    }
}
