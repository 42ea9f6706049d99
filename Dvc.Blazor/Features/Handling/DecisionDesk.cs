using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>What officers decide on a dossier. The right to it is part of loading: a dossier out of scope is not found.</summary>
public sealed class DecisionDesk(
    DvcDatabase database,
    Officers officers,
    DossierClocks clocks,
    LinkedParts linked,
    ResultFiles results,
    WorkShare shares,
    TimeProvider clock
)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Appointed time if the dossier were accepted now, with its reasoning; null when the procedure names no limit.</summary>
    public async Task<Deadline?> DueIfAcceptedNowAsync(Dossier dossier, CancellationToken cancellationToken) =>
        (await clocks.TermsAsync(dossier, Now, cancellationToken)).Due;

    /// <summary>Appointed time if an accepted dossier were given so many more units now; null without a time limit. Stops have to be loaded.</summary>
    public async Task<Deadline?> DueIfExtendedAsync(Dossier dossier, int units, CancellationToken cancellationToken) =>
        (await clocks.OfAsync(dossier.TermsRevisionId, dossier.Channel, cancellationToken)).DueFor(
            dossier.AcceptedAt!.Value,
            dossier.Stops,
            units
        );

    /// <summary>Carries a decision out, once: a second officer, or a stale screen, is told who came first.</summary>
    /// <exception cref="RuleViolationException">Not the officer's dossier, not the officer's act, or a rule of the dossier.</exception>
    public Task<DecisionOutcome> DecideAsync(Guid userId, Decision decision, CancellationToken cancellationToken) =>
        database.WriteAsync(db => DecideAsync(db, userId, decision, cancellationToken), cancellationToken);

    private async Task<DecisionOutcome> DecideAsync(DvcDbContext db, Guid userId, Decision decision, CancellationToken cancellationToken)
    {
        var officer = await officers.FindAsync(db, userId, cancellationToken) ?? throw new RuleViolationException("Dossier.NotFound");
        await db.LockDossierAsync(decision.DossierNumber, cancellationToken);
        var dossier =
            await db
                .Dossiers.For(officer)
                .WithPartsFor(decision.Act)
                .SingleOrDefaultAsync(d => d.Number == decision.DossierNumber, cancellationToken)
            ?? throw new RuleViolationException("Dossier.NotFound");
        if (
            ActRights.RoleUsed(decision.Act, officer.RolesAt(dossier), dossier) is not { } role
            || !MayWithLetter(dossier, officer, decision)
        )
        {
            throw new RuleViolationException("Dossier.NotYourAct");
        }

        if (dossier.Version != decision.Seen)
        {
            return Overtaken(dossier);
        }

        var by = officer.ActorAt(dossier, role);
        dossier.OpenHandover(officer.ActorWhereItLies(dossier), Now);
        await ActAsync(db, dossier, by, await CheckedAsync(db, dossier, decision, cancellationToken), cancellationToken);
        return new DecisionOutcome.Done();
    }

    private static bool MayWithLetter(Dossier dossier, Officer officer, Decision decision) =>
        decision.Act switch
        {
            DossierAct.DraftLetter => ActRights.Draftable(dossier, officer.RolesAt(dossier)).Contains(LetterOf(decision)),
            DossierAct.SubmitLetter => ActRights.Submittable(dossier, officer.RolesAt(dossier)).Contains(LetterOf(decision)),
            _ => true,
        };

    private async Task ActAsync(DvcDbContext db, Dossier dossier, Actor by, Decision decision, CancellationToken cancellationToken)
    {
        var (now, reason) = (Now, decision.Reason ?? "");
        var revision = await clocks.RevisionAsync(dossier.RevisionId, cancellationToken);
        var ticking = await clocks.OfAsync(dossier.TermsRevisionId, dossier.Channel, cancellationToken);
        switch (decision.Act)
        {
            case DossierAct.Accept:
                var terms = await clocks.TermsAsync(dossier, now, cancellationToken);
                dossier.Accept(by, terms.Due?.DueAt, now, terms.ApprovalLevels, terms.IsSameDay);
                break;
            case DossierAct.Refuse:
                dossier.Refuse(by, reason, now);
                break;
            case DossierAct.RequestSupplement:
                dossier.RequestSupplement(by, Given(decision.Supplement), ticking, now);
                break;
            case DossierAct.DraftSupplement:
                dossier.DraftSupplement(by, Given(decision.Supplement), now);
                break;
            case DossierAct.TakeSupplement:
                dossier.TakeSupplement(by, ticking, now);
                break;
            case DossierAct.Forward:
                var target = decision.To ?? new ForwardTarget(dossier.HandlingAgencyId ?? dossier.CompetentAgencyId, Note: reason);
                dossier.Forward(by, target, now, await linked.OfAsync(db, dossier, target.AgencyId, cancellationToken));
                await shares.GiveOnArrivalAsync(db, dossier, cancellationToken);
                break;
            case DossierAct.TakeBack:
                dossier.TakeBack(by, now);
                break;
            case DossierAct.RequestPayment:
                dossier.RequestPayment(by, Given(decision.Payment), now);
                break;
            case DossierAct.ConfirmPayment:
                dossier.ConfirmPayment(by, reason, ticking, now);
                break;
            case DossierAct.CancelPayment:
                dossier.CancelPayment(by, reason, ticking, now);
                break;
            case DossierAct.AskOpinion:
                dossier.AskOpinion(by, Given(decision.Opinion), now);
                break;
            case DossierAct.GiveSubtasks:
                dossier.GiveSubtasks(by, decision.Subtasks, ticking, now);
                break;
            case DossierAct.SubmitForApproval:
                dossier.SubmitForApproval(by, decision.Result, reason, now);
                break;
            case DossierAct.Approve:
                dossier.Approve(by, reason, now);
                break;
            case DossierAct.SendBack:
                dossier.SendBack(by, reason, now);
                break;
            case DossierAct.Extend:
                dossier.Extend(by, reason, decision.Extension, ticking, now);
                break;
            case DossierAct.Discontinue:
                dossier.Discontinue(by, reason, now);
                break;
            case DossierAct.Resume:
                dossier.Resume(by, reason, ticking, now);
                break;
            case DossierAct.GrantWithdrawal:
                dossier.GrantWithdrawal(by, now);
                break;
            case DossierAct.DeclineWithdrawal:
                dossier.DeclineWithdrawal(by, reason, ticking, now);
                break;
            case DossierAct.Complete:
                dossier.Complete(by, now);
                break;
            case DossierAct.ReturnResult:
                dossier.ReturnResult(
                    by,
                    Given(decision.Return),
                    OriginalsToCompare.Of(revision.Definition, dossier),
                    now,
                    await results.TakeAsync(db, by.UserId!.Value, dossier.Id, cancellationToken)
                );
                break;
            case DossierAct.ReturnAtOnce:
                dossier.ReturnAtOnce(
                    by,
                    Given(decision.Return),
                    OriginalsToCompare.Of(revision.Definition, dossier),
                    now,
                    await results.TakeAsync(db, by.UserId!.Value, dossier.Id, cancellationToken)
                );
                break;
            case DossierAct.RecallResult:
                dossier.RecallResult(by, reason, now);
                break;
            case DossierAct.DraftLetter:
                dossier.DraftLetter(by, LetterOf(decision), reason, decision.Extension, now);
                break;
            case DossierAct.SubmitLetter:
                dossier.SubmitLetter(by, LetterOf(decision), now);
                break;
            case DossierAct.ApproveLetter:
                dossier.ApproveLetter(by, LetterOf(decision), reason, now);
                break;
            case DossierAct.SendBackLetter:
                dossier.SendBackLetter(by, LetterOf(decision), reason, now);
                break;
            default:
                throw new RuleViolationException("Dossier.NotYourAct");
        }
    }

    // Places and people come from the screen: they have to exist, and the officer has to work at the place.
    private async Task<Decision> CheckedAsync(DvcDbContext db, Dossier dossier, Decision decision, CancellationToken cancellationToken)
    {
        if (decision.Opinion is { } opinion && !await IsAgencyAsync(db, opinion.AgencyId, cancellationToken))
        {
            throw new RuleViolationException("Opinion.OwnAgency");
        }

        decision = decision with { Subtasks = await CheckedAsync(db, dossier, decision.Subtasks, cancellationToken) };
        if (decision.To is not { } to)
        {
            return decision;
        }

        if (!await IsAgencyAsync(db, to.AgencyId, cancellationToken))
        {
            throw new RuleViolationException("Dossier.NoSuchPlace");
        }

        return to.OfficerId is { } id
            ? decision with
            {
                To = to with { OfficerName = await NameAsync(db, id, to.AgencyId, dossier.SectorCode, cancellationToken) },
            }
            : decision;
    }

    private async Task<IReadOnlyList<SubtaskOrder>> CheckedAsync(
        DvcDbContext db,
        Dossier dossier,
        IReadOnlyList<SubtaskOrder> orders,
        CancellationToken cancellationToken
    )
    {
        var known = new List<SubtaskOrder>();
        foreach (var order in orders)
        {
            var name =
                await db.Agencies.Where(a => a.Id == order.AgencyId).Select(a => a.Name).SingleOrDefaultAsync(cancellationToken)
                ?? throw new RuleViolationException("Subtask.Receiver", known.Count + 1);
            known.Add(
                order with
                {
                    AgencyName = name,
                    OfficerName = order.OfficerId is { } id
                        ? await NameAsync(db, id, order.AgencyId, dossier.SectorCode, cancellationToken)
                        : null,
                    Linked = null,
                }
            );
        }

        return known;
    }

    private static Task<bool> IsAgencyAsync(DvcDbContext db, string id, CancellationToken cancellationToken) =>
        db.Agencies.AnyAsync(a => a.Id == id, cancellationToken);

    private async Task<string> NameAsync(
        DvcDbContext db,
        Guid officerId,
        string agencyId,
        string sectorCode,
        CancellationToken cancellationToken
    )
    {
        var officer = await officers.FindAsync(db, officerId, cancellationToken);
        return
            officer is not null
            && officer.Capacities.Any(c =>
                c.Roles.Any(Roles.Work.Contains)
                && c.Postings.Any(p => p.AgencyId == agencyId && (p.SectorCode is null || p.SectorCode == sectorCode))
            )
            ? officer.Name
            : throw new RuleViolationException("Dossier.NotAnOfficerHere");
    }

    private static OfficeLetterKind LetterOf(Decision decision) => decision.Letter ?? throw new RuleViolationException("Letter.Choose");

    private static T Given<T>(T? words)
        where T : class => words ?? throw new RuleViolationException("Dossier.ReasonMissing");

    private static DecisionOutcome.Overtaken Overtaken(Dossier dossier)
    {
        var last = dossier.Steps.MaxBy(s => s.Ordinal)!;
        return new DecisionOutcome.Overtaken(last.ActorName, last.At, dossier.Status);
    }
}
