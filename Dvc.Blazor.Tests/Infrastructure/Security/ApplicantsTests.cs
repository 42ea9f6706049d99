using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security;

public sealed class ApplicantsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DossierOfAnOrganisation_BelongsToItsPresentMembersAndNobodyElse(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (filer, colleague) = (await portal.UserAsync(Cast.Organisation), await portal.UserAsync(Cast.Citizen));
        var company = await portal.Data.Database.ReadAsync(db => db.Organisations.SingleAsync(Cancel), Cancel);
        var (before, others) = (await CountAsync(portal, colleague), await CountAsync(portal, filer));

        await portal.Data.AddAsync(
            new OrganisationMember
            {
                OrganisationId = company.Id,
                UserId = colleague,
                IsRepresentative = false,
                JoinedAt = Samples.Morning,
            }
        );
        Assert.Equal(before + others, await CountAsync(portal, colleague));

        await LeaveAsync(portal, colleague);
        Assert.Equal(before, await CountAsync(portal, colleague));

        // Whoever filed loses it too: it is the organisation's.
        await LeaveAsync(portal, filer);
        Assert.Equal(0, await CountAsync(portal, filer));
    }

    private static Task<int> CountAsync(SeededPortal portal, Guid person) =>
        portal.Data.Database.ReadAsync(db => db.DossiersOf(person).CountAsync(Cancel), Cancel);

    private static Task LeaveAsync(SeededPortal portal, Guid person) =>
        portal.Data.Database.WriteAsync(
            async db =>
            {
                var member = await db.OrganisationMembers.SingleAsync(m => m.UserId == person && m.LeftAt == null, Cancel);
                member.LeftAt = Samples.Morning;
            },
            Cancel
        );
}
