using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.People;

/// <summary>Closing accounts and ending sessions.</summary>
public sealed partial class PeopleDesk
{
    /// <summary>Locks the account until somebody unlocks it; its sessions end.</summary>
    /// <param name="reason">Kept with the event; compulsory.</param>
    /// <exception cref="RuleViolationException">Nobody there, oneself, the last system administrator, or no reason.</exception>
    public Task LockAsync(Guid byId, Guid personId, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            byId,
            personId,
            async (db, _, person) =>
            {
                var why = (reason ?? "").Trim();
                if (personId == byId)
                {
                    throw new RuleViolationException("People.NotYourself");
                }

                if (why.Length is 0 or > MaxReason)
                {
                    throw why.Length == 0
                        ? new RuleViolationException("People.ReasonMissing")
                        : new RuleViolationException("People.ReasonTooLong", MaxReason);
                }

                if (await db.RolesOf(personId).ContainsAsync(Roles.SystemAdministrator, cancellationToken))
                {
                    await KeepAnAdministratorAsync(db, personId, cancellationToken);
                }

                (person.LockoutEnabled, person.LockoutEnd) = (true, ForGood);
                await sessions.EndAllAsync(db, personId, null, cancellationToken);
                Note(db, person, byId, AccountEventKind.Closed, new { reason = why });
                letters.Add(db, AccountLetter.Closed(person, Now));
            },
            cancellationToken
        );

    /// <summary>Unlocks the account, also from a lock by wrong passwords.</summary>
    /// <exception cref="RuleViolationException">Nobody there.</exception>
    public Task UnlockAsync(Guid byId, Guid personId, CancellationToken cancellationToken) =>
        ChangeAsync(
            byId,
            personId,
            (db, _, person) =>
            {
                person.LockoutEnd = null;
                (person.AccessFailedCount, person.LockCount) = (0, 0);
                Note(db, person, byId, AccountEventKind.Reopened, null);
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>Takes away the second factor of a person who has lost it: app, recovery codes, passkeys. The sessions end.</summary>
    /// <exception cref="RuleViolationException">Nobody there, or oneself.</exception>
    public Task ForgetSecondFactorAsync(Guid byId, Guid personId, CancellationToken cancellationToken) =>
        ChangeAsync(
            byId,
            personId,
            async (db, _, person) =>
            {
                if (personId == byId)
                {
                    throw new RuleViolationException("People.NotYourself");
                }

                await SecondFactorReset.RunAsync(db, person, cancellationToken);
                await sessions.EndAllAsync(db, personId, null, cancellationToken);
                Note(db, person, byId, AccountEventKind.SecondFactorOff, null);
                letters.Add(db, AccountLetter.SignInChanged(person, AccountEventKind.SecondFactorOff, Now));
            },
            cancellationToken
        );

    /// <summary>Ends every session of the person, on every device.</summary>
    /// <exception cref="RuleViolationException">Nobody there.</exception>
    public Task EndSessionsAsync(Guid byId, Guid personId, CancellationToken cancellationToken) =>
        ChangeAsync(
            byId,
            personId,
            async (db, _, person) =>
            {
                await sessions.EndAllAsync(db, personId, null, cancellationToken);
                Note(db, person, byId, AccountEventKind.SignedOutEverywhere, null);
            },
            cancellationToken
        );
}
