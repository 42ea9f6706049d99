using System.Text.Json;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.Organisations;

/// <summary>What members do with their organisation. Whose it is goes into every query: to others it does not exist.</summary>
internal sealed class OrganisationDesk(DvcDatabase database, OrganisationInvitation invitations, AccountLetters letters, TimeProvider clock)
{
    /// <summary>Address of the page where an invitation is answered, without a slash at the start.</summary>
    public const string InvitationPath = "tai-khoan/to-chuc/loi-moi";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Sends an invitation. It is the same for an address with an account and one without: who has none is told to register first. Whoever invites
    /// learns nothing about the address.
    /// </summary>
    /// <exception cref="RuleViolationException">Not the representative.</exception>
    public Task InviteAsync(Guid userId, Guid organisationId, string email, CancellationToken cancellationToken)
    {
        // Outside the write: a key of the ring that has run out is made anew in the database.
        var path = $"{InvitationPath}?ma={Uri.EscapeDataString(invitations.Write(organisationId, email.ToUpperInvariant()))}";
        return database.WriteAsync(
            async db =>
            {
                var organisation = await OwnAsync(db, userId, organisationId, cancellationToken);
                letters.Add(db, AccountLetter.OrganisationInvitation(email, organisation.Name, path));
            },
            cancellationToken
        );
    }

    /// <summary>Name of the organisation that an invitation is for; null when this person cannot accept it.</summary>
    public async Task<string?> InvitedToAsync(Guid userId, string? text, CancellationToken cancellationToken) =>
        invitations.Read(text) is { } invitation
            ? await database.ReadAsync(
                async db =>
                    await IsForAsync(db, userId, invitation, cancellationToken)
                        ? await db
                            .Organisations.Where(o => o.Id == invitation.OrganisationId)
                            .Select(o => o.Name)
                            .SingleOrDefaultAsync(cancellationToken)
                        : null,
                cancellationToken
            )
            : null;

    /// <summary>Joins.</summary>
    /// <exception cref="RuleViolationException">The invitation has run out, was used, or is for another address.</exception>
    public Task AcceptAsync(Guid userId, string? text, CancellationToken cancellationToken)
    {
        var read = invitations.Read(text);
        return database.WriteAsync(
            async db =>
            {
                if (read is not { } invitation || !await IsForAsync(db, userId, invitation, cancellationToken))
                {
                    throw new RuleViolationException("Organisation.InvitationVoid");
                }

                db.OrganisationMembers.Add(
                    new OrganisationMember
                    {
                        OrganisationId = invitation.OrganisationId,
                        UserId = userId,
                        IsRepresentative = false,
                        JoinedAt = Now,
                    }
                );
                Note(db, userId, userId, AccountEventKind.OrganisationJoined, invitation.OrganisationId);
            },
            cancellationToken
        );
    }

    /// <summary>Lets a member go; the person loses the organisation's dossiers at once. Doing it twice is the same.</summary>
    /// <exception cref="RuleViolationException">Not the representative, or the representative itself.</exception>
    public Task RemoveAsync(Guid userId, Guid organisationId, Guid memberId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await OwnAsync(db, userId, organisationId, cancellationToken);
                await EndAsync(db, userId, organisationId, memberId, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Leaves.</summary>
    /// <exception cref="RuleViolationException">The representative has to hand over first.</exception>
    public Task LeaveAsync(Guid userId, Guid organisationId, CancellationToken cancellationToken) =>
        database.WriteAsync(db => EndAsync(db, userId, organisationId, userId, cancellationToken), cancellationToken);

    /// <summary>Makes another member the representative.</summary>
    /// <exception cref="RuleViolationException">Not the representative, or not a member.</exception>
    public Task HandOverAsync(Guid userId, Guid organisationId, Guid memberId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                await OwnAsync(db, userId, organisationId, cancellationToken);
                var next =
                    await Present(db, organisationId).SingleOrDefaultAsync(m => m.UserId == memberId, cancellationToken)
                    ?? throw new RuleViolationException("Organisation.NoSuchMember");
                (await Present(db, organisationId).SingleAsync(m => m.UserId == userId, cancellationToken)).IsRepresentative = false;
                next.IsRepresentative = true;
                Note(db, memberId, userId, AccountEventKind.OrganisationJoined, organisationId, representative: true);
            },
            cancellationToken
        );

    private static IQueryable<OrganisationMember> Present(DvcDbContext db, Guid organisationId) =>
        db.OrganisationMembers.Where(m => m.OrganisationId == organisationId && m.LeftAt == null);

    private static async Task<Organisation> OwnAsync(DvcDbContext db, Guid userId, Guid organisationId, CancellationToken cancellationToken)
    {
        var me =
            await Present(db, organisationId).SingleOrDefaultAsync(m => m.UserId == userId, cancellationToken)
            ?? throw new RuleViolationException("Organisation.NotFound");
        return me.IsRepresentative
            ? await db.Organisations.SingleAsync(o => o.Id == organisationId, cancellationToken)
            : throw new RuleViolationException("Organisation.NotRepresentative");
    }

    private async Task EndAsync(DvcDbContext db, Guid userId, Guid organisationId, Guid memberId, CancellationToken cancellationToken)
    {
        if (await Present(db, organisationId).SingleOrDefaultAsync(m => m.UserId == memberId, cancellationToken) is not { } member)
        {
            return;
        }

        if (member.IsRepresentative)
        {
            throw new RuleViolationException("Organisation.RepresentativeStays");
        }

        member.LeftAt = Now;
        Note(db, memberId, userId, AccountEventKind.OrganisationLeft, organisationId);
    }

    // An invitation counts once: whoever has joined with it or after it needs another one.
    private static Task<bool> IsForAsync(DvcDbContext db, Guid userId, Invitation invitation, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(
            u =>
                u.Id == userId
                && u.EmailConfirmed
                && u.NormalizedEmail == invitation.Email
                && !db.OrganisationMembers.Any(m =>
                    m.OrganisationId == invitation.OrganisationId
                    && m.UserId == userId
                    && (m.LeftAt == null || m.JoinedAt >= invitation.IssuedAt)
                ),
            cancellationToken
        );

    private void Note(DvcDbContext db, Guid userId, Guid by, string kind, Guid organisationId, bool representative = false) =>
        db.AccountEvents.Add(
            new AccountEvent
            {
                UserId = userId,
                ActorId = by,
                Kind = kind,
                Details = JsonSerializer.Serialize(new { organisation = organisationId, representative }),
                At = Now,
            }
        );
}
