using Dvc.Blazor.Domain;
using Dvc.Blazor.Features.Accounts.Organisations;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Organisations;

public sealed class OrganisationDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Invitation_LetsItsAddressJoinOnce_AndNobodyElse(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (desk, invitations, company) = await DesksAsync(portal);
        var (representative, citizen) = (await portal.UserAsync(Cast.Organisation), await portal.UserAsync(Cast.Citizen));
        var text = invitations.Write(company, Cast.Citizen.ToUpperInvariant());

        Assert.Null(await desk.InvitedToAsync(representative, text, Cancel));
        Assert.Null(await desk.InvitedToAsync(citizen, text + "x", Cancel));
        Assert.NotNull(await desk.InvitedToAsync(citizen, text, Cancel));
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.AcceptAsync(citizen, text, Cancel);
        Assert.Equal("Organisation.InvitationVoid", await RuleOfAsync(() => desk.AcceptAsync(citizen, text, Cancel)));

        await desk.RemoveAsync(representative, company, citizen, Cancel);
        Assert.Equal("Organisation.InvitationVoid", await RuleOfAsync(() => desk.AcceptAsync(citizen, text, Cancel)));
        Assert.Empty(await new OrganisationQuery(portal.Data.Database).RunAsync(citizen, Cancel));
    }

    [Fact]
    public async Task Invitation_RunsOutAfterSevenDays()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (desk, invitations, company) = await DesksAsync(portal);
        var text = invitations.Write(company, Cast.Citizen.ToUpperInvariant());

        portal.Data.Clock.Advance(TimeSpan.FromDays(OrganisationInvitation.Days));

        Assert.Null(await desk.InvitedToAsync(await portal.UserAsync(Cast.Citizen), text, Cancel));
    }

    [Theory]
    [InlineData(Cast.Citizen)]
    [InlineData("chua-co@dvc.local")]
    public async Task Invite_KnownOrUnknownAddress_PostsTheSameLetter(string address)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var (desk, _, company) = await DesksAsync(portal);

        await desk.InviteAsync(await portal.UserAsync(Cast.Organisation), company, address, Cancel);

        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var letter = await db.Outbox.SingleAsync(m => m.Kind == nameof(AccountLetter), Cancel);
        Assert.Contains(address, letter.Payload, StringComparison.Ordinal);
        Assert.Contains(nameof(AccountLetterKind.OrganisationInvitation), letter.Payload, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Representative_CannotLeaveBeforeHandingOver(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var (desk, invitations, company) = await DesksAsync(portal);
        var (first, second) = (await portal.UserAsync(Cast.Organisation), await portal.UserAsync(Cast.Citizen));
        await desk.AcceptAsync(second, invitations.Write(company, Cast.Citizen.ToUpperInvariant()), Cancel);

        Assert.Equal("Organisation.RepresentativeStays", await RuleOfAsync(() => desk.LeaveAsync(first, company, Cancel)));
        Assert.Equal("Organisation.NotRepresentative", await RuleOfAsync(() => desk.RemoveAsync(second, company, first, Cancel)));
        await desk.HandOverAsync(first, company, second, Cancel);
        await desk.LeaveAsync(first, company, Cancel);

        var left = Assert.Single(await new OrganisationQuery(portal.Data.Database).RunAsync(second, Cancel));
        Assert.True(left.IsMine);
        Assert.Equal([second], left.Members.Select(m => m.UserId));
    }

    private static async Task<(OrganisationDesk Desk, OrganisationInvitation Invitations, Guid Company)> DesksAsync(SeededPortal portal)
    {
        var node = portal.NewNode(services => services.AddSingleton<OrganisationInvitation>().AddSingleton<OrganisationDesk>());
        var company = await portal.Data.Database.ReadAsync(db => db.Organisations.Select(o => o.Id).SingleAsync(Cancel), Cancel);
        return (node.GetRequiredService<OrganisationDesk>(), node.GetRequiredService<OrganisationInvitation>(), company);
    }

    private static async Task<string?> RuleOfAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RuleViolationException refusal)
        {
            return refusal.Rule;
        }
    }
}
