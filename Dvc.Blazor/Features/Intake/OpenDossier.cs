using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Features.Intake;

/// <summary>What queues ask of an open dossier, and no more: so they are counted from an index, without fetching a single dossier.</summary>
internal sealed class OpenDossier
{
    public required Guid Id { get; init; }

    public required DossierStatus Status { get; init; }

    public required string UnitId { get; init; }

    public required string ReceivingAgencyId { get; init; }

    public required string ProcessingAgencyId { get; init; }

    public required string SectorCode { get; init; }

    public required DateTime? DueAt { get; init; }

    public required Guid? AssigneeId { get; init; }

    public required int ApprovalLevel { get; init; }

    public required bool IsLetterBeforeLeader { get; init; }

    public required DateTime? SupplementAnsweredAt { get; init; }

    public required DateTime? PaymentProofAt { get; init; }

    public static IQueryable<OpenDossier> Of(IQueryable<Dossier> dossiers) =>
        dossiers.Select(d => new OpenDossier
        {
            Id = d.Id,
            Status = d.Status,
            UnitId = d.UnitId,
            ReceivingAgencyId = d.ReceivingAgencyId,
            ProcessingAgencyId = d.ProcessingAgencyId,
            SectorCode = d.SectorCode,
            DueAt = d.DueAt,
            AssigneeId = d.AssigneeId,
            ApprovalLevel = d.ApprovalLevel,
            IsLetterBeforeLeader = d.IsLetterBeforeLeader,
            SupplementAnsweredAt = d.SupplementAnsweredAt,
            PaymentProofAt = d.PaymentProofAt,
        });

    /// <summary>A condition on dossiers as one on these.</summary>
    public static Expression<Func<OpenDossier, bool>> Of(Expression<Func<Dossier, bool>> condition)
    {
        var open = Expression.Parameter(typeof(OpenDossier), condition.Parameters[0].Name);
        return Expression.Lambda<Func<OpenDossier, bool>>(new Moving(condition.Parameters[0], open).Visit(condition.Body), open);
    }

    private sealed class Moving(ParameterExpression dossier, ParameterExpression open) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression != dossier ? base.VisitMember(node)
            : node.Member.Name == nameof(Dossier.IsOpen) ? Expression.Constant(true)
            : Expression.Property(open, node.Member.Name);
    }
}
