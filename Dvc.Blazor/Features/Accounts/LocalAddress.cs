namespace Dvc.Blazor.Features.Accounts;

/// <summary>Where somebody goes after signing in: only to pages of this portal, whatever the address bar was made to say.</summary>
public static class LocalAddress
{
    public const string Home = "/";
    private const int MaxLength = 2000;
    private static readonly Uri AnySite = new("http://localhost");
    private static readonly string[] NotToReturnTo = ["/dang-nhap", "/dang-ky", "/dang-xuat", "/khong-co-quyen"];

    /// <summary>The address, escaped as a header needs it, when it is a path of this site; else the home page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? Escaped(address!) : Home;

    /// <summary>Whether the address is a path of this site that one may be sent to.</summary>
    public static bool IsLocal(string? address) =>
        address is { Length: > 0 and <= MaxLength }
        && IsPath(address)
        && IsPath(Uri.UnescapeDataString(address))
        && !Array.Exists(NotToReturnTo, page => LeadsTo(address, page));

    // Browsers read a backslash as a slash and drop control characters, so both could hide a second slash.
    private static bool IsPath(string address) =>
        address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.Any(c => c == '\\' || char.IsControl(c));

    private static string Escaped(string address)
    {
        var target = new Uri(AnySite, address);
        return target.PathAndQuery + target.Fragment;
    }

    private static bool LeadsTo(string address, string page) =>
        address.StartsWith(page, StringComparison.OrdinalIgnoreCase)
        && (address.Length == page.Length || address[page.Length] is '/' or '?' or '#');
}
