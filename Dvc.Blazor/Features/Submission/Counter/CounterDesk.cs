using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Web.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Submission.Counter;

/// <summary>A procedure whose dossiers the officer takes in.</summary>
/// <param name="Units">Where.</param>
public sealed record CounterProcedure(string Code, string Name, string Sector, IReadOnlyList<CounterUnit> Units);

public sealed record CounterUnit(string Id, string Name);

/// <summary>An account that was found, with just enough to see that it is the person at the counter's.</summary>
public sealed record FoundApplicant(string Name, int? BirthYear);

/// <summary>Whom the officer helps and with what. Times are UTC.</summary>
/// <param name="NationalId">Digits.</param>
/// <param name="Name">For somebody without an account; the account's name counts otherwise.</param>
public sealed record CounterStart(string ProcedureCode, string UnitId, string NationalId, string? Name, string? Phone, string? Email);

/// <summary>A draft that the officer left. Times are UTC.</summary>
public sealed record CounterDraftRow(
    Guid Id,
    string Applicant,
    string NationalId,
    string ProcedureName,
    string Step,
    DateTime BegunAt,
    DateTime SavedAt
);

/// <summary>The beginning of filing at the counter. For whoever takes no dossiers in, nothing of it exists.</summary>
public sealed class CounterDesk(
    DvcDatabase database,
    Officers officers,
    Units units,
    Revisions revisions,
    NationalIdIndex index,
    ActLimits limits,
    TimeProvider clock
)
{
    /// <summary>Most drafts that the list shows.</summary>
    public const int MaxDrafts = 50;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether the person takes dossiers in anywhere.</summary>
    public Task<bool> MayEnterAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(async db => await IntakeOfficerAsync(db, userId, cancellationToken) is not null, cancellationToken);

    /// <summary>The procedures that the officer takes dossiers of, by sector and order; null for somebody who takes none in anywhere.</summary>
    public Task<IReadOnlyList<CounterProcedure>?> ProceduresAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => ProceduresAsync(db, userId, cancellationToken), cancellationToken);

    /// <summary>What the officer has begun for others and not filed, the last one first.</summary>
    public Task<IReadOnlyList<CounterDraftRow>> DraftsAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<CounterDraftRow>>(
            async db =>
            {
                var found = await OwnDrafts
                    .Of(db, userId)
                    .Where(d => d.CounterMark != null && d.DossierId == null)
                    .OrderByDescending(d => d.UpdatedAt)
                    .Take(MaxDrafts)
                    .Join(
                        db.Procedures,
                        d => d.ProcedureCode,
                        p => p.Code,
                        (d, p) =>
                            new
                            {
                                Draft = d,
                                p.Name,
                                p.SectorCode,
                            }
                    )
                    .ToListAsync(cancellationToken);
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                return
                [
                    .. found
                        .Where(f => CounterRights.MayGoOn(officer, f.Draft, f.SectorCode))
                        .Select(f => (f.Draft, f.Name, Counter: f.Draft.Counter!))
                        .Select(f => new CounterDraftRow(
                            f.Draft.Id,
                            f.Counter.Name,
                            f.Counter.NationalId,
                            f.Name,
                            f.Draft.Step,
                            f.Draft.CreatedAt,
                            f.Draft.UpdatedAt
                        )),
                ];
            },
            cancellationToken
        );

    /// <summary>The account with exactly this identity number, or null. The person can see later who looked.</summary>
    /// <exception cref="RuleViolationException">Not an intake officer, or too often.</exception>
    public async Task<FoundApplicant?> LookUpAsync(Guid userId, string nationalId, CancellationToken cancellationToken)
    {
        await limits.RequireAsync(LimitKind.LookUp, userId, cancellationToken);
        var mark = await index.MarkAsync(nationalId, cancellationToken);
        return await database.WriteAsync(
            async db =>
            {
                if (await IntakeOfficerAsync(db, userId, cancellationToken) is null)
                {
                    throw new RuleViolationException("Counter.NotAnIntakeOfficer");
                }

                if (await AccountAsync(db, mark, cancellationToken) is not { } person)
                {
                    return null;
                }

                db.AccountEvents.Add(
                    new AccountEvent
                    {
                        UserId = person.Id,
                        ActorId = userId,
                        Kind = AccountEventKind.FoundAtCounter,
                        At = Now,
                    }
                );
                return new FoundApplicant(person.FullName, person.BirthDate?.Year);
            },
            cancellationToken
        );
    }

    /// <summary>Begins a draft for the applicant, or takes up the one that the officer began for the same applicant and procedure.</summary>
    /// <returns>Id of the draft.</returns>
    /// <exception cref="RuleViolationException">The officer takes no such dossiers in there, or helps nobody but himself.</exception>
    public async Task<Guid> BeginAsync(Guid userId, CounterStart start, CancellationToken cancellationToken)
    {
        var mark = await index.MarkAsync(start.NationalId, cancellationToken);
        try
        {
            return await database.WriteAsync(db => BeginAsync(db, userId, start, mark, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // A second click made it in the same moment; it is found now.
            return await database.WriteAsync(db => BeginAsync(db, userId, start, mark, cancellationToken), cancellationToken);
        }
    }

    private async Task<Guid> BeginAsync(DvcDbContext db, Guid userId, CounterStart start, string mark, CancellationToken cancellationToken)
    {
        var procedure = await db.Procedures.SingleOrDefaultAsync(p => p.Code == start.ProcedureCode, cancellationToken);
        var serving = (await units.ServingAsync(start.ProcedureCode, cancellationToken)).SingleOrDefault(s => s.Unit.Id == start.UnitId);
        var officer = await officers.FindAsync(db, userId, cancellationToken);
        if (
            procedure is not { IsClosed: false, CurrentRevisionId: { } revisionId }
            || serving is null
            || officer?.IntakeAt(procedure.SectorCode, serving.Receiver.Id, serving.Unit.Id) is not { AgencyId: { } place } helper
        )
        {
            throw new RuleViolationException("Counter.NotReceivedHere");
        }

        var open = await OwnDrafts
            .Of(db, userId)
            .SingleOrDefaultAsync(
                d => d.ProcedureCode == procedure.Code && d.CounterMark == mark && d.DossierId == null,
                cancellationToken
            );
        if (open is not null)
        {
            return open.Id;
        }

        var account = await AccountAsync(db, mark, cancellationToken);
        if (account?.Id == userId)
        {
            throw new RuleViolationException("Counter.NotForYourself");
        }

        var draft = New(userId, procedure.Code, revisionId, serving.Unit.Id, mark, helper.Name, place, account, start);
        db.Drafts.Add(draft);
        DraftDesk.Prefill(
            db,
            draft,
            await revisions.GetAsync(revisionId, cancellationToken),
            CounterAnswers.Known(draft.Counter!, withContact: account is null)
        );
        return draft.Id;
    }

    private Draft New(
        Guid userId,
        string procedureCode,
        Guid revisionId,
        string unitId,
        string mark,
        string helper,
        string agencyId,
        DvcUser? account,
        CounterStart start
    )
    {
        var id = Guid.CreateVersion7();
        return new Draft
        {
            Id = id,
            OwnerId = userId,
            ProcedureCode = procedureCode,
            RevisionId = revisionId,
            UnitId = unitId,
            Step = WizardSteps.Unit,
            CreatedAt = Now,
            UpdatedAt = Now,
            CounterMark = mark,
            Counter = new CounterFiling
            {
                DraftId = id,
                AgencyId = agencyId,
                HelperName = helper,
                ApplicantId = account?.Id,
                Name = account?.FullName ?? start.Name ?? throw new RuleViolationException("Counter.NameMissing"),
                NationalId = start.NationalId,
                Phone = account is null ? start.Phone : null,
                Email = account is null ? start.Email : account.Email,
            },
        };
    }

    private async Task<Officer?> IntakeOfficerAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken) =>
        await officers.FindAsync(db, userId, cancellationToken) is { } officer && officer.Roles.Contains(Roles.IntakeOfficer)
            ? officer
            : null;

    // An erased account has no mark any more.
    private static Task<DvcUser?> AccountAsync(DvcDbContext db, string mark, CancellationToken cancellationToken) =>
        db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NationalIdMark == mark && u.ErasedAt == null, cancellationToken);

    private async Task<IReadOnlyList<CounterProcedure>?> ProceduresAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        if (await IntakeOfficerAsync(db, userId, cancellationToken) is not { } officer)
        {
            return null;
        }

        var agencies = await db.Agencies.AsNoTracking().ToListAsync(cancellationToken);
        var sectors = await db.Sectors.ToDictionaryAsync(s => s.Code, cancellationToken);
        var procedures = await db
            .Procedures.AsNoTracking()
            .Include(p => p.Assignments)
            .Where(p => p.CurrentRevisionId != null && p.ClosedAt == null)
            .ToListAsync(cancellationToken);
        return
        [
            .. procedures
                .OrderBy(p => sectors[p.SectorCode].Order)
                .ThenBy(p => p.Order)
                .Select(p => new CounterProcedure(
                    p.Code,
                    p.Name,
                    sectors[p.SectorCode].Name,
                    [
                        .. ServingUnits
                            .On(units.AsOf, p.Assignments, agencies)
                            .Where(s => officer.IntakeAt(p.SectorCode, s.Receiver.Id, s.Unit.Id) is not null)
                            .Select(s => new CounterUnit(s.Unit.Id, s.Unit.Name)),
                    ]
                ))
                .Where(p => p.Units.Count > 0),
        ];
    }
}
