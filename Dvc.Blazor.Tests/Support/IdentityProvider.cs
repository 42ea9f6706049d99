using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;

namespace Dvc.Blazor.Tests.Support;

/// <summary>A real provider of identities on the loopback (OpenID Connect, authorization code with PKCE): whoever comes is the person it was told.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "dvc";
    public const string ClientSecret = "bi-mat-cua-cong";
    private static readonly Dictionary<string, string> Wanted = new(StringComparer.Ordinal)
    {
        ["email"] = OpenIddictConstants.Scopes.Email,
        ["phone_number"] = OpenIddictConstants.Scopes.Phone,
    };

    private readonly WebApplication _app;

    private IdentityProvider(WebApplication app) => _app = app;

    public string Authority => _app.Urls.Single();

    /// <summary>The provider's name for the person at the browser; null: the person says no there.</summary>
    public string? Subject { get; set; } = "vneid-0001";

    /// <summary>What the provider tells of the person at the endpoint for that, beside the name.</summary>
    public Dictionary<string, string> Details { get; } = [];

    /// <summary>Settings of a portal that knows this provider.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["Oidc__Authority"] = Authority,
            ["Oidc__ClientId"] = ClientId,
            ["Oidc__ClientSecret"] = ClientSecret,
        };

    public static async Task<IdentityProvider> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(Configure);
        builder.Services.AddAuthentication();
        var app = builder.Build();
        var provider = new IdentityProvider(app);
        app.MapGet("/connect/authorize", provider.Authorize);
        app.MapGet("/connect/userinfo", (Delegate)provider.TellAsync);
        await app.StartAsync(cancellationToken);
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.Email, OpenIddictConstants.Scopes.Phone);
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        // Clients come from here, not from a database.
        server.EnableDegradedMode();
        server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            .DisableTransportSecurityRequirement();
        server.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(request =>
            {
                if (
                    request.ClientId != ClientId
                    || request.RedirectUri?.EndsWith("/dang-nhap/ngoai/tra-loi", StringComparison.Ordinal) != true
                )
                    request.Reject(OpenIddictConstants.Errors.InvalidClient);
                return ValueTask.CompletedTask;
            })
        );
        server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler =>
            handler.UseInlineHandler(request =>
            {
                if (request.ClientId != ClientId || request.ClientSecret != ClientSecret)
                    request.Reject(OpenIddictConstants.Errors.InvalidClient);
                return ValueTask.CompletedTask;
            })
        );
    }

    private async Task<IResult> TellAsync(HttpContext context)
    {
        var person = (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
        var scopes = person.GetScopes();
        var told = Details.Where(d => !Wanted.TryGetValue(d.Key, out var scope) || scopes.Contains(scope));
        return Results.Json(told.Append(new("sub", person.GetClaim(OpenIddictConstants.Claims.Subject)!)).ToDictionary());
    }

    private IResult Authorize(HttpContext context)
    {
        const string scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        if (Subject is null)
            return Results.Forbid(authenticationSchemes: [scheme]);
        var identity = new ClaimsIdentity("vneid");
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.Subject, Subject));
        identity.AddClaim(new Claim(OpenIddictConstants.Claims.Name, "RƠ CHÂM H’YÊN"));
        identity.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: scheme);
    }
}
