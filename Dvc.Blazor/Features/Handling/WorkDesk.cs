using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Handling;

/// <summary>What officers do around a dossier without deciding on it: take it, note, call, write, compare originals, answer another agency's question, do
/// a part of the work.</summary>
public sealed class WorkDesk(
    DvcDatabase database,
    Officers officers,
    WorkShare shares,
    DossierClocks clocks,
    MessageFiles files,
    ResultFiles results,
    TimeProvider clock
)
{
    /// <summary>Takes the dossier for oneself.</summary>
    /// <exception cref="RuleViolationException">Not found, closed, or somebody else has it.</exception>
    public Task ClaimAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        DoAsync(userId, number, (dossier, by, now) => dossier.Claim(by, now), cancellationToken);

    /// <summary>Puts the dossier back for whoever takes it.</summary>
    /// <exception cref="RuleViolationException">Not found, or closed.</exception>
    public Task ReleaseAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        DoAsync(userId, number, (dossier, by, now) => dossier.Release(by, now), cancellationToken);

    /// <summary>Gives the dossier to an officer who may see it.</summary>
    /// <exception cref="RuleViolationException">Not found, closed, or the officer does not see this dossier.</exception>
    public Task AssignAsync(Guid userId, string number, Guid officerId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var (dossier, by) = await LoadAsync(db, userId, number, d => d, cancellationToken);
                var to = await officers.FindAsync(db, officerId, cancellationToken);
                if (to is null || to.RolesAt(dossier).Count == 0)
                {
                    throw new RuleViolationException("Dossier.NotAnOfficerHere");
                }

                dossier.Assign(by, to.UserId, to.Name, clock.GetUtcNow().UtcDateTime);
            },
            cancellationToken
        );

    /// <summary>Gives a dossier that nobody has to the colleague of its step with the least open work; leaders do so, where the place has it so.</summary>
    /// <exception cref="RuleViolationException">Not found, not shared out there, not a leader, closed, somebody has it, or nobody works on the step today.</exception>
    public Task ShareAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var (dossier, _) = await LoadAsync(db, userId, number, d => d, cancellationToken);
                await shares.GiveByHandAsync(db, dossier, await OfficerAsync(db, userId, cancellationToken), cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Notes something for colleagues, and has those hear of it who are mentioned.</summary>
    /// <exception cref="RuleViolationException">Not found, no words, too many, or somebody is mentioned who does not see this dossier.</exception>
    public Task NoteAsync(
        Guid userId,
        string number,
        string words,
        (SupplementKind Kind, string Target)? about,
        CancellationToken cancellationToken,
        IReadOnlyCollection<Guid>? mentioned = null
    ) =>
        database.WriteAsync(
            async db =>
            {
                var (dossier, by) = await LoadAsync(db, userId, number, d => d, cancellationToken);
                foreach (var id in mentioned ?? [])
                {
                    if (await officers.FindAsync(db, id, cancellationToken) is not { } colleague || colleague.RolesAt(dossier).Count == 0)
                    {
                        throw new RuleViolationException("Note.NotAColleagueHere");
                    }
                }

                dossier.Note(by, words, about, clock.GetUtcNow().UtcDateTime, mentioned);
            },
            cancellationToken
        );

    /// <summary>Notes a call to the applicant.</summary>
    /// <exception cref="RuleViolationException">Not found, no words, or too many.</exception>
    public Task LogCallAsync(Guid userId, string number, bool reached, string words, CancellationToken cancellationToken) =>
        DoAsync(userId, number, (dossier, by, now) => dossier.LogCall(by, reached, words, now), cancellationToken);

    /// <summary>Writes to the applicant, with the files that wait for it.</summary>
    /// <exception cref="RuleViolationException">Not found, nothing to send or too much, or a file that cannot go (yet).</exception>
    public Task WriteAsync(Guid userId, string number, string words, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var (dossier, by) = await LoadAsync(db, userId, number, d => d, cancellationToken);
                var attached = await files.TakeAsync(db, userId, dossier.Id, cancellationToken);
                dossier.Write(by, words, clock.GetUtcNow().UtcDateTime, attached);
            },
            cancellationToken
        );

    /// <summary>Takes a file back that waits to go with the officer's next message.</summary>
    /// <exception cref="RuleViolationException">Not found.</exception>
    public Task RemoveFileAsync(Guid userId, string number, Guid fileId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var (dossier, _) = await LoadAsync(db, userId, number, d => d, cancellationToken);
                await MessageFiles.RemoveAsync(db, userId, dossier.Id, fileId, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Compares an original with the file; a verdict of null takes an earlier one back.</summary>
    /// <exception cref="RuleViolationException">Not found, closed, or the note is missing.</exception>
    public Task CheckOriginalAsync(
        Guid userId,
        string number,
        string componentCode,
        OriginalVerdict? verdict,
        string? note,
        CancellationToken cancellationToken
    ) =>
        DoAsync(
            userId,
            number,
            (dossier, by, now) =>
            {
                if (verdict is { } found)
                {
                    dossier.CheckOriginal(by, componentCode, found, note, now);
                }
                else
                {
                    dossier.UncheckOriginal(by, componentCode, now);
                }
            },
            cancellationToken,
            dossiers => dossiers.Include(d => d.Originals)
        );

    /// <summary>Answers a question another agency has asked the officer's agency.</summary>
    /// <exception cref="RuleViolationException">No such question for this officer, answered before, or no words.</exception>
    public Task AnswerOpinionAsync(Guid userId, Guid requestId, bool agrees, string answer, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var officer = await OfficerAsync(db, userId, cancellationToken);
                var places = officer.Postings.Select(p => p.AgencyId).ToList();
                var asked =
                    await db
                        .Opinions.AsNoTracking()
                        .SingleOrDefaultAsync(o => o.Id == requestId && places.Contains(o.AgencyId), cancellationToken)
                    ?? throw new RuleViolationException("Opinion.NotOpen");
                var number = await db.Dossiers.Where(d => d.Id == asked.DossierId).Select(d => d.Number).SingleAsync(cancellationToken);
                await db.LockDossierAsync(number, cancellationToken);
                var dossier = await db.Dossiers.Include(d => d.Opinions).SingleAsync(d => d.Id == asked.DossierId, cancellationToken);
                var by = new Actor(officer.UserId, officer.Name, ActorKind.Officer, asked.AgencyId);
                dossier.AnswerOpinion(by, requestId, agrees, answer, clock.GetUtcNow().UtcDateTime);
            },
            cancellationToken
        );

    /// <summary>Takes a question back that is not needed any more; whoever may ask may take back.</summary>
    /// <exception cref="RuleViolationException">Not found, not the officer's act, or answered before.</exception>
    public Task WithdrawOpinionAsync(Guid userId, string number, Guid requestId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var (dossier, by) = await LoadAsync(db, userId, number, d => d.Include(x => x.Opinions), cancellationToken);
                var officer = await OfficerAsync(db, userId, cancellationToken);
                if (!ActRights.May(DossierAct.AskOpinion, officer.RolesAt(dossier), dossier))
                {
                    throw new RuleViolationException("Dossier.NotYourAct");
                }

                dossier.WithdrawOpinion(by, requestId, clock.GetUtcNow().UtcDateTime);
            },
            cancellationToken
        );

    /// <summary>Takes a part of the work that the officer's agency was given; of another level of government it is thereby received.</summary>
    /// <exception cref="RuleViolationException">No such part for this officer, not open, or somebody else has it.</exception>
    public Task TakeSubtaskAsync(Guid userId, Guid subtaskId, CancellationToken cancellationToken) =>
        AnswerAsync(
            userId,
            subtaskId,
            (_, dossier, by, now) =>
            {
                dossier.TakeSubtask(by, subtaskId, now);
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>Answers a part of the work: done with a result and the files that wait for it, or not to be done, with the reason.</summary>
    /// <exception cref="RuleViolationException">No such part for this officer, not open or not received, somebody else has it, words are missing, or a file
    /// that has no number or cannot go (yet).</exception>
    public Task EndSubtaskAsync(
        Guid userId,
        Guid subtaskId,
        bool isDone,
        string words,
        string? resultNumber,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync(
            userId,
            subtaskId,
            async (db, dossier, by, now) =>
            {
                if (isDone)
                {
                    var attached = await results.TakeAsync(db, userId, subtaskId, cancellationToken);
                    dossier.FinishSubtask(by, subtaskId, words, resultNumber, now, attached);
                }
                else
                {
                    dossier.DeclineSubtask(by, subtaskId, words, now);
                }
            },
            cancellationToken
        );

    /// <summary>Takes a file back that waits to go with the officer's result of a dossier or a part of the work.</summary>
    public Task RemoveResultFileAsync(Guid userId, Guid dossierId, Guid target, Guid fileId, CancellationToken cancellationToken) =>
        database.WriteAsync(db => ResultFiles.RemoveAsync(db, userId, target, dossierId, fileId, cancellationToken), cancellationToken);

    /// <summary>Takes a part of the work back that is not needed any more; whoever may give parts may take them back.</summary>
    /// <exception cref="RuleViolationException">Not found, not the officer's act, not open, or the reason is missing.</exception>
    public Task WithdrawSubtaskAsync(Guid userId, string number, Guid subtaskId, string reason, CancellationToken cancellationToken) =>
        LeadAsync(userId, number, (dossier, by, _, now) => dossier.WithdrawSubtask(by, subtaskId, reason, now), cancellationToken);

    /// <summary>Changes content or date of a part of the work; whoever may give parts may change them.</summary>
    /// <exception cref="RuleViolationException">Not found, not the officer's act, not open, or content, date or reason is not right.</exception>
    public Task ChangeSubtaskAsync(Guid userId, string number, Guid subtaskId, SubtaskChange change, CancellationToken cancellationToken) =>
        LeadAsync(
            userId,
            number,
            (dossier, by, ticking, now) => dossier.ChangeSubtask(by, subtaskId, change, ticking, now),
            cancellationToken
        );

    /// <summary>An officer has opened the dossier: a pending handover counts as received, and what the applicant wrote as read.</summary>
    public Task OpenAsync(Guid userId, string number, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                var officer = await OfficerAsync(db, userId, cancellationToken);
                await db.LockDossierAsync(number, cancellationToken);
                var dossier = await db
                    .Dossiers.For(officer)
                    .Where(d => d.Number == number && (d.IsHandoverPending || d.UnreadSince != null))
                    .Include(d => d.Handovers.OrderByDescending(h => h.Ordinal).Take(1))
                    .Include(d => d.Messages.Where(m => m.ReadAt == null))
                    .AsSplitQuery()
                    .SingleOrDefaultAsync(cancellationToken);
                if (dossier is not null)
                {
                    var now = clock.GetUtcNow().UtcDateTime;
                    dossier.OpenHandover(officer.ActorWhereItLies(dossier), now);
                    dossier.ReadMessages(byApplicant: false, now);
                }
            },
            cancellationToken
        );

    // Whoever works at the agency that was given the part.
    private Task AnswerAsync(
        Guid userId,
        Guid subtaskId,
        Func<DvcDbContext, Dossier, Actor, DateTime, Task> actAsync,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                var officer = await OfficerAsync(db, userId, cancellationToken);
                var given =
                    await db.Subtasks.AsNoTracking().SingleOrDefaultAsync(s => s.Id == subtaskId, cancellationToken)
                    ?? throw new RuleViolationException("Subtask.NotOpen");
                if (officer.ActorFor(given) is not { } by)
                {
                    throw new RuleViolationException("Subtask.NotOpen");
                }

                var number = await db.Dossiers.Where(d => d.Id == given.DossierId).Select(d => d.Number).SingleAsync(cancellationToken);
                await db.LockDossierAsync(number, cancellationToken);
                var dossier = await db.Dossiers.Include(d => d.Subtasks).SingleAsync(d => d.Id == given.DossierId, cancellationToken);
                await actAsync(db, dossier, by, clock.GetUtcNow().UtcDateTime);
            },
            cancellationToken
        );

    private Task LeadAsync(
        Guid userId,
        string number,
        Action<Dossier, Actor, DossierClock, DateTime> act,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async db =>
            {
                var (dossier, _) = await LoadAsync(db, userId, number, d => d.Include(x => x.Subtasks), cancellationToken);
                var officer = await OfficerAsync(db, userId, cancellationToken);
                if (ActRights.RoleUsed(DossierAct.GiveSubtasks, officer.RolesAt(dossier), dossier) is not { } role)
                {
                    throw new RuleViolationException("Dossier.NotYourAct");
                }

                var ticking = await clocks.OfAsync(dossier.TermsRevisionId, dossier.Channel, cancellationToken);
                act(dossier, officer.ActorAt(dossier, role), ticking, clock.GetUtcNow().UtcDateTime);
            },
            cancellationToken
        );

    private Task DoAsync(
        Guid userId,
        string number,
        Action<Dossier, Actor, DateTime> act,
        CancellationToken cancellationToken,
        Func<IQueryable<Dossier>, IQueryable<Dossier>>? parts = null
    ) =>
        database.WriteAsync(
            async db =>
            {
                var (dossier, by) = await LoadAsync(db, userId, number, parts ?? (d => d), cancellationToken);
                act(dossier, by, clock.GetUtcNow().UtcDateTime);
            },
            cancellationToken
        );

    private async Task<(Dossier Dossier, Actor By)> LoadAsync(
        DvcDbContext db,
        Guid userId,
        string number,
        Func<IQueryable<Dossier>, IQueryable<Dossier>> parts,
        CancellationToken cancellationToken
    )
    {
        var officer = await OfficerAsync(db, userId, cancellationToken);
        await db.LockDossierAsync(number, cancellationToken);
        var dossier =
            await parts(db.Dossiers.For(officer)).SingleOrDefaultAsync(d => d.Number == number, cancellationToken)
            ?? throw new RuleViolationException("Dossier.NotFound");
        // Who only keeps people and units in order does not work on dossiers.
        if (!officer.RolesAt(dossier).Any(Roles.Work.Contains))
        {
            throw new RuleViolationException("Dossier.NotYourAct");
        }

        return (dossier, officer.ActorAt(dossier));
    }

    private async Task<Officer> OfficerAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        await officers.FindAsync(db, userId, cancellationToken) ?? throw new RuleViolationException("Dossier.NotFound");
}
