using System.Security.Claims;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>What a session carries about a person beside id, e-mail and roles: the full name and the postings valid today.</summary>
public sealed class PersonClaims(
    UserManager<DvcUser> users,
    RoleManager<IdentityRole<Guid>> roles,
    IOptions<IdentityOptions> options,
    DvcDatabase database,
    TimeProvider clock
) : UserClaimsPrincipalFactory<DvcUser, IdentityRole<Guid>>(users, roles, options)
{
    public const string FullName = "full_name";
    public const string Posting = "posting";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(DvcUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.FullName.Length > 0)
            identity.AddClaim(new Claim(FullName, user.FullName));
        var today = VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var postings = await database.ReadAsync(
            db => db.Postings.Where(p => p.UserId == user.Id).OrderBy(p => p.AgencyId).ToListAsync(),
            CancellationToken.None
        );
        identity.AddClaims(
            postings.Where(p => p.IsValidOn(today)).Select(p => new Claim(Posting, new CurrentPosting(p.AgencyId, p.SectorCode).ToString()))
        );
        return identity;
    }
}
