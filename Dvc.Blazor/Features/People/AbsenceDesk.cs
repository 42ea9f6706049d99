using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.People;

/// <summary>An officer's own absences.</summary>
/// <param name="Delegations">Own ones and those in which the officer stands in.</param>
public sealed record OwnAbsences(IReadOnlyList<DelegationRow> Delegations, IReadOnlyList<StandInChoice> Colleagues);

/// <summary>What an officer arranges before going away.</summary>
public sealed class AbsenceDesk(DvcDatabase database, Officers officers, Delegations delegations)
{
    /// <summary>Null for somebody who is no officer now.</summary>
    public Task<OwnAbsences?> ReadAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await officers.FindAsync(db, userId, cancellationToken) is null
                    ? null
                    : new OwnAbsences(
                        await delegations.OfAsync(db, userId, cancellationToken),
                        await delegations.ColleaguesAsync(db, userId, cancellationToken)
                    ),
            cancellationToken
        );

    /// <summary>Hands the own work over to a colleague.</summary>
    /// <exception cref="RuleViolationException">No colleague, or the days do not fit.</exception>
    public Task AddAsync(Guid userId, Guid standInId, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if ((await delegations.ColleaguesAsync(db, userId, cancellationToken)).All(c => c.Id != standInId))
                {
                    throw new RuleViolationException("People.WrongStandIn");
                }

                await delegations.AddAsync(db, userId, standInId, from, to, userId, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Ends an own absence.</summary>
    public Task RevokeAsync(Guid userId, Guid delegationId, CancellationToken cancellationToken) =>
        database.WriteAsync(db => delegations.RevokeAsync(db, delegationId, userId, userId, cancellationToken), cancellationToken);
}
