using System.ComponentModel.DataAnnotations;

namespace Dvc.Blazor.Features.Accounts;

/// <summary>Section <c>Accounts</c> of the settings.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>Attempts to sign in that one network address has within a minute.</summary>
    [Range(1, 100_000, ErrorMessage = "Accounts:SignInsPerMinute should be a whole number from 1 to 100000.")]
    public int SignInsPerMinute { get; set; } = 60;
}
