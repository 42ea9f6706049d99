using Dvc.Blazor.Domain.Agencies;

namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<UnitMove> _unitMoves = [];

    /// <summary>The units it had before units were merged or split, or of a loaded dossier only those loaded or added since.</summary>
    public IReadOnlyList<UnitMove> UnitMoves => _unitMoves;

    /// <summary>The units to which the dossier was filed, whatever became of them. What was moved has to be loaded.</summary>
    public DossierUnits FiledAt => _unitMoves.MinBy(m => m.Ordinal)?.From ?? Units;

    /// <summary>The units it has now.</summary>
    public DossierUnits Units => new(UnitId, ReceivingAgencyId, CompetentAgencyId, ProcessingAgencyId, HandlingAgencyId);

    /// <summary>The units it has to go on at, after units have ended; the same as now when none of its units has.</summary>
    /// <param name="succession">Who goes on for whom.</param>
    /// <param name="isWithin">Whether a unit lies within another.</param>
    public DossierUnits UnitsAfter(Succession succession, Func<string, string, bool> isWithin)
    {
        var unit = succession.Living(UnitId, SectorCode);
        var archive = succession.Living(UnitId);
        // A sector that went to another part than the rest leaves the departments of the old unit behind.
        string Place(string id)
        {
            var living = succession.Living(id, SectorCode);
            return unit != archive && isWithin(living, archive) ? unit : living;
        }

        return new DossierUnits(
            unit,
            Place(ReceivingAgencyId),
            Place(CompetentAgencyId),
            Place(ProcessingAgencyId),
            HandlingAgencyId is { } handling ? Place(handling) : null
        );
    }

    /// <summary>A running dossier goes on at the units that took over. Number, receipt, due date and whoever works on it stay.</summary>
    /// <param name="by">Who has restructured the units.</param>
    /// <param name="to">Where it goes on, see <see cref="UnitsAfter"/>.</param>
    /// <param name="words">What the applicant is told.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">It is closed, or stays where it is.</exception>
    public void MoveUnits(Actor by, DossierUnits to, string words, DateTime nowUtc)
    {
        if (IsClosed || to == Units)
        {
            throw new RuleViolationException("Dossier.NotNow");
        }

        var stated = Stated(words);
        var was = Units;
        // The step bears the new unit and no officer: so it is known from other steps that leave the status as it is.
        var portal = by with
        {
            Kind = ActorKind.System,
            AgencyId = to.UnitId,
        };
        Pass(null, portal, nowUtc, stated, new { from = was, to }, "UnitsChanged");
        _unitMoves.Add(new UnitMove(Id, StepCount, was, nowUtc));
        (UnitId, ReceivingAgencyId, CompetentAgencyId, ProcessingAgencyId, HandlingAgencyId) = to;
        Record(new DossierUnitsChanged(Id, Number, was.UnitId, UnitId, stated));
    }
}
