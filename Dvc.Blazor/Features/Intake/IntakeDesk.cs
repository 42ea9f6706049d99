using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>An act an officer decides on, on the dossier as the officer saw it.</summary>
/// <param name="Seen">Version of the dossier on the officer's screen.</param>
/// <param name="Reason">Compulsory for a refusal.</param>
public sealed record Decision(string DossierNumber, Guid Seen, DossierAct Act, string? Reason = null);

/// <summary>What became of a decision.</summary>
public abstract record DecisionOutcome
{
    public sealed record Done : DecisionOutcome;

    /// <summary>Not done: somebody else acted first.</summary>
    /// <param name="By">Who.</param>
    /// <param name="At">UTC.</param>
    public sealed record Overtaken(string By, DateTime At, DossierStatus Status) : DecisionOutcome;
}

/// <summary>What officers do with a dossier. The right to it is part of loading: a dossier out of scope is not found.</summary>
public sealed class IntakeDesk(DvcDatabase database, Officers officers, Revisions revisions, WorkingCalendars calendars, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Appointed time if the dossier were accepted now, with its reasoning; null when the procedure names no limit.</summary>
    public async Task<Deadline?> DueIfAcceptedNowAsync(Guid revisionId, CancellationToken cancellationToken)
    {
        var revision = await revisions.GetAsync(revisionId, cancellationToken);
        var limit = TimeLimit.Of(revision.Definition.Processing, "truc_tuyen");
        return limit is null ? null : (await calendars.ClockAsync(cancellationToken)).DueFor(Now, limit);
    }

    /// <summary>Carries a decision out, once: a second officer, or a stale screen, is told who came first.</summary>
    /// <exception cref="RuleViolationException">Not the officer's dossier, not the officer's act, or a rule of the dossier.</exception>
    public Task<DecisionOutcome> DecideAsync(Guid userId, Decision decision, CancellationToken cancellationToken) =>
        database.WriteAsync(db => DecideAsync(db, userId, decision, cancellationToken), cancellationToken);

    private async Task<DecisionOutcome> DecideAsync(DvcDbContext db, Guid userId, Decision decision, CancellationToken cancellationToken)
    {
        var officer = await OfficerAsync(db, userId, cancellationToken);
        await db.LockDossierAsync(decision.DossierNumber, cancellationToken);
        var dossier =
            await db
                .Dossiers.For(officer)
                .Include(d => d.Steps.OrderByDescending(s => s.Ordinal).Take(1))
                .SingleOrDefaultAsync(d => d.Number == decision.DossierNumber, cancellationToken)
            ?? throw new RuleViolationException("Dossier.NotFound");
        if (!ActRights.May(decision.Act, officer.RolesAt(dossier)))
        {
            throw new RuleViolationException("Dossier.NotYourAct");
        }

        if (dossier.Version != decision.Seen)
        {
            return Overtaken(dossier);
        }

        await ActAsync(dossier, officer.ActorAt(dossier, ActRights.RoleFor(decision.Act).ToString()), decision, cancellationToken);
        return new DecisionOutcome.Done();
    }

    private async Task ActAsync(Dossier dossier, Actor by, Decision decision, CancellationToken cancellationToken)
    {
        var nowUtc = Now;
        switch (decision.Act)
        {
            case DossierAct.Accept:
                dossier.Accept(by, (await DueIfAcceptedNowAsync(dossier.RevisionId, cancellationToken))?.DueAt, nowUtc);
                break;
            case DossierAct.Refuse:
                dossier.Refuse(by, decision.Reason ?? "", nowUtc);
                break;
            case DossierAct.StartProcessing:
                dossier.StartProcessing(by, nowUtc);
                break;
            case DossierAct.Complete:
                dossier.Complete(by, nowUtc);
                break;
            case DossierAct.ReturnResult:
                dossier.ReturnResult(by, nowUtc);
                break;
            default:
                throw new RuleViolationException("Dossier.NotYourAct");
        }
    }

    private async Task<Officer> OfficerAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        await officers.FindAsync(db, userId, cancellationToken) ?? throw new RuleViolationException("Dossier.NotFound");

    private static DecisionOutcome.Overtaken Overtaken(Dossier dossier)
    {
        var last = dossier.Steps.MaxBy(s => s.Ordinal)!;
        return new DecisionOutcome.Overtaken(last.ActorName, last.At, dossier.Status);
    }
}
