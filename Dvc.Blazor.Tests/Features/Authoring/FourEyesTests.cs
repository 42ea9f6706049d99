using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Features.Authoring;
using Dvc.Blazor.Features.Authoring.Moving;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Authoring;

/// <summary>Where the office wants two people to answer for fees, time limit and workflow.</summary>
public sealed class FourEyesTests
{
    private const string Code = CertifiedCopy.Code;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task OtherFee_IsPublishedOnlyByTwo(DatabaseProvider provider)
    {
        await using var office = await Office.CreateAsync(provider);
        var edits = await office.EditAsync(content => new AddFee("Lệ phí mới").Apply(content, office.Published));
        var soon = office.Portal.Data.Clock.GetUtcNow().UtcDateTime.AddHours(1);

        Assert.Equal(
            "Plan.NeedsSecond",
            await RuleOfAsync(() => office.Publishing.PublishAsync(office.First, Code, edits, MoveChoices.AllStay, Cancel))
        );
        Assert.Equal("Plan.NeedsSecond", await RuleOfAsync(() => office.Publishing.PublishAsync(office.First, Code, edits, Cancel)));
        Assert.Equal("Plan.NeedsSecond", await RuleOfAsync(() => office.Publishing.ScheduleAsync(office.First, Code, edits, soon, Cancel)));
        Assert.Equal("Plan.NotProposed", await RuleOfAsync(() => office.Publishing.SecondAsync(office.Second, Code, Cancel)));
        Assert.Equal([ContentPart.Fee], (await office.ViewAsync()).ToConfirm);
        await office.Publishing.ProposeAsync(office.First, Code, edits, null, MoveChoices.AllStay, Cancel);
        Assert.Equal(PlanState.Proposed, (await office.ViewAsync()).Plan!.State);
        Assert.Equal("Plan.SamePerson", await RuleOfAsync(() => office.Publishing.SecondAsync(office.First, Code, Cancel)));

        await office.Publishing.SecondAsync(office.Second, Code, Cancel);

        await office.RunAsync();
        var view = await office.ViewAsync();
        Assert.Equal((PlanState.Done, null), (view.Plan!.State, view.Draft));
        var page = (await office.Node.GetRequiredService<AuthoringQuery>().RunAsync(office.First, Code, Cancel))!;
        Assert.Equal([ProcedureAct.Moved, ProcedureAct.Published, ProcedureAct.Proposed], page.Events.Take(3).Select(e => e.Act));
        Assert.NotEqual(page.Events[1].By, page.Events[2].By);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task ProposedForATimeToCome_IsPublishedThen_AndTakenBackIsDecidedAnew(DatabaseProvider provider)
    {
        await using var office = await Office.CreateAsync(provider);
        var edits = await office.EditAsync(content => content with { ApprovalLevels = 2 });
        var soon = office.Portal.Data.Clock.GetUtcNow().UtcDateTime.AddHours(1);

        Assert.Equal(
            "Revision.NotToCome",
            await RuleOfAsync(() =>
                office.Publishing.ProposeAsync(office.First, Code, edits, soon.AddHours(-2), MoveChoices.AllStay, Cancel)
            )
        );
        await office.Publishing.ProposeAsync(office.First, Code, edits, soon, MoveChoices.AllStay, Cancel);
        await office.Publishing.TakeProposalBackAsync(office.Second, Code, Cancel);
        Assert.Equal(PlanState.Reckoned, (await office.ViewAsync()).Plan!.State);
        await office.Publishing.ProposeAsync(office.First, Code, edits, soon, MoveChoices.AllStay, Cancel);
        await office.Publishing.SecondAsync(office.Second, Code, Cancel);
        Assert.Equal(soon, (await office.ViewAsync()).Draft!.PublishAt);
        office.Portal.Data.Clock.Advance(TimeSpan.FromHours(2));
        await office.Publishing.PublishDueAsync(Cancel);

        await office.RunAsync();
        Assert.Equal(PlanState.Done, (await office.ViewAsync()).Plan!.State);
    }

    [Fact]
    public async Task DraftChangedAfterTheProposal_IsNotConfirmed()
    {
        await using var office = await Office.CreateAsync(DatabaseProvider.Sqlite);
        var edits = await office.EditAsync(content => new AddFee("Lệ phí mới").Apply(content, office.Published));
        await office.Publishing.ProposeAsync(office.First, Code, edits, null, MoveChoices.AllStay, Cancel);
        var drafts = office.Node.GetRequiredService<AuthorDraftDesk>();
        var draft = (await drafts.FindAsync(office.First, Code, Cancel))!;
        await drafts.SaveAsync(office.First, Code, draft.Edits, draft.Content with { Name = "Tên khác" }, Cancel);

        Assert.Equal("Plan.DraftChanged", await RuleOfAsync(() => office.Publishing.SecondAsync(office.Second, Code, Cancel)));
        Assert.NotNull((await office.ViewAsync()).Draft);
    }

    [Fact]
    public async Task OtherWordsOnly_OneIsEnough()
    {
        await using var office = await Office.CreateAsync(DatabaseProvider.Sqlite);
        var edits = await office.EditAsync(content => content with { Name = "Tên khác" });

        Assert.Empty((await office.ViewAsync()).ToConfirm);
        await office.Publishing.PublishAsync(office.First, Code, edits, MoveChoices.AllStay, Cancel);

        Assert.Null((await office.ViewAsync()).Draft);
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

    /// <summary>A portal with two administrators that wants both.</summary>
    private sealed class Office(SeededPortal portal, ServiceProvider node, Guid first, Guid second) : IAsyncDisposable
    {
        public SeededPortal Portal => portal;

        public ServiceProvider Node => node;

        public Guid First => first;

        public Guid Second => second;

        public PublishedKeys Published { get; } = new([]);

        public PublishingDesk Publishing => node.GetRequiredService<PublishingDesk>();

        public static async Task<Office> CreateAsync(DatabaseProvider provider)
        {
            var portal = await SeededPortal.CreateAsync(provider);
            var (first, second) = (await portal.UserAsync(Cast.Administrator), await portal.UserAsync(Cast.Approver));
            await portal.Services.GetRequiredService<PeopleDesk>().SetRolesAsync(first, second, [Roles.SystemAdministrator], Cancel);
            var node = portal.NewNode(services => services.Configure<AuthoringOptions>(options => options.FourEyes = true));
            return new Office(portal, node, first, second);
        }

        /// <summary>A draft with one change, looked at; returns the number of edits to name.</summary>
        public async Task<int> EditAsync(Func<ProcedureDefinition, ProcedureDefinition> change)
        {
            var drafts = node.GetRequiredService<AuthorDraftDesk>();
            await drafts.BeginAsync(first, Code, null, Cancel);
            var draft = (await drafts.FindAsync(first, Code, Cancel))!;
            var edits = await drafts.SaveAsync(first, Code, draft.Edits, change(draft.Content), Cancel);
            await node.GetRequiredService<PlanDesk>().BeginAsync(first, Code, Cancel);
            await RunAsync();
            return edits;
        }

        public async Task<PlanView> ViewAsync() => (await node.GetRequiredService<PlanDesk>().FindAsync(first, Code, Cancel))!;

        public async Task RunAsync()
        {
            while (await node.GetRequiredService<PlanJob>().RunNextAsync(Cancel)) { }
        }

        public ValueTask DisposeAsync() => portal.DisposeAsync();
    }
}
