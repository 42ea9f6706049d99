using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

public sealed class DecisionDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Accept_SubmittedDossier_AppointsTheDueDateAndTellsTheOutbox(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = await FileAsync(portal);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);

        var outcome = await Desk(portal).DecideAsync(officer, new Decision(dossier.Number, dossier.Version, DossierAct.Accept), Cancel);

        Assert.IsType<DecisionOutcome.Done>(outcome);
        var after = await ReadAsync(portal, dossier.Number);
        Assert.Equal(DossierStatus.Accepted, after.Status);
        // Filed and accepted on Monday 2 June 2025 at 9:00, a same-day procedure with cut-off at 15:00: due when the office closes.
        Assert.Equal(new DateTime(2025, 6, 2, 10, 0, 0, DateTimeKind.Utc), after.DueAt);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(1, await db.Outbox.CountAsync(m => m.DossierId == dossier.Id && m.Kind == nameof(DossierAccepted), Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Decide_TwoOfficersRace_OneWinsAndTheOtherIsToldWho(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = await FileAsync(portal);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        DecisionDesk[] desks = [Desk(portal), portal.NewNode().GetRequiredService<DecisionDesk>()];
        Decision[] decisions =
        [
            new(dossier.Number, dossier.Version, DossierAct.Accept),
            new(dossier.Number, dossier.Version, DossierAct.Refuse, "Nộp nhầm nơi."),
        ];

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => Task.Run(() => desks[i % 2].DecideAsync(officer, decisions[i % 2], Cancel), Cancel))
        );

        Assert.Single(outcomes.OfType<DecisionOutcome.Done>());
        Assert.All(outcomes.OfType<DecisionOutcome.Overtaken>(), o => Assert.Equal("Nguyễn Thị Thu Hằng", o.By));
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(2, await db.Set<ProcessingStep>().CountAsync(s => s.DossierId == dossier.Id, Cancel));
    }

    [Theory]
    [InlineData(Cast.CaseOfficer, "Dossier.NotYourAct")]
    [InlineData(Cast.Citizen, "Dossier.NotFound")]
    [InlineData(Cast.Administrator, "Dossier.NotFound")]
    public async Task Accept_BySomebodyElse_IsRefused(string email, string rule)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var dossier = await FileAsync(portal);
        var person = await portal.UserAsync(email);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            Desk(portal).DecideAsync(person, new Decision(dossier.Number, dossier.Version, DossierAct.Accept), Cancel)
        );

        Assert.Equal(rule, refused.Rule);
    }

    private static DecisionDesk Desk(SeededPortal portal) => portal.Services.GetRequiredService<DecisionDesk>();

    private static async Task<Dossier> FileAsync(SeededPortal portal)
    {
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var hash = (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;
        var done = (SubmissionOutcome.Done)await portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel);
        return await ReadAsync(portal, done.DossierNumber);
    }

    private static Task<Dossier> ReadAsync(SeededPortal portal, string number) =>
        portal.Data.Database.ReadAsync(db => db.Dossiers.SingleAsync(d => d.Number == number, Cancel), Cancel);
}
