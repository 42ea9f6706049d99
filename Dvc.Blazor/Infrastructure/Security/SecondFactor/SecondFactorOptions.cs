namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Section <c>Accounts</c> of the settings, the part that says who needs a second factor.</summary>
public sealed class SecondFactorOptions
{
    public const string Section = "Accounts";

    /// <summary>Whether officers and administrators need an authenticator app or a passkey beside the password.</summary>
    public bool RequireSecondFactor { get; set; } = true;
}
