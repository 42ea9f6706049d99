using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Accounts;

/// <summary>Section <c>Accounts</c> of the settings.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>Wrong passwords from one network address, each less than two hours after the one before, until it has to wait between tries.</summary>
    public int WrongTriesPerAddress { get; set; } = 30;
}

internal sealed class AccountsOptionsCheck : IValidateOptions<AccountsOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountsOptions options) =>
        options.WrongTriesPerAddress is >= 1 and <= 100_000
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Accounts:WrongTriesPerAddress is '{options.WrongTriesPerAddress}'; it should be a whole number from 1 to 100000."
            );
}
