using System.Linq.Expressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Intake;

/// <summary>A place an officer works at, with the roles that count there. Together the places are the scope of <see cref="OfficerScope.For"/>, cut so that each cut has an index.</summary>
internal sealed record BoardPlace(string AgencyId, string? SectorCode, IReadOnlyCollection<string> Roles)
{
    /// <summary>The dossiers of the place: filed at, received by, or lying with it.</summary>
    public IReadOnlyList<Expression<Func<Dossier, bool>>> Doors
    {
        get
        {
            var (agency, sector) = (AgencyId, SectorCode);
            return sector is null
                ? [d => d.UnitId == agency, d => d.ReceivingAgencyId == agency, d => d.ProcessingAgencyId == agency]
                :
                [
                    d => d.UnitId == agency && d.SectorCode == sector,
                    d => d.ReceivingAgencyId == agency && d.SectorCode == sector,
                    d => d.ProcessingAgencyId == agency && d.SectorCode == sector,
                ];
        }
    }

    public static IReadOnlyList<string> Agencies(Officer officer) => [.. officer.Postings.Select(p => p.AgencyId).Distinct()];

    public static IReadOnlyList<BoardPlace> Of(Officer officer) =>
        [
            .. officer
                .Capacities.SelectMany(c => c.Postings.Select(p => (p.AgencyId, p.SectorCode, c.Roles)))
                .GroupBy(p => (p.AgencyId, p.SectorCode))
                .Select(g => new BoardPlace(
                    g.Key.AgencyId,
                    g.Key.SectorCode,
                    g.SelectMany(p => p.Roles).Distinct(StringComparer.Ordinal).ToList()
                )),
        ];
}

/// <summary>Puts conditions on dossiers together.</summary>
internal static class Conditions
{
    /// <summary>At least one holds.</summary>
    public static Expression<Func<Dossier, bool>> Any(IEnumerable<Expression<Func<Dossier, bool>>> conditions) =>
        conditions.Aggregate((a, b) => Join(a, b, Expression.OrElse));

    /// <summary>It does not hold.</summary>
    public static Expression<Func<Dossier, bool>> Not(Expression<Func<Dossier, bool>> condition) =>
        Expression.Lambda<Func<Dossier, bool>>(Expression.Not(condition.Body), condition.Parameters);

    /// <summary>Both hold.</summary>
    public static Expression<Func<Dossier, bool>> Both(Expression<Func<Dossier, bool>> a, Expression<Func<Dossier, bool>> b) =>
        Join(a, b, Expression.AndAlso);

    private static Expression<Func<Dossier, bool>> Join(
        Expression<Func<Dossier, bool>> a,
        Expression<Func<Dossier, bool>> b,
        Func<Expression, Expression, Expression> join
    ) =>
        Expression.Lambda<Func<Dossier, bool>>(join(a.Body, new Renaming(b.Parameters[0], a.Parameters[0]).Visit(b.Body)), a.Parameters[0]);

    private sealed class Renaming(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
