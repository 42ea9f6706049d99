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

    /// <summary>The unit, the competent and the handling agency and their divisions.</summary>
    /// <param name="withOwn">Whether the place where the dossier lies is one of them.</param>
    public async Task<IReadOnlyList<Place>> NearAsync(Dossier dossier, bool withOwn, CancellationToken cancellationToken)
    {
        string[] anchors = [dossier.UnitId, dossier.CompetentAgencyId, dossier.HandlingAgencyId ?? dossier.CompetentAgencyId];
        var found = await database.ReadAsync(
            db =>
                db.Agencies.Where(a =>
                        anchors.Contains(a.Id)
                        || a.Id == dossier.ReceivingAgencyId
                        || (withOwn && a.Id == dossier.ProcessingAgencyId)
                        || (anchors.Contains(a.ParentId) && (a.Kind == AgencyKind.Division || a.Kind == AgencyKind.OneStop))
                    )
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return
        [
            .. Valid(found, dossier, withOwn)
                .OrderBy(a => a.Id == dossier.HandlingAgencyId ? 0 : 1)
                .ThenBy(a => a.Kind is AgencyKind.Division or AgencyKind.OneStop ? 0 : 1)
                .ThenBy(a => a.Order)
                .Select(a => new Place(a.Id, a.Name)),
        ];
    }

    /// <summary>Any agency by its name; nothing for fewer than two letters.</summary>
    public async Task<IReadOnlyList<Place>> SearchAsync(Dossier dossier, string words, bool withOwn, CancellationToken cancellationToken)
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
        return [.. Valid(found, dossier, withOwn).Take(Most).Select(a => new Place(a.Id, a.Name))];
    }

    private IEnumerable<Agency> Valid(IEnumerable<Agency> found, Dossier dossier, bool withOwn) =>
        found.Where(a => a.IsValidOn(units.AsOf) && (withOwn || a.Id != dossier.ProcessingAgencyId));
}
