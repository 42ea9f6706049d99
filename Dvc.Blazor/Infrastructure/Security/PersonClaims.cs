using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>What a session carries about a person beside id, e-mail and roles: the full name, the postings valid today, a second factor still missing.</summary>
public sealed class PersonClaims(
    UserManager<DvcUser> users,
    RoleManager<IdentityRole<Guid>> roles,
    IOptions<IdentityOptions> options,
    DvcDatabase database,
    Officers officers,
    SecondFactorRule secondFactor
) : UserClaimsPrincipalFactory<DvcUser, IdentityRole<Guid>>(users, roles, options)
{
    public const string FullName = "full_name";
    public const string Posting = "posting";

    /// <summary>Held by a person who has to set up a second factor before anything else, see <see cref="SecondFactorGate"/>.</summary>
    public const string SecondFactorMissing = "second_factor_missing";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(DvcUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.FullName.Length > 0)
            identity.AddClaim(new Claim(FullName, user.FullName));
        if (await secondFactor.IsMissingAsync(UserManager, user))
            identity.AddClaim(new Claim(SecondFactorMissing, "true"));
        var officer = await database.ReadAsync(db => officers.FindAsync(db, user.Id, CancellationToken.None), CancellationToken.None);
        identity.AddClaims(officer.PostingsInWords().Order(StringComparer.Ordinal).Select(posting => new Claim(Posting, posting)));
        return identity;
    }
}
