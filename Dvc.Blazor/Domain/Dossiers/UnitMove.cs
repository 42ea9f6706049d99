namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>The units of a dossier.</summary>
/// <param name="UnitId">Where it is filed.</param>
/// <param name="ReceivingId">The one-stop department.</param>
/// <param name="CompetentId">Who decides.</param>
/// <param name="ProcessingId">Where it lies.</param>
/// <param name="HandlingId">The division that examines, or null.</param>
public sealed record DossierUnits(string UnitId, string ReceivingId, string CompetentId, string ProcessingId, string? HandlingId);

/// <summary>The units a dossier had before units were merged or split. Lines are only ever added: receipts and look-ups speak of the units of their day.</summary>
public sealed class UnitMove
{
    private UnitMove() { }

    internal UnitMove(Guid dossierId, int ordinal, DossierUnits from, DateTime atUtc)
    {
        (DossierId, Ordinal, At) = (dossierId, ordinal, atUtc);
        (UnitId, ReceivingId, CompetentId, ProcessingId, HandlingId) = from;
    }

    public Guid DossierId { get; private init; }

    /// <summary>Number of the step that tells of it.</summary>
    public int Ordinal { get; private init; }

    public string UnitId { get; private init; } = "";

    public string ReceivingId { get; private init; } = "";

    public string CompetentId { get; private init; } = "";

    public string ProcessingId { get; private init; } = "";

    public string? HandlingId { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    /// <summary>The units before.</summary>
    public DossierUnits From => new(UnitId, ReceivingId, CompetentId, ProcessingId, HandlingId);
}
