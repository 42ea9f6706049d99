using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Section <c>Oidc</c> of the settings: a provider of identities (VNeID, the national portal) through which people may sign in. Without an authority it is off.</summary>
public sealed class OidcOptions
{
    public const string Section = "Oidc";

    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "oidc";

    /// <summary>Address of the provider; its description lies below it at <c>/.well-known/openid-configuration</c>.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The portal's name at the provider.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The portal's secret at the provider; empty for a public client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What people call the provider.</summary>
    public string DisplayName { get; set; } = "VNeID";

    public bool IsOn => Authority.Length > 0;
}

internal sealed class OidcOptionsCheck : IValidateOptions<OidcOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcOptions options) =>
        !options.IsOn ? ValidateOptionsResult.Success
        : !IsAuthority(options.Authority)
            ? ValidateOptionsResult.Fail($"Oidc:Authority is '{options.Authority}'; it should be an https address, or empty.")
        : options.ClientId.Length == 0
            ? ValidateOptionsResult.Fail(
                "Oidc:ClientId is ''; it should be the name that the provider of Oidc:Authority knows this portal by."
            )
        : ValidateOptionsResult.Success;

    // Plain http only to a provider on the same machine, for trying things out.
    private static bool IsAuthority(string stated) =>
        Uri.TryCreate(stated, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
