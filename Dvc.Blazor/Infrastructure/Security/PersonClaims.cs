using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>What a session carries about a person beside id, e-mail and roles: the full name and the postings valid today.</summary>
public sealed class PersonClaims(
    UserManager<DvcUser> users,
    RoleManager<IdentityRole<Guid>> roles,
    IOptions<IdentityOptions> options,
    DvcDatabase database,
    Officers officers
) : UserClaimsPrincipalFactory<DvcUser, IdentityRole<Guid>>(users, roles, options)
{
    public const string FullName = "full_name";
    public const string Posting = "posting";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(DvcUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.FullName.Length > 0)
            identity.AddClaim(new Claim(FullName, user.FullName));
        var officer = await database.ReadAsync(db => officers.FindAsync(db, user.Id, CancellationToken.None), CancellationToken.None);
        identity.AddClaims(
            (officer?.Postings ?? [])
                .Select(p => new CurrentPosting(p.AgencyId, p.SectorCode).ToString())
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(posting => new Claim(Posting, posting))
        );
        return identity;
    }
}
