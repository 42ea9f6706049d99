using System.Text.Encodings.Web;
using System.Text.Unicode;
using Dvc.Blazor.Infrastructure.Portals;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using MudBlazor.Services;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>What every page needs around it: Blazor, security headers, compression, error pages and circuits that survive.</summary>
public static class WebShell
{
    public static void AddWebShell(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddSingleton(TimeProvider.System);
        services.AddSettings<PortalOptions>(PortalOptions.Section);
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsCheck>();
        services.AddStandingPortal();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddMudServices();
        services.AddProxy().AddRateLimits(builder.Configuration);
        services.AddResponseCompression(CompressHtml);
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(NoticeADeadLinkSoon);
        services.AddSingleton<GracefulCircuits>();
        services.AddScoped<CircuitHandler, CircuitPresence>();
        services.AddScoped<CircuitHandler, CircuitGuard>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
    }

    public static void UseWebShell(this WebApplication app)
    {
        app.Services.GetRequiredService<GracefulCircuits>().PauseAtStop(app.Lifetime);
        app.UseProxy();
        app.UseSecurityHeaders(SecurityHeaders.Policy());
        app.UseResponseCompression();
        app.Use(SecurityHeaders.KeepPrivatePagesOutOfCaches);
        app.UseExceptionHandler("/loi/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/loi/{0}", createScopeForStatusCodePages: true);
        app.Use(LeaveScriptsTheBareStatus);
        app.UseMiddleware<OriginCheck>();
        app.UseMiddleware<SecondFactorGate>();
        app.UseRateLimiter();
        app.UseAntiforgery();
    }

    /// <summary>Maps the static assets and the pages of <typeparamref name="TRoot"/>.</summary>
    public static RazorComponentsEndpointConventionBuilder MapWebShell<TRoot>(this WebApplication app)
        where TRoot : IComponent
    {
        app.MapStaticAssets().AllowAnonymous();
        return app.MapRazorComponents<TRoot>().AddInteractiveServerRenderMode().AnswerHead();
    }

    // A page in words is for people; scripts that fetch want the bare status.
    private static Task LeaveScriptsTheBareStatus(HttpContext context, RequestDelegate next)
    {
        var wantsAPage = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!wantsAPage && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(context);
    }

    private static void CompressHtml(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["text/html"];
    }

    private static void NoticeADeadLinkSoon(Microsoft.AspNetCore.SignalR.HubOptions hub)
    {
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
        hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
        hub.MaximumReceiveMessageSize = 128 * 1024;
    }
}
