namespace Dvc.Blazor.Infrastructure;

/// <summary>Absolute addresses for people outside a page: in mails, QR codes and printed papers. The paths are a contract.</summary>
public sealed class PortalLinks
{
    private const string OnThisMachine = "http://localhost:5080";

    /// <summary><paramref name="root"/>: absolute address of the portal, with or without a slash at the end.</summary>
    public PortalLinks(Uri root) => Root = new Uri(root.AbsoluteUri.TrimEnd('/') + "/");

    /// <summary>Address of the home page; ends with a slash.</summary>
    public Uri Root { get; }

    /// <summary>From <c>Portal:PublicUrl</c>, else from the first address that the server listens on.</summary>
    /// <exception cref="InvalidSettingException">The value is not an absolute http or https address.</exception>
    public static PortalLinks From(IConfiguration configuration)
    {
        var stated = configuration["Portal:PublicUrl"];
        if (string.IsNullOrWhiteSpace(stated))
        {
            return new PortalLinks(FirstListened(configuration["urls"]));
        }

        return Uri.TryCreate(stated, UriKind.Absolute, out var root) && root.Scheme is "http" or "https"
            ? new PortalLinks(root)
            : throw new InvalidSettingException("Portal:PublicUrl", stated, "an absolute http or https address");
    }

    /// <summary>The page of one dossier.</summary>
    public Uri Dossier(string number) => new(Root, $"ho-so/{Uri.EscapeDataString(number)}");

    /// <summary>Where the applicant answers a request for supplements.</summary>
    public Uri Supplement(string number) => new(Root, $"ho-so/{Uri.EscapeDataString(number)}/bo-sung");

    /// <summary>The page of one dossier for officers.</summary>
    public Uri Desk(string number) => new(Root, $"mot-cua/ho-so/{Uri.EscapeDataString(number)}");

    /// <summary>What somebody was told.</summary>
    public Uri Notifications => new(Root, "thong-bao");

    /// <summary>The public look-up. With the code of the receipt it opens the timeline; without it the person types the code.</summary>
    public Uri LookUp(string number, string? code = null) =>
        new(Root, $"tra-cuu?ma={Uri.EscapeDataString(number)}" + (code is null ? "" : $"&khoa={Uri.EscapeDataString(code)}"));

    private static Uri FirstListened(string? urls) =>
        Uri.TryCreate(urls?.Split(';')[0].Trim(), UriKind.Absolute, out var first) && first.Scheme is "http" or "https"
            ? first
            : new Uri(OnThisMachine);
}
