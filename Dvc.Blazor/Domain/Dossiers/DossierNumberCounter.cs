namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Last running number of a unit on a civil day; raised inside the transaction that files the dossier, so there is no gap and no double.</summary>
public sealed class DossierNumberCounter
{
    public required string UnitCode { get; init; }

    /// <summary>Day in Vietnam.</summary>
    public required DateOnly Day { get; init; }

    public required int Last { get; set; }
}
