using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Portals;

/// <summary>A part that cannot be so, and why.</summary>
public sealed record PortalFault(PortalPart Part, RuleViolationException Why);

/// <summary>What a portal may be called and how it may be reached.</summary>
public static class PortalRules
{
    /// <summary>Characters of the name: it stands in one line of the header.</summary>
    public const int MaxName = 60;

    /// <summary>Characters of the name of the authority.</summary>
    public const int MaxAgencyName = 120;

    /// <summary>Characters of everything else.</summary>
    public const int MaxText = 250;

    /// <summary>Characters of the telephone.</summary>
    public const int MaxPhone = 40;

    private const int FewestDigits = 3;

    /// <summary>The same with tidy words: Unicode form C, no space at the ends.</summary>
    public static PortalIdentity Tidy(this PortalIdentity portal) =>
        portal with
        {
            Name = TextRules.Normalise(portal.Name),
            AgencyName = TextRules.Normalise(portal.AgencyName),
            Phone = TextRules.Normalise(portal.Phone),
            Email = TextRules.Normalise(portal.Email),
            Address = TextRules.Normalise(portal.Address),
            OpeningHours = TextRules.Normalise(portal.OpeningHours),
        };

    /// <summary>Everything that is wrong, in the order of the form; empty when the portal can be so.</summary>
    public static IReadOnlyList<PortalFault> Faults(this PortalIdentity portal)
    {
        PortalFault?[] found =
        [
            Missing(PortalPart.Name, portal.Name, new RuleViolationException("Portal.NameMissing"))
                ?? Long(PortalPart.Name, portal.Name, MaxName),
            Missing(PortalPart.AgencyName, portal.AgencyName, new RuleViolationException("Portal.AgencyMissing"))
                ?? Long(PortalPart.AgencyName, portal.AgencyName, MaxAgencyName),
            Long(PortalPart.Address, portal.Address, MaxText),
            Long(PortalPart.Phone, portal.Phone, MaxPhone)
                ?? When(!IsPhone(portal.Phone), PortalPart.Phone, new RuleViolationException("Portal.NoPhone")),
            Long(PortalPart.Email, portal.Email, MaxText)
                ?? When(!IsEmail(portal.Email), PortalPart.Email, new RuleViolationException("Portal.NoEmail")),
            Long(PortalPart.OpeningHours, portal.OpeningHours, MaxText),
            When(!Enum.IsDefined(portal.Accent), PortalPart.Accent, new RuleViolationException("Portal.NoAccent")),
            When(
                (portal.Figures & ~HomeFigures.All) != HomeFigures.None,
                PortalPart.Figures,
                new RuleViolationException("Portal.NoFigure")
            ),
        ];
        return [.. found.OfType<PortalFault>()];
    }

    /// <summary>What differs.</summary>
    public static IReadOnlyList<PortalPart> ChangesSince(this PortalIdentity after, PortalIdentity before)
    {
        (PortalPart Part, bool Differs)[] parts =
        [
            (PortalPart.Name, after.Name != before.Name),
            (PortalPart.AgencyName, after.AgencyName != before.AgencyName),
            (PortalPart.Address, after.Address != before.Address),
            (PortalPart.Phone, after.Phone != before.Phone),
            (PortalPart.Email, after.Email != before.Email),
            (PortalPart.OpeningHours, after.OpeningHours != before.OpeningHours),
            (PortalPart.Emblem, after.Emblem != before.Emblem),
            (PortalPart.Accent, after.Accent != before.Accent),
            (PortalPart.Figures, after.Figures != before.Figures),
        ];
        return [.. parts.Where(p => p.Differs).Select(p => p.Part)];
    }

    private static PortalFault? When(bool wrong, PortalPart part, RuleViolationException why) => wrong ? new(part, why) : null;

    private static PortalFault? Missing(PortalPart part, string text, RuleViolationException why) => When(text.Length == 0, part, why);

    private static PortalFault? Long(PortalPart part, string text, int most) =>
        When(text.Length > most, part, new RuleViolationException("Portal.TooLong", most))
        ?? When(TextRules.Problem(text, multiline: false) is not null, part, new RuleViolationException("Portal.Characters"));

    // It becomes a link to dial; empty is fine.
    private static bool IsPhone(string phone) =>
        phone.Length == 0
        || (
            phone.Count(char.IsAsciiDigit) >= FewestDigits
            && phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '.' or '-' or '+' or '(' or ')')
        );

    private static bool IsEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return email.Length == 0
            || (
                at > 0
                && email.LastIndexOf('@') == at
                && email.IndexOf('.', at) > at + 1
                && !email.EndsWith('.')
                && !email.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '?' or '&')
            );
    }
}
