using System.Security.Claims;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>The signed-in person as the cookie or the circuit says: at most a minute old. It decides what is shown; acts ask the database.</summary>
/// <param name="Id">Account.</param>
/// <param name="FullName">Name as people read it; the e-mail address where none is known.</param>
/// <param name="Email">Address the person signs in with.</param>
/// <param name="Roles">Names from <see cref="Security.Roles"/>.</param>
/// <param name="Postings">Where an officer works today; empty for citizens.</param>
public sealed record CurrentUser(
    Guid Id,
    string FullName,
    string Email,
    IReadOnlyList<string> Roles,
    IReadOnlyList<CurrentPosting> Postings
)
{
    public bool IsStaff => Roles.Any(Security.Roles.Staff.Contains);

    /// <summary>The person behind a principal of this product; null when nobody is signed in.</summary>
    public static CurrentUser? Of(ClaimsPrincipal? principal)
    {
        if (
            principal?.Identity is not { IsAuthenticated: true }
            || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        )
            return null;
        var email = principal.FindFirstValue(ClaimTypes.Email) ?? principal.Identity.Name ?? "";
        return new CurrentUser(
            id,
            principal.FindFirstValue(PersonClaims.FullName) ?? email,
            email,
            [.. principal.FindAll(ClaimTypes.Role).Select(c => c.Value)],
            [.. principal.FindAll(PersonClaims.Posting).Select(c => CurrentPosting.Parse(c.Value))]
        );
    }
}

internal static class PostingWords
{
    /// <summary>The postings of an officer as claims keep them; none for somebody who is no officer.</summary>
    public static IReadOnlySet<string> PostingsInWords(this Officer? officer) =>
        (officer?.Postings ?? []).Select(p => new CurrentPosting(p.AgencyId, p.SectorCode).ToString()).ToHashSet(StringComparer.Ordinal);
}

/// <summary>A unit an officer works for, in one sector or (null) in all.</summary>
public sealed record CurrentPosting(string AgencyId, string? SectorCode)
{
    /// <summary>The text kept in the claim: the agency, and after a bar the sector.</summary>
    public override string ToString() => SectorCode is null ? AgencyId : $"{AgencyId}|{SectorCode}";

    internal static CurrentPosting Parse(string claim) =>
        claim.Split('|', 2) is [var agency, var sector] ? new CurrentPosting(agency, sector) : new CurrentPosting(claim, null);
}
