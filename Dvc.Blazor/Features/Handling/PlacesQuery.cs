using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>An agency to which a dossier or a question can go.</summary>
public sealed record Place(string Id, string Name);

/// <summary>Agencies to which a dossier or a question can go, those nearest to it first.</summary>
public sealed class PlacesQuery(DvcDatabase database, Units units)
{
    /// <summary>Most agencies that a search shows.</summary>
    public const int Most = 20;

    /// <summary>The unit, the competent and the handling agency and their divisions, without the place where the dossier lies.</summary>
    public async Task<IReadOnlyList<Place>> NearAsync(Dossier dossier, CancellationToken cancellationToken)
    {
        string[] anchors = [dossier.UnitId, dossier.CompetentAgencyId, dossier.HandlingAgencyId ?? dossier.CompetentAgencyId];
        var found = await database.ReadAsync(
            db =>
                db.Agencies.Where(a =>
                        anchors.Contains(a.Id)
                        || a.Id == dossier.ReceivingAgencyId
                        || (anchors.Contains(a.ParentId) && (a.Kind == AgencyKind.Division || a.Kind == AgencyKind.OneStop))
                    )
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return
        [
            .. Valid(found, dossier)
                .OrderBy(a => a.Id == dossier.HandlingAgencyId ? 0 : 1)
                .ThenBy(a => a.Kind is AgencyKind.Division or AgencyKind.OneStop ? 0 : 1)
                .ThenBy(a => a.Order)
                .Select(a => new Place(a.Id, a.Name)),
        ];
    }

    /// <summary>Any agency by its name; nothing for fewer than two letters.</summary>
    public async Task<IReadOnlyList<Place>> SearchAsync(Dossier dossier, string words, CancellationToken cancellationToken)
    {
        var folded = Fold.Text(words);
        if (folded.Length < 2)
        {
            return [];
        }

        var found = await database.ReadAsync(
            db => db.Agencies.Where(a => a.FoldedName.Contains(folded)).OrderBy(a => a.Order).Take(Most * 3).ToListAsync(cancellationToken),
            cancellationToken
        );
        return [.. Valid(found, dossier).Take(Most).Select(a => new Place(a.Id, a.Name))];
    }

    private IEnumerable<Agency> Valid(IEnumerable<Agency> found, Dossier dossier) =>
        found.Where(a => a.IsValidOn(units.AsOf) && a.Id != dossier.ProcessingAgencyId);
}
