using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>Names of units, for pages that know ids.</summary>
public static class AgencyNames
{
    /// <summary>Names by id; ids that no unit has are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        DvcDbContext db,
        IEnumerable<string?> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return await db
            .Agencies.Where(a => wanted.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.Name, StringComparer.Ordinal, cancellationToken);
    }
}
