using System.Text.Json;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>
/// Works on one plan: finds out in portions what the publication means, or moves one draft or dossier after the other, each in a transaction of its own in
/// which the plan notes how far it is. Begun again after a kill it goes on where it was.
/// </summary>
internal sealed class PlanWork(DvcDatabase database, MoveReading reading, RevisionMover mover, PlanTurn turn, TimeProvider clock)
{
    // So many dossiers with their answers are in memory at once.
    private const int Portion = 50;

    /// <summary>Works until the plan is in its next state.</summary>
    /// <exception cref="PlanLostException">The plan was dropped, or another node works on it by now.</exception>
    public async Task RunAsync(PublishingPlan plan, CancellationToken cancellationToken)
    {
        var revision = await database.ReadAsync(
            db => db.Revisions.SingleOrDefaultAsync(r => r.Id == plan.RevisionId, cancellationToken),
            cancellationToken
        );
        if (revision is null || (plan.State == PlanState.Reckoning && revision.ContentHash != plan.ContentHash))
        {
            await DropAsync(plan, cancellationToken);
            return;
        }

        if (plan.Cursor.Length == 0)
        {
            await CountAsync(plan, cancellationToken);
        }

        var target = Revisions.Read(revision);
        while (await StepAsync(plan, target, cancellationToken)) { }

        await database.WriteAsync(
            async db =>
            {
                var ended = await PlanTurn.EndAsync(db, plan, cancellationToken);
                if (plan.State == PlanState.Reckoning)
                {
                    ended.Reckoned();
                    return;
                }

                ended.Finish(Now);
                db.Note(plan.ProcedureCode, ProcedureAct.Moved, plan.ById, Now, revision.Number, Summary(plan));
            },
            cancellationToken
        );
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    // False at the end.
    private async Task<bool> StepAsync(PublishingPlan plan, Revision target, CancellationToken cancellationToken)
    {
        var portion = await database.ReadAsync(
            db => reading.NextAsync(db, plan, target.Reading, plan.Cursor, Portion, cancellationToken),
            cancellationToken
        );
        if (plan.State == PlanState.Reckoning)
        {
            await ReckonAsync(plan, portion, cancellationToken);
        }
        else
        {
            foreach (var subject in portion)
            {
                if (plan.Choices.Of(subject.Group) == MoveChoice.Stay)
                {
                    Skip(plan, subject);
                    continue;
                }

                await MoveAsync(plan, subject, target, cancellationToken);
            }

            await database.WriteAsync(db => NoteAsync(db, plan, cancellationToken), cancellationToken);
        }

        return portion.Count == Portion;
    }

    private async Task ReckonAsync(PublishingPlan plan, IReadOnlyList<MoveSubject> portion, CancellationToken cancellationToken)
    {
        var report = portion.Aggregate(PlanJson.Report(plan), (sum, subject) => sum.With(subject.Group, subject.Impact, subject.Number));
        plan.Report = JsonSerializer.Serialize(report);
        plan.Done += portion.Count;
        plan.Cursor = portion.Count == 0 ? plan.Cursor : portion[^1].Cursor;
        await database.WriteAsync(db => NoteAsync(db, plan, cancellationToken), cancellationToken);
    }

    // Noted with the next step: what is not noted is counted again.
    private static void Skip(PublishingPlan plan, MoveSubject subject)
    {
        plan.Tallies = PlanJson.With(plan.Tallies, subject.Group, MoveOutcome.Stays);
        (plan.Done, plan.Cursor) = (plan.Done + 1, subject.Cursor);
    }

    private async Task MoveAsync(PublishingPlan plan, MoveSubject subject, Revision target, CancellationToken cancellationToken)
    {
        var (tallies, done) = (plan.Tallies, plan.Done);
        await database.WriteAsync(
            async db =>
            {
                // The act may run again from its start.
                (plan.Tallies, plan.Done, plan.Cursor) = (tallies, done + 1, subject.Cursor);
                if (await mover.MoveAsync(db, plan, subject, target, cancellationToken) is var (group, outcome))
                {
                    plan.Tallies = PlanJson.With(tallies, group, outcome);
                }

                await turn.NoteAsync(db, plan, cancellationToken);
            },
            cancellationToken
        );
    }

    private Task CountAsync(PublishingPlan plan, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var drafts = await MoveReading.Drafts(db, plan).CountAsync(cancellationToken);
                plan.Total = drafts + await MoveReading.Dossiers(db, plan).CountAsync(cancellationToken);
                plan.Done = 0;
                (plan.Report, plan.Tallies) =
                    plan.State == PlanState.Reckoning ? (JsonSerializer.Serialize(new ImpactReport()), "[]") : (plan.Report, "[]");
                await turn.NoteAsync(db, plan, cancellationToken);
            },
            cancellationToken
        );

    private Task DropAsync(PublishingPlan plan, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                db.Changed.Add(plan.Id);
                await db.PublishingPlans.Where(p => p.Id == plan.Id).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );

    private async Task<bool> NoteAsync(DvcDbContext db, PublishingPlan plan, CancellationToken cancellationToken)
    {
        await turn.NoteAsync(db, plan, cancellationToken);
        return true;
    }

    private static string Summary(PublishingPlan plan)
    {
        var all = PlanJson.Tallies(plan);
        return $"{all.Sum(t => t.Moved)}/{all.Sum(t => t.Asked)}/{all.Sum(t => t.Left)}/{all.Sum(t => t.Stayed)}";
    }
}

/// <summary>What a plan keeps as JSON.</summary>
internal static class PlanJson
{
    public static ImpactReport Report(PublishingPlan plan) => JsonSerializer.Deserialize<ImpactReport>(plan.Report) ?? new ImpactReport();

    public static IReadOnlyList<MoveTally> Tallies(PublishingPlan plan) => Tallies(plan.Tallies);

    public static string With(string tallies, MoveGroup group, MoveOutcome outcome)
    {
        var all = Tallies(tallies).ToDictionary(t => t.Group);
        all[group] = (all.GetValueOrDefault(group) ?? new MoveTally { Group = group }).With(outcome);
        return JsonSerializer.Serialize(all.Values.OrderBy(t => t.Group));
    }

    private static List<MoveTally> Tallies(string json) => JsonSerializer.Deserialize<List<MoveTally>>(json) ?? [];
}
