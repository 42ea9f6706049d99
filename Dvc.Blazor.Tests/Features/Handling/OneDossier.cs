using System.Text.Json.Nodes;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>One dossier of the district, and the officers at it.</summary>
internal sealed class OneDossier(SeededPortal portal, Dossier dossier) : IAsyncDisposable
{
    public Dossier Dossier { get; private set; } = dossier;

    private const string Division = "cp-tu-phap";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IServiceProvider Services => portal.Services;

    public WorkDesk Work => Services.GetRequiredService<WorkDesk>();

    public DecisionDesk Decisions => Services.GetRequiredService<DecisionDesk>();

    public void Pass(TimeSpan time) => portal.Data.Clock.Advance(time);

    public DateTime Now => portal.Data.Clock.GetUtcNow().UtcDateTime;

    /// <param name="change">What the definition of the procedure says besides.</param>
    /// <param name="answers">Canonical answers.</param>
    public static async Task<OneDossier> CreateAsync(
        DatabaseProvider provider,
        string procedure,
        Action<JsonObject>? change = null,
        string answers = "{}"
    )
    {
        var portal = await SeededPortal.CreateAsync(provider);
        var revision = await portal.Data.Database.ReadAsync(
            db => db.Procedures.Where(p => p.Code == procedure).Select(p => p.CurrentRevisionId!.Value).SingleAsync(Cancel),
            Cancel
        );
        if (change is not null)
        {
            revision = await ReviseAsync(portal, revision, change);
        }

        var dossier = Samples.Dossier(handling: Division, revision: revision, sector: "tu-phap", answers: answers);
        await portal.Data.AddAsync(dossier);
        return new OneDossier(portal, dossier);
    }

    public Task<Guid> IdAsync(string email) => portal.UserAsync(email);

    /// <summary>The officer works there only.</summary>
    public async Task PostAsync(string email, string agencyId)
    {
        var id = await IdAsync(email);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        await db.Postings.Where(p => p.UserId == id).ExecuteDeleteAsync(Cancel);
        await portal.Data.AddAsync(new OfficerPosting { UserId = id, AgencyId = agencyId });
    }

    public Task GiveAsync(string component) =>
        portal.Data.AddAsync(
            new SubmittedDocument(
                Guid.NewGuid(),
                Dossier.Id,
                component,
                1,
                new PaperFile(new string('a', 64), "giay.pdf", 900, "application/pdf", 1, null)
            )
        );

    public async Task BringToAsync(DossierStatus status, int levels)
    {
        if (status == DossierStatus.Submitted)
        {
            return;
        }

        var by = Samples.Officer(id: Guid.NewGuid());
        await ChangeAsync(d =>
        {
            d.Accept(by, Now.AddDays(10), Now, levels);
            if (status == DossierStatus.InProgress)
            {
                d.Forward(by, new ForwardTarget(Division), Now);
                d.OpenHandover(Samples.Officer("Y Phương") with { AgencyId = Division }, Now);
            }
            else if (status == DossierStatus.Completed)
            {
                d.Complete(by, Now);
            }
        });
    }

    public Task ApplicantAsync(Action<Dossier, Actor> act) =>
        ChangeAsync(d => act(d, new Actor(d.OwnerId, d.ApplicantName, ActorKind.Applicant)));

    public async Task DoneAsync(string email, DossierAct act, Func<Decision, Decision>? more = null)
    {
        await ReadAsync();
        var decision = new Decision(Dossier.Number, Dossier.Version, act);
        var outcome = await Decisions.DecideAsync(await IdAsync(email), more?.Invoke(decision) ?? decision, Cancel);
        Assert.IsType<DecisionOutcome.Done>(outcome);
        await ReadAsync();
    }

    public async Task<string> RefusedAsync(string email, DossierAct act, Func<Decision, Decision>? more = null) =>
        (await Assert.ThrowsAsync<RuleViolationException>(() => DoneAsync(email, act, more))).Rule;

    public async Task<OfficerDossier?> ViewAsync(string email) =>
        await Services.GetRequiredService<DossierQuery>().RunAsync(await IdAsync(email), Dossier.Number, Cancel);

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private static async Task<Guid> ReviseAsync(SeededPortal portal, Guid revisionId, Action<JsonObject> change)
    {
        var known = await portal.Data.Database.ReadAsync(db => db.Revisions.SingleAsync(r => r.Id == revisionId, Cancel), Cancel);
        var content = JsonNode.Parse(known.Content)!.AsObject();
        change(content);
        var next = ProcedureRevision.Draft(known.ProcedureCode, known.Number + 1, content.ToJsonString());
        next.Publish(portal.Data.Clock.GetUtcNow().UtcDateTime);
        await portal.Data.AddAsync(next);
        return next.Id;
    }

    public async Task ChangeAsync(Action<Dossier> act)
    {
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.Data.Database.WriteAsync(
            async db =>
                act(
                    await db
                        .Dossiers.Include(d => d.Answers)
                        .Include(d => d.Documents)
                        .Include(d => d.Stops)
                        .Include(d => d.Supplements)
                            .ThenInclude(s => s.Items)
                        .Include(d => d.Obligations)
                        .Include(d => d.Subtasks)
                        .AsSplitQuery()
                        .SingleAsync(d => d.Id == Dossier.Id, Cancel)
                ),
            Cancel
        );
        await ReadAsync();
    }

    public async Task ReadAsync() =>
        Dossier = await portal.Data.Database.ReadAsync(db => db.Dossiers.SingleAsync(d => d.Id == Dossier.Id, Cancel), Cancel);
}
