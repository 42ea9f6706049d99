using System.Text.Json;
using Dvc.Blazor.Domain.Agencies;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Writes what is done at the desk of a unit into its trail.</summary>
public static class UnitEvents
{
    /// <summary>The line of an act, to be saved in the transaction of the act.</summary>
    /// <param name="agencyId">The unit.</param>
    /// <param name="act">What was done.</param>
    /// <param name="actorId">Who did it.</param>
    /// <param name="atUtc">UTC.</param>
    /// <param name="detail">What it was before and what it is now.</param>
    public static UnitEvent Of(string agencyId, UnitAct act, Guid actorId, DateTime atUtc, object detail) =>
        new()
        {
            AgencyId = agencyId,
            Act = act,
            ActorId = actorId,
            At = atUtc,
            Detail = JsonSerializer.Serialize(detail),
        };
}
