using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>Section <c>Proxy</c> of the settings: whose word about a client's address and scheme is taken.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Networks (CIDR) or addresses of the proxies in front, with commas or spaces between them; empty: nobody's.</summary>
    public string KnownNetworks { get; set; } = "";

    /// <summary>The networks; null when one cannot be read.</summary>
    internal IReadOnlyList<IPNetwork>? Networks()
    {
        var networks = new List<IPNetwork>();
        foreach (var stated in KnownNetworks.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(stated, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(stated, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                return null;
        }

        return networks;
    }
}

internal sealed class ProxyOptionsCheck : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) =>
        options.Networks() is not null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Proxy:KnownNetworks is '{options.KnownNetworks}'; it should be networks such as 10.0.0.0/8, with commas between them, or empty."
            );
}

internal static class Proxy
{
    public static IServiceCollection AddProxy(this IServiceCollection services)
    {
        services.AddSettings<ProxyOptions>(ProxyOptions.Section);
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsCheck>();
        return services;
    }

    /// <summary>Takes address, scheme and host from the headers of the known proxies; without any, headers are ignored.</summary>
    public static void UseProxy(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Networks() is not { Count: > 0 } networks)
            return;
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // As many as there are known proxies in a row; the first address that is not one of them is the client's.
            ForwardLimit = null,
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var network in networks)
            forwarded.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(forwarded);
    }
}
