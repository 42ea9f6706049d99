using System.Security.Claims;
using Microsoft.Net.Http.Headers;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>The headers of every answer. Scripts only from this site; styles only from this site, except style attributes.</summary>
public static class SecurityHeaders
{
    public static HeaderPolicyCollection Policy() =>
        new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddFrameOptionsDeny()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
            .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
            .AddPermissionsPolicy(AllowOnlyWhatIsUsed)
            .AddContentSecurityPolicy(ContentPolicy)
            .RemoveServerHeader();

    /// <summary>Pages of signed-in people are not kept by browsers or proxies.</summary>
    public static Task KeepPrivatePagesOutOfCaches(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (context.User.Identity is { IsAuthenticated: true } && !IsForEverybody(context))
                headers.CacheControl = "no-store";
            else if (context.Request.Path.StartsWithSegments("/lib/fonts", StringComparison.Ordinal))
                headers.CacheControl = "public,max-age=2592000";
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static bool IsForEverybody(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } about
        && (
            about.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null
            || about.GetMetadata<SameForEverybody>() is not null
        );

    private static void ContentPolicy(CspBuilder policy)
    {
        policy.AddDefaultSrc().None();
        policy.AddScriptSrc().Self().WithNonce();
        policy.AddStyleSrc().Self();
        policy.AddCustomDirective("style-src-attr", "'unsafe-inline'");
        policy.AddImgSrc().Self().Data().Blob();
        policy.AddFontSrc().Self();
        policy.AddConnectSrc().Self();
        policy.AddFrameSrc().Self();
        policy.AddWorkerSrc().Self();
        policy.AddManifestSrc().Self();
        policy.AddFormAction().Self();
        policy.AddFrameAncestors().None();
        policy.AddBaseUri().Self();
        policy.AddObjectSrc().None();
    }

    private static void AllowOnlyWhatIsUsed(PermissionsPolicyBuilder policy)
    {
        policy.AddCamera().Self();
        policy.AddCustomFeature("publickey-credentials-get", "(self)");
        policy.AddCustomFeature("publickey-credentials-create", "(self)");
        policy.AddMicrophone().None();
        policy.AddGeolocation().None();
        policy.AddPayment().None();
        policy.AddUsb().None();
        policy.AddCustomFeature("browsing-topics", "()");
    }
}
