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
