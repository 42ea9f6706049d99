using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Accounts.Organisations;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Features.Submission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Access;

/// <summary>Everybody at every door: pages, endpoints, officers' acts, drafts, administration.</summary>
public sealed class AccessTests(AccessPortal portal) : IClassFixture<AccessPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Who> Requests() => Each(AccessTable.Rows.Select(r => r.Name));

    public static TheoryData<DossierAct, Who> Acts() => Each(Enum.GetValues<DossierAct>());

    public static TheoryData<string, Who> Hearings() => Each(AccessTable.Hearings.Select(h => h.Ticket));

    public static TheoryData<Who> Everybody() => [.. Enum.GetValues<Who>()];

    [Theory, MemberData(nameof(Requests))]
    public async Task Request_GetsWhatTheTableSays(string name, Who who)
    {
        var row = AccessTable.Rows.Single(r => r.Name == name);

        var (access, what) = await portal.AskAsync(who, row);

        Assert.True(row.Expected(who) == access, $"{who} should get {row.Expected(who)}, got {access}: {what}");
    }

    [Theory, MemberData(nameof(Hearings))]
    public async Task Change_IsHeardByWhomTheTableSays(string ticket, Who who)
    {
        var expected = AccessTable.Hearings.Single(h => h.Ticket == ticket).Expected(who);

        var access = await portal.HearAsync(who, ticket);

        Assert.Equal(expected, access);
    }

    [Theory, MemberData(nameof(Acts))]
    public async Task OfficersAct_IsOpenToTheRoleAtThePlaceOnly(DossierAct act, Who who)
    {
        // Whoever could issue a letter at once drafts none, so there is none to submit.
        var roles = act is DossierAct.DraftLetter or DossierAct.SubmitLetter ? [] : ActRights.RolesFor(act);
        var expected = who switch
        {
            Who.Intake or Who.StandIn => roles.Contains(OfficerRole.IntakeOfficer) ? Outcome.Ok : Outcome.Refused,
            Who.Approver => roles.Contains(OfficerRole.Approver) ? Outcome.Ok : Outcome.Refused,
            Who.UnitAdministrator => Outcome.Refused,
            _ => Outcome.NotFound,
        };

        // A version that never was: who has the right is told that somebody came first, and nothing changes.
        var access = await TryAsync(() =>
            Desk<DecisionDesk>().DecideAsync(portal.IdOf(who), new Decision(portal["citizen"], Guid.Empty, act, "-"), Cancel)
        );

        Assert.Equal(expected, access);
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task Draft_IsOpenToItsOwnerOnly(Who who)
    {
        var access = await TryAsync(() => Desk<DraftDesk>().GoToStepAsync(portal.IdOf(who), portal.DraftId, "to-khai", Cancel));

        Assert.Equal(who == Who.Owner ? Outcome.Ok : Outcome.NotFound, access);
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task PeopleOfTheUnit_AreInTheHandsOfItsAdministrators(Who who)
    {
        var (desk, by) = (Desk<PeopleDesk>(), portal.IdOf(who));

        var here = await TryAsync(() => desk.RevokeAsync(by, portal.IdOf(Who.Intake), Guid.Empty, Cancel));
        var elsewhere = await TryAsync(() => desk.RevokeAsync(by, portal.IdOf(Who.OfficerElsewhere), Guid.Empty, Cancel));

        Assert.Equal(who is Who.UnitAdministrator or Who.SystemAdministrator ? Outcome.Ok : Outcome.NotFound, here);
        Assert.Equal(who is Who.SystemAdministrator ? Outcome.Ok : Outcome.NotFound, elsewhere);
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task Organisation_IsInTheHandsOfItsRepresentative(Who who)
    {
        var access = await TryAsync(() =>
            Desk<OrganisationDesk>().HandOverAsync(portal.IdOf(who), portal.CompanyId, Guid.NewGuid(), Cancel)
        );

        Assert.Equal(who == Who.Member ? Outcome.Refused : Outcome.NotFound, access);
    }

    [Fact]
    public void EveryRouteOfTheProduct_IsInTheTable()
    {
        var known = AccessTable.Rows.Select(r => r.Route).Concat(AccessTable.NotPages).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var missing = portal
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Select(e => (e.RoutePattern.RawText ?? "").Trim('/'))
            .Where(route => !route.StartsWith('_') && !known.Contains(route))
            .Distinct()
            .ToList();

        Assert.True(missing.Count == 0, "Say in AccessTable who may see: " + string.Join(", ", missing));
    }

    [Fact]
    public void Table_HasAtLeastThreeHundredCases() =>
        Assert.True((AccessTable.Rows.Count + Enum.GetValues<DossierAct>().Length) * Enum.GetValues<Who>().Length >= 300);

    private static async Task<Outcome> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return Outcome.Ok;
        }
        catch (RuleViolationException refusal)
        {
            return refusal.Rule is "Dossier.NotFound" or "Draft.NotFound" or "People.NotFound" or "Organisation.NotFound"
                ? Outcome.NotFound
                : Outcome.Refused;
        }
    }

    private static TheoryData<T, Who> Each<T>(IEnumerable<T> rows)
    {
        var data = new TheoryData<T, Who>();
        foreach (var row in rows)
        foreach (var who in Enum.GetValues<Who>())
            data.Add(row, who);
        return data;
    }

    private T Desk<T>()
        where T : notnull => portal.Services.GetRequiredService<T>();
}
