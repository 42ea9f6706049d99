namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>Section <c>Seed</c> of the settings: what is put into the database beside the shipped data.</summary>
public sealed class SeedOptions
{
    public const string Section = "Seed";

    /// <summary>Accounts and dossiers to look around with; everybody knows their password.</summary>
    public bool Demo { get; set; }
}
