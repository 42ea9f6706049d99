using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Features.Authoring;
using Dvc.Blazor.Features.Authoring.Moving;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Authoring;

/// <summary>What a publication means is told before it, and becomes true after it.</summary>
public sealed class PublishingPlanTests
{
    private const string Code = MovedCrowd.Code;

    private static readonly MoveChoices AskAll = new(MoveChoice.Move, MoveChoice.AskDifference, MoveChoice.AskDifference, MoveChoice.Move);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public Task Report_IsTheEffect_OfRandomEditsOnRandomAnswers(DatabaseProvider provider) =>
        Gen.Select(Gen.Int[0, 10_000], Choices)
            .SampleAsync(
                async (seed, choices) =>
                {
                    await using var portal = await SeededPortal.CreateAsync(provider);
                    var (report, tallies, before, after) = await PublishedAsync(portal, seed, choices);

                    var expected = Enum.GetValues<MoveGroup>().Select(g => report.Of(g).Expect(choices.Of(g)));
                    Assert.Equal(expected.Where(t => t.All > 0), tallies);
                    Assert.Equal(before.Count, after.Count);
                    foreach (var (was, stands) in before.Zip(after))
                    {
                        Assert.Equal((was.Key, was.Due, was.Answers, was.Status), (stands.Key, stands.Due, stands.Answers, stands.Status));
                        Assert.Equal(stands.IsMoved ? 1 : 0, stands.Lines);
                    }

                    foreach (var group in Enum.GetValues<MoveGroup>())
                    {
                        var (own, tally) = (after.Where(s => s.Group == group).ToList(), report.Of(group).Expect(choices.Of(group)));
                        Assert.Equal(tally.Moved + tally.Asked, own.Count(s => s.IsMoved));
                        Assert.Equal(tally.Asked, own.Count(s => s.Asked.Count > 0));
                        Assert.Equal(report.Of(group).Total, own.Count);
                    }

                    Assert.DoesNotContain(after, s => s.Group is null && s.IsMoved);
                    Assert.Equal(0, await LostAsync(portal));
                    Assert.All(after.Where(s => s.Asked.Count > 0), s => Assert.Equal(s.Wanted, s.Asked));
                },
                iter: 4,
                threads: 1
            );

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task KilledInTheMiddle_AnotherNodeGoesOn_AndTheEndIsTheSame(DatabaseProvider provider)
    {
        await using var straight = await SeededPortal.CreateAsync(provider);
        await using var killed = await SeededPortal.CreateAsync(provider);
        var one = await PublishedAsync(straight, 7, AskAll);

        var other = await PublishedAsync(
            killed,
            7,
            AskAll,
            async id =>
            {
                for (var kill = 0; kill < 3; kill++)
                {
                    await KillAsync(killed, 5 + kill * 11);
                    // The dead node's lease has not run out.
                    Assert.False(await JobOf(killed.NewNode()).RunNextAsync(Cancel));
                    killed.Data.Clock.Advance(PlanTurn.Lease + TimeSpan.FromSeconds(1));
                }

                Assert.InRange(await DoneAsync(killed, id), 1, MovedCrowd.Drafts + MovedCrowd.Dossiers - 1);
                Assert.True(await JobOf(killed.NewNode()).RunNextAsync(Cancel));
            }
        );

        Assert.All<Func<MoveTally, int>>([t => t.Moved, t => t.Asked, t => t.Left], count => Assert.True(one.Tallies.Sum(count) > 0));
        Assert.Equal(one.Report.Total, other.Report.Total);
        Assert.Equal(one.Tallies, other.Tallies);
        Assert.Equal(
            one.After.Where(s => s.Group != MoveGroup.Drafts).Select(Told),
            other.After.Where(s => s.Group != MoveGroup.Drafts).Select(Told)
        );
        Assert.Equal(
            one.After.Count(s => s is { Group: MoveGroup.Drafts, IsMoved: true }),
            other.After.Count(s => s is { Group: MoveGroup.Drafts, IsMoved: true })
        );
        Assert.False(await JobOf(killed.NewNode()).RunNextAsync(Cancel));

        static string Told(Standing s) => $"{s.Key} {s.Group} {s.IsMoved} {s.Lines} {string.Join(",", s.Asked)}";
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Publish_OnlyOnAReckonedPlanOfThisVeryDraft(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var (desk, publishing, drafts) = (Desk(portal), Publishing(portal), portal.Services.GetRequiredService<AuthorDraftDesk>());
        var edits = await new MovedCrowd(portal, 3).EditAsync(admin);

        Assert.Equal("Plan.NotReckoned", await RuleOfAsync(() => publishing.PublishAsync(admin, Code, edits, AskAll, Cancel)));
        var plan = await desk.BeginAsync(admin, Code, Cancel);
        Assert.Equal(plan, await desk.BeginAsync(admin, Code, Cancel));
        Assert.Equal("Plan.NotReckoned", await RuleOfAsync(() => publishing.PublishAsync(admin, Code, edits, AskAll, Cancel)));
        await RunAsync(portal);
        var no = AskAll with { Drafts = MoveChoice.AskDifference };
        Assert.Equal("Plan.NoSuchChoice", await RuleOfAsync(() => publishing.PublishAsync(admin, Code, edits, no, Cancel)));
        var draft = (await drafts.FindAsync(admin, Code, Cancel))!;
        edits = await drafts.SaveAsync(admin, Code, edits, draft.Content with { Name = "Tên khác" }, Cancel);
        Assert.Equal("Plan.DraftChanged", await RuleOfAsync(() => publishing.PublishAsync(admin, Code, edits, AskAll, Cancel)));
        Assert.Null((await desk.FindAsync(admin, Code, Cancel))!.Plan);

        await desk.BeginAsync(admin, Code, Cancel);
        await RunAsync(portal);
        await publishing.PublishAsync(admin, Code, edits, AskAll, Cancel);

        Assert.Equal(PlanState.Moving, (await desk.FindAsync(admin, Code, Cancel))!.Plan!.State);
        await RunAsync(portal);
        Assert.Equal(PlanState.Done, (await desk.FindAsync(admin, Code, Cancel))!.Plan!.State);
        Assert.Null(await desk.FindAsync(await portal.UserAsync(Cast.IntakeOfficer), Code, Cancel));
        Assert.Equal(
            "Authoring.NotFound",
            await RuleOfAsync(async () => await desk.BeginAsync(await portal.UserAsync(Cast.IntakeOfficer), Code, Cancel))
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Scheduled_MovesWhenItsTimeHasCome_AndTakenBackIsDecidedAnew(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var publishing = Publishing(portal);
        var crowd = new MovedCrowd(portal, 5);
        await crowd.StoreAsync();
        var edits = await crowd.EditAsync(admin);
        await Desk(portal).BeginAsync(admin, Code, Cancel);
        await RunAsync(portal);
        var at = portal.Data.Clock.GetUtcNow().UtcDateTime.AddHours(1);

        await publishing.ScheduleAsync(admin, Code, edits, at, AskAll, Cancel);
        Assert.False(await JobOf(portal.Services).RunNextAsync(Cancel));
        await publishing.UnscheduleAsync(admin, Code, Cancel);
        Assert.Equal(PlanState.Reckoned, (await Desk(portal).FindAsync(admin, Code, Cancel))!.Plan!.State);
        await publishing.ScheduleAsync(admin, Code, edits + 2, at, AskAll, Cancel);
        portal.Data.Clock.Advance(TimeSpan.FromHours(2));
        await publishing.PublishDueAsync(Cancel);
        await RunAsync(portal);

        var view = (await Desk(portal).FindAsync(admin, Code, Cancel))!;
        Assert.Equal(PlanState.Done, view.Plan!.State);
        Assert.True(view.Tallies.Sum(t => t.Moved + t.Asked) > 0);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task NothingThatMatters_IsTold_AndEverybodyMoves(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var admin = await portal.UserAsync(Cast.Administrator);
        var crowd = new MovedCrowd(portal, 11);
        await crowd.StoreAsync();
        await crowd.EditAsync(admin, isHarmless: true);
        await Desk(portal).BeginAsync(admin, Code, Cancel);

        await RunAsync(portal);

        var report = (await Desk(portal).FindAsync(admin, Code, Cancel))!.Report!;
        Assert.InRange(report.Total, 1, MovedCrowd.Drafts + MovedCrowd.Dossiers);
        Assert.All(report.Groups, group => Assert.Equal((0, 0), (group.Wanting, group.Consequences.Count)));
    }

    private static Gen<MoveChoices> Choices { get; } =
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 1])
            .Select(
                (drafts, filed, running, waiting) =>
                    new MoveChoices((MoveChoice)drafts, (MoveChoice)filed, (MoveChoice)running, (MoveChoice)waiting)
            );

    private static async Task<(
        ImpactReport Report,
        IReadOnlyList<MoveTally> Tallies,
        List<Standing> Before,
        List<Standing> After
    )> PublishedAsync(SeededPortal portal, int seed, MoveChoices choices, Func<Guid, Task>? move = null)
    {
        var admin = await portal.UserAsync(Cast.Administrator);
        var crowd = new MovedCrowd(portal, seed);
        await crowd.StoreAsync();
        var edits = await crowd.EditAsync(admin);
        var plan = await Desk(portal).BeginAsync(admin, Code, Cancel);
        await RunAsync(portal);
        var report = (await Desk(portal).FindAsync(admin, Code, Cancel))!.Report!;
        var before = await StandingAsync(portal);

        await Publishing(portal).PublishAsync(admin, Code, edits, choices, Cancel);
        await (move is null ? RunAsync(portal) : move(plan));

        var done = (await Desk(portal).FindAsync(admin, Code, Cancel))!;
        Assert.Equal(PlanState.Done, done.Plan!.State);
        return (report, done.Tallies, before, await StandingAsync(portal));
    }

    /// <summary>One draft or dossier as the database has it.</summary>
    private sealed record Standing(
        string Key,
        MoveGroup? Group,
        bool IsMoved,
        DateTime? Due,
        string Answers,
        DossierStatus Status,
        int Lines,
        IReadOnlyList<string> Asked,
        IReadOnlyList<string> Wanted
    );

    private static Task<List<Standing>> StandingAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(
            async db =>
            {
                var first = await db.Revisions.Where(r => r.ProcedureCode == Code && r.Number == 1).Select(r => r.Id).SingleAsync(Cancel);
                var second = await db.Revisions.Where(r => r.ProcedureCode == Code && r.Number == 2).SingleAsync(Cancel);
                var drafts = await db.Drafts.Where(d => d.ProcedureCode == Code).OrderBy(d => d.Id).ToListAsync(Cancel);
                var dossiers = await db
                    .Dossiers.Include(d => d.Answers)
                    .Include(d => d.Supplements)
                        .ThenInclude(s => s.Items)
                    .Where(d => d.ProcedureCode == Code && (d.RevisionId == first || d.RevisionId == second.Id))
                    .OrderBy(d => d.Number)
                    .AsSplitQuery()
                    .ToListAsync(Cancel);
                var moved = await db.AuditEvents.Where(e => e.Kind == "RevisionMoved").Select(e => e.DossierId).ToListAsync(Cancel);
                var (old, now) = (await portal.Services.GetRequiredService<Revisions>().GetAsync(first, Cancel), Revisions.Read(second));
                return (List<Standing>)
                    [
                        .. drafts.Select(d => new Standing(
                            d.Id.ToString(),
                            MoveGroup.Drafts,
                            d.RevisionId == second.Id,
                            null,
                            "",
                            DossierStatus.Draft,
                            d.RevisionId == second.Id ? 1 : 0,
                            [],
                            []
                        )),
                        .. dossiers.Select(d => new Standing(
                            d.Number,
                            MoveRules.Movable.Contains(d.Status) ? MoveRules.GroupOf(d.Status) : null,
                            d.RevisionId == second.Id,
                            d.DueAt,
                            d.Answers.Json + d.AnswersHash,
                            d.Status,
                            moved.Count(id => id == d.Id),
                            [
                                .. d
                                    .Supplements.Where(s =>
                                        s.State == SupplementState.Drafted && s.Reason.Contains("bản 2", StringComparison.Ordinal)
                                    )
                                    .SelectMany(s => s.Items)
                                    .Select(i => i.Target)
                                    .Order(StringComparer.Ordinal),
                            ],
                            Wanted(old, now, d)
                        )),
                    ];
            },
            Cancel
        );

    // Told by the engine, by what stands in the database.
    private static List<string> Wanted(Revision old, Revision now, Dossier dossier) =>
        [
            .. Problems(now, dossier)
                .Except(Problems(old, dossier))
                .Select(problem => MovePlaces.Asked(now.Definition.Form, problem.Path))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<(string Path, string Rule)> Problems(Revision revision, Dossier dossier)
    {
        var answers = CanonicalAnswers.Reopen(revision.Definition.Form, dossier.Answers.Json);
        var state = FormEvaluator.Evaluate(revision.Form, answers, new FormContext(VietnamTime.DateOf(Samples.Morning)));
        return state
            .Fields.SelectMany(f => f.Errors)
            .Select(e => (e.Path, e.Rule))
            .Concat(state.Papers.Where(p => p.Required).Select(p => (p.Code, "paper")));
    }

    // Answers of moved drafts that their form has no place for.
    private static Task<int> LostAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(
            async db =>
            {
                var second = await db.Revisions.SingleAsync(r => r.ProcedureCode == Code && r.Number == 2, Cancel);
                var form = ProcedureDefinition.Parse(second.Content).Form;
                var answers = await db
                    .DraftAnswers.Where(a => db.Drafts.Any(d => d.Id == a.DraftId && d.RevisionId == second.Id))
                    .ToListAsync(Cancel);
                return answers.Count(a => !AnswerFit.HasPlace(form, a.Path, AnswerValue.FromJson(a.Value!)));
            },
            Cancel
        );

    private static PlanDesk Desk(SeededPortal portal) => portal.Services.GetRequiredService<PlanDesk>();

    private static PublishingDesk Publishing(SeededPortal portal) => portal.Services.GetRequiredService<PublishingDesk>();

    private static PlanJob JobOf(IServiceProvider node) => node.GetRequiredService<PlanJob>();

    private static async Task RunAsync(SeededPortal portal)
    {
        while (await JobOf(portal.Services).RunNextAsync(Cancel)) { }
    }

    private static Task<int> DoneAsync(SeededPortal portal, Guid id) =>
        portal.Data.Database.ReadAsync(db => db.PublishingPlans.Where(p => p.Id == id).Select(p => p.Done).SingleAsync(Cancel), Cancel);

    // The node is gone in the middle of a transaction, without a word: nothing is let go.
    private static async Task KillAsync(SeededPortal portal, int steps)
    {
        var node = portal.NewNode();
        var database = node.GetRequiredService<DvcDatabase>();
        using var death = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var turn = new PlanTurn(database, new DyingClock(portal.Data.Clock, death, steps));
        var plan = (await turn.TakeAsync(Cancel))!;
        var (reading, mover) = (node.GetRequiredService<MoveReading>(), node.GetRequiredService<RevisionMover>());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new PlanWork(database, reading, mover, turn, portal.Data.Clock).RunAsync(plan, death.Token)
        );
    }

    private sealed class DyingClock(TimeProvider clock, CancellationTokenSource death, int steps) : TimeProvider
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow()
        {
            if (++_asked == steps)
            {
                death.Cancel();
            }

            return clock.GetUtcNow();
        }
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
