using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts;

/// <summary>Section <c>Accounts</c> of the settings.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>Attempts to sign in that one network address has within a minute.</summary>
    public int SignInsPerMinute { get; set; } = 60;
}

internal sealed class AccountsOptionsCheck : IValidateOptions<AccountsOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountsOptions options) =>
        options.SignInsPerMinute is >= 1 and <= 100_000
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Accounts:SignInsPerMinute is '{options.SignInsPerMinute}'; it should be a whole number from 1 to 100000."
            );
}
