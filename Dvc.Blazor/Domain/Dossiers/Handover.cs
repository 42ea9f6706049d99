namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Where a dossier is passed on to.</summary>
/// <param name="AgencyId">The unit or division.</param>
/// <param name="OfficerId">An officer there, or null: whoever takes it.</param>
/// <param name="OfficerName">The officer's name.</param>
/// <param name="Note">Words to the colleague; may be empty.</param>
public sealed record ForwardTarget(string AgencyId, Guid? OfficerId = null, string? OfficerName = null, string? Note = null);

/// <summary>One passage from hand to hand; the rows of the control sheet (phiếu kiểm soát quá trình, mẫu 06).</summary>
public sealed class Handover
{
    private Handover() { }

    internal Handover(
        Guid dossierId,
        int ordinal,
        string fromAgencyId,
        Guid? fromOfficerId,
        string? fromOfficerName,
        ForwardTarget to,
        Actor by,
        DateTime atUtc
    )
    {
        (DossierId, Ordinal, FromAgencyId, FromOfficerId, FromOfficerName) = (
            dossierId,
            ordinal,
            fromAgencyId,
            fromOfficerId,
            fromOfficerName
        );
        (ToAgencyId, ToOfficerName, ById, ByName, At) = (to.AgencyId, to.OfficerName, by.UserId, by.Name, atUtc);
    }

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    public string FromAgencyId { get; private init; } = "";

    public Guid? FromOfficerId { get; private init; }

    public string? FromOfficerName { get; private init; }

    public string ToAgencyId { get; private init; } = "";

    public string? ToOfficerName { get; private init; }

    public Guid? ById { get; private init; }

    public string ByName { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    /// <summary>UTC; when somebody there opened it, or null.</summary>
    public DateTime? OpenedAt { get; private set; }

    public string? OpenedBy { get; private set; }

    /// <summary>UTC; when it was taken back, or null.</summary>
    public DateTime? TakenBackAt { get; private set; }

    internal void Open(Actor by, DateTime nowUtc) => (OpenedAt, OpenedBy) = (nowUtc, by.Name);

    internal void TakeBack(DateTime nowUtc) => TakenBackAt = nowUtc;
}
