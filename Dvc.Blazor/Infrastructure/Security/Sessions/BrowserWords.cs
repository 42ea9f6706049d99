using System.Net;
using System.Net.Sockets;

namespace Dvc.Blazor.Infrastructure.Security.Sessions;

/// <summary>A browser in words its owner recognises. Names of products; nothing is decided by them.</summary>
public static class BrowserWords
{
    // The first that is named counts: most browsers also name those they descend from.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("coc_coc", "Coc Coc"),
        ("Zalo", "Zalo"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Macintosh", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>For instance <c>Chrome · Android</c>; empty when neither is known.</summary>
    public static string Device(string? userAgent) =>
        string.Join(" · ", new[] { In(userAgent, Browsers), In(userAgent, Systems) }.Where(name => name is not null));

    /// <summary>A network address with its last part left out, for instance <c>203.0.113.*</c>; empty when there is none.</summary>
    public static string Network(IPAddress? address) =>
        address switch
        {
            null => "",
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => FirstThreeGroups(address.GetAddressBytes()),
            _ => FirstThreeNumbers(address.MapToIPv4().GetAddressBytes()),
        };

    private static string? In(string? userAgent, (string Sign, string Name)[] known) =>
        userAgent is null ? null : Array.Find(known, k => userAgent.Contains(k.Sign, StringComparison.Ordinal)).Name;

    private static string FirstThreeNumbers(byte[] parts) => string.Create(null, $"{parts[0]}.{parts[1]}.{parts[2]}.*");

    private static string FirstThreeGroups(byte[] parts) =>
        string.Join(':', Enumerable.Range(0, 3).Select(i => $"{(parts[2 * i] << 8) | parts[(2 * i) + 1]:x}")) + ":*";
}
