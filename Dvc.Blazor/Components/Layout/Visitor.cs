using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Dvc.Blazor.Components.Layout;

/// <summary>Who looks at the page, as far as the header must know. It decides what is shown, never what is allowed.</summary>
public sealed record Visitor(bool IsSignedIn, string Name, bool IsOfficer)
{
    private static readonly string[] OfficerRoles = ["IntakeOfficer", "CaseOfficer", "Approver", "UnitAdministrator"];

    private static readonly string[] AdministratorRoles = ["UnitAdministrator", "SystemAdministrator"];

    /// <summary>Whether the pages of administration are worth a link.</summary>
    public bool IsAdministrator { get; private init; }

    /// <summary>Whether the pages of the whole system are worth a link.</summary>
    public bool IsSystemAdministrator { get; private init; }

    public static Visitor Of(ClaimsPrincipal? user) =>
        user?.Identity is not { IsAuthenticated: true }
            ? new Visitor(false, "", false)
            : new Visitor(true, user.FindFirstValue("full_name") ?? user.Identity.Name ?? "", Array.Exists(OfficerRoles, user.IsInRole))
            {
                IsAdministrator = Array.Exists(AdministratorRoles, user.IsInRole),
                IsSystemAdministrator = user.IsInRole("SystemAdministrator"),
            };

    /// <summary>Tells one person from another without naming them; empty for nobody.</summary>
    public static string MarkOf(ClaimsPrincipal? user)
    {
        var id = user?.FindFirstValue(ClaimTypes.NameIdentifier);
        return id is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))[..8]);
    }

    /// <summary>Letters for the ring beside the name: the first of the first and of the last word.</summary>
    public string Initials
    {
        get
        {
            var words = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Length switch
            {
                0 => "",
                1 => words[0][..1].ToUpperInvariant(),
                _ => (words[0][..1] + words[^1][..1]).ToUpperInvariant(),
            };
        }
    }
}
