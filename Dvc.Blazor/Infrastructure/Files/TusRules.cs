using System.Globalization;
using System.Security.Claims;
using System.Text;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>What every request of the upload protocol has to bring, and how its headers are read.</summary>
internal static class TusRules
{
    public const string Version = "1.0.0";
    public const string VersionHeader = "Tus-Resumable";
    public const string OffsetHeader = "Upload-Offset";
    public const string LengthHeader = "Upload-Length";
    public const string MetadataHeader = "Upload-Metadata";
    public const string ChecksumHeader = "Upload-Checksum";
    public const string ChecksumAlgorithm = "sha256";
    public const int ChecksumMismatch = 460;

    private const int MaxMetadata = 4_096;

    /// <summary>
    /// Refuses what another web site could make a browser send: such a site cannot add <c>Tus-Resumable</c> without asking first, which is
    /// never allowed here, and a changing request has to come from a page of this portal. Signed out is said, not led to a sign-in page.
    /// </summary>
    public static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers[VersionHeader] = Version;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.Headers[VersionHeader] != Version)
        {
            http.Response.Headers["Tus-Version"] = Version;
            return Results.StatusCode(StatusCodes.Status412PreconditionFailed);
        }

        var reading = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!reading && !IsOwnOrigin(http))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return UserOf(http.User) is null ? Results.StatusCode(StatusCodes.Status401Unauthorized) : await next(context);
    }

    public static Guid? UserOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    /// <summary>Reads <c>draft</c>, <c>component</c>, <c>filename</c> and perhaps <c>sha256</c> beside the length; null when something is missing or wrong.</summary>
    public static NewUpload? Announcement(HttpRequest request)
    {
        var values = Metadata(request.Headers[MetadataHeader].ToString());
        return
            values is not null
            && long.TryParse(request.Headers[LengthHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && Guid.TryParse(values.GetValueOrDefault("draft"), CultureInfo.InvariantCulture, out var draft)
            && values.GetValueOrDefault("component") is { Length: > 0 and <= 100 } component
            && values.GetValueOrDefault("sha256") is null or { Length: 64 }
            ? new NewUpload(
                draft,
                component,
                values.GetValueOrDefault("filename") ?? "",
                length,
                values.GetValueOrDefault("sha256")?.ToLowerInvariant()
            )
            : null;
    }

    /// <summary>The offset that a part is for, or null.</summary>
    public static long? Offset(HttpRequest request) =>
        long.TryParse(request.Headers[OffsetHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;

    /// <summary>The checksum that comes with a part: no header gives an empty one, a wrong header null.</summary>
    public static byte[]? Checksum(HttpRequest request)
    {
        var header = request.Headers[ChecksumHeader].ToString();
        if (header.Length == 0)
        {
            return [];
        }

        var parts = header.Split(' ', 2);
        var sum = new byte[32];
        return parts is [ChecksumAlgorithm, var given] && Convert.TryFromBase64String(given, sum, out var written) && written == sum.Length
            ? sum
            : null;
    }

    private static Dictionary<string, string>? Metadata(string header)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (header.Length > MaxMetadata)
        {
            return null;
        }

        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ', 2);
            var bytes = new byte[pair.Length];
            if (
                parts.Length < 2
                || !Convert.TryFromBase64String(parts[1], bytes, out var length)
                || !values.TryAdd(parts[0], Encoding.UTF8.GetString(bytes, 0, length))
            )
            {
                return null;
            }
        }

        return values;
    }

    // The scheme is not compared with the request's own: behind a proxy that ends TLS the two differ.
    private static bool IsOwnOrigin(HttpContext http)
    {
        var configured = http.RequestServices.GetRequiredService<IConfiguration>()["Portal:PublicUrl"];
        return Uri.TryCreate(http.Request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && (
                Uri.TryCreate($"{origin.Scheme}://{http.Request.Host.Value}", UriKind.Absolute, out var own) && IsSame(origin, own)
                || Uri.TryCreate(configured, UriKind.Absolute, out var known) && IsSame(origin, known)
            );
    }

    private static bool IsSame(Uri left, Uri right) =>
        string.Equals(left.GetLeftPart(UriPartial.Authority), right.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
