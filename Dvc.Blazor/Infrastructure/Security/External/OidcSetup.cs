using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Dvc.Blazor.Infrastructure.Security;

public static class OidcSetup
{
    /// <summary>Where somebody goes whom the provider did not let through.</summary>
    private const string NotLetThrough = "/dang-nhap?ngoai=loi";

    private static readonly string[] Contact = ["email", "phone"];

    /// <summary>Sign-in through a provider of identities by OpenID Connect, when the settings name one: authorization code with PKCE.</summary>
    public static IServiceCollection AddOidc(this IServiceCollection services, IConfiguration settings, IHostEnvironment environment)
    {
        services.AddSettings<OidcOptions>(OidcOptions.Section);
        services.AddSingleton<IValidateOptions<OidcOptions>, OidcOptionsCheck>();
        if (string.IsNullOrEmpty(settings.GetSection(OidcOptions.Section)[nameof(OidcOptions.Authority)]))
            return services;

        var secure = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        services.AddAuthentication().AddOpenIdConnect(OidcOptions.Scheme, oidc => Configure(oidc, secure));
        services
            .AddOptions<OpenIdConnectOptions>(OidcOptions.Scheme)
            .Configure<IOptions<OidcOptions>>((oidc, stated) => Name(oidc, stated.Value));
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.ExternalScheme,
            cookie =>
            {
                cookie.Cookie.Name = environment.IsDevelopment() ? "dvc-ngoai" : "__Host-dvc-ngoai";
                cookie.Cookie.SecurePolicy = secure;
                // Long enough to register or to sign in with the account it is to be linked to.
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(20);
            }
        );
        return services;
    }

    private static void Name(OpenIdConnectOptions oidc, OidcOptions stated)
    {
        oidc.Authority = stated.Authority;
        oidc.ClientId = stated.ClientId;
        oidc.ClientSecret = stated.ClientSecret.Length == 0 ? null : stated.ClientSecret;
        oidc.RequireHttpsMetadata = stated.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
    }

    // A provider refuses to be asked for what it does not know.
    private static async Task AskForContactAsync(RedirectContext leaving)
    {
        if (leaving.Options.ConfigurationManager is not { } provider)
            return;
        var known = await provider.GetConfigurationAsync(leaving.HttpContext.RequestAborted);
        leaving.ProtocolMessage.Scope = string.Join(
            ' ',
            [leaving.ProtocolMessage.Scope, .. Contact.Where(scope => known.ScopesSupported.Contains(scope))]
        );
    }

    private static void Configure(OpenIdConnectOptions oidc, CookieSecurePolicy secure)
    {
        oidc.SignInScheme = IdentityConstants.ExternalScheme;
        oidc.CallbackPath = "/dang-nhap/ngoai/tra-loi";
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes by address: a form posted from another site would come without the cookies it is checked against.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.MapInboundClaims = false;
        oidc.SaveTokens = false;
        oidc.Scope.Clear();
        oidc.Scope.Add("openid");
        oidc.Scope.Add("profile");
        // What a new account is filled in with; some providers tell it only here.
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.ClaimActions.MapUniqueJsonKey("birthdate", "birthdate");
        oidc.ClaimActions.MapUniqueJsonKey("phone_number", "phone_number");
        oidc.Events.OnRedirectToIdentityProvider = AskForContactAsync;
        oidc.NonceCookie.SameSite = oidc.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oidc.NonceCookie.SecurePolicy = oidc.CorrelationCookie.SecurePolicy = secure;
        oidc.Events.OnRemoteFailure = failed =>
        {
            failed.Response.Redirect(NotLetThrough);
            failed.HandleResponse();
            return Task.CompletedTask;
        };
    }
}
