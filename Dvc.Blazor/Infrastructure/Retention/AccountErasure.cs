using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Retention;

/// <summary>A dossier as far as the erasure of an account is concerned.</summary>
/// <param name="KeptUntil">UTC, when its personal data goes; null while it runs.</param>
public sealed record KeptDossier(string Number, string ProcedureName, DateTime? KeptUntil);

/// <summary>What stands in the way of an erasure, and what outlasts it.</summary>
/// <param name="IsStaff">An officer's account is closed by an administrator, since it stands in acts of the office.</param>
/// <param name="Running">While there is one, nothing is erased: the office still has to reach the person.</param>
/// <param name="Kept">Closed dossiers, kept as long as the law wants.</param>
/// <param name="Represented">Names of organisations with other members or running dossiers that would be left without a representative.</param>
public sealed record ErasureOutlook(
    bool IsStaff,
    IReadOnlyList<KeptDossier> Running,
    IReadOnlyList<KeptDossier> Kept,
    IReadOnlyList<string> Represented
)
{
    public bool MayErase => !IsStaff && Running.Count == 0 && Represented.Count == 0;
}

/// <summary>
/// Erases an account at the wish of its person (Nghị định 13/2023/NĐ-CP, Điều 16): who it is, how to sign in, drafts with their papers. The row stays without
/// any of it, so that closed dossiers keep an owner until their own time is over.
/// </summary>
public sealed class AccountErasure(DvcDatabase database, AccountLetters letters, DossierRetention retention, TimeProvider clock)
{
    public Task<ErasureOutlook> OutlookAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => OutlookAsync(db, userId, cancellationToken), cancellationToken);

    /// <summary>Erases now.</summary>
    /// <exception cref="RuleViolationException">It may not be, see <see cref="ErasureOutlook"/>.</exception>
    public Task EraseAsync(Guid userId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                // First, since a draft that is just being filed holds this up until it is a dossier that counts below.
                await DeleteDraftsAsync(db, userId, cancellationToken);
                if (!(await OutlookAsync(db, userId, cancellationToken)).MayErase)
                {
                    throw new RuleViolationException("Account.CannotBeErased");
                }

                var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
                if (user.ErasedAt is null)
                {
                    await EraseAsync(db, user, cancellationToken);
                }
            },
            cancellationToken
        );

    private async Task EraseAsync(DvcDbContext db, DvcUser user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (user.Email is { } address)
        {
            letters.Add(db, AccountLetter.Erased(address, user.FullName, now));
        }

        await DeleteAccessAsync(db, user, cancellationToken);
        await db
            .OrganisationMembers.Where(m => m.UserId == user.Id && m.LeftAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeftAt, now), cancellationToken);
        Blank(user, now);
        foreach (var kind in new[] { AccountEventKind.ErasureAsked, AccountEventKind.Erased })
        {
            db.AccountEvents.Add(AccountEvent.By(user.Id, kind, now));
        }
    }

    private static void Blank(DvcUser user, DateTime now)
    {
        user.UserName = $"erased-{user.Id:N}";
        user.NormalizedUserName = user.UserName.ToUpperInvariant();
        (user.Email, user.NormalizedEmail, user.PhoneNumber, user.PasswordHash) = (null, null, null, null);
        (user.FullName, user.NationalId, user.NationalIdMark, user.BirthDate, user.Address) = ("", null, null, null, null);
        (user.TwoFactorEnabled, user.EmailConfirmed, user.LockoutEnabled) = (false, false, true);
        user.LockoutEnd = DateTimeOffset.MaxValue;
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        user.ErasedAt = now;
    }

    private static async Task DeleteDraftsAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var drafts = await db
            .Drafts.Where(d => d.OwnerId == userId || (d.Counter != null && d.Counter.ApplicantId == userId))
            .Select(d => d.Id)
            .ToListAsync(cancellationToken);
        await db.Drafts.Where(d => drafts.Contains(d.Id)).ExecuteDeleteAsync(cancellationToken);
        db.Changed.UnionWith(drafts);
    }

    private static async Task DeleteAccessAsync(DvcDbContext db, DvcUser user, CancellationToken cancellationToken)
    {
        await db.Sessions.Where(s => s.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.KnownDevices.Where(d => d.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.UserTokens.Where(t => t.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.UserPasskeys.Where(p => p.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.UserLogins.Where(l => l.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.UserClaims.Where(c => c.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Notifications.Where(n => n.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<NotificationChoice>().Where(c => c.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<DigestDay>().Where(d => d.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.UserRoles.Where(r => r.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.PendingRegistrations.Where(r => r.NormalizedEmail == user.NormalizedEmail).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<ErasureOutlook> OutlookAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var dossiers = await db
            .Dossiers.AsNoTracking()
            .Where(d => d.OwnerId == userId && d.ErasedAt == null)
            .OrderByDescending(d => d.SubmittedAt)
            .Select(d => new
            {
                d.Number,
                d.ProcedureName,
                d.Status,
                d.UpdatedAt,
                Years = db.Procedures.Where(p => p.Code == d.ProcedureCode).Select(p => p.RetentionYears).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var all = dossiers
            .Select(d => new KeptDossier(d.Number, d.ProcedureName, d.Status.IsClosed() ? retention.KeptUntil(d.UpdatedAt, d.Years) : null))
            .ToList();
        return new ErasureOutlook(
            await db.Postings.AnyAsync(p => p.UserId == userId, cancellationToken),
            [.. all.Where(d => d.KeptUntil is null)],
            [.. all.Where(d => d.KeptUntil is not null)],
            await RepresentedAsync(db, userId, cancellationToken)
        );
    }

    private static async Task<List<string>> RepresentedAsync(DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        var present = db.OrganisationMembers.Where(m => m.LeftAt == null);
        var organisations = await db
            .Organisations.AsNoTracking()
            .Where(o =>
                present.Any(m => m.OrganisationId == o.Id && m.UserId == userId && m.IsRepresentative)
                && !present.Any(m => m.OrganisationId == o.Id && m.UserId != userId && m.IsRepresentative)
            )
            .OrderBy(o => o.Name)
            .Select(o => new
            {
                o.Id,
                o.Name,
                HasOthers = present.Any(m => m.OrganisationId == o.Id && m.UserId != userId),
            })
            .ToListAsync(cancellationToken);
        var ids = organisations.Select(o => (Guid?)o.Id).ToList();
        var dossiers = await db
            .Dossiers.Where(d => ids.Contains(d.OrganisationId))
            .Select(d => new { d.OrganisationId, d.Status })
            .Distinct()
            .ToListAsync(cancellationToken);
        var busy = dossiers.Where(d => !d.Status.IsClosed()).Select(d => d.OrganisationId).ToHashSet();
        return [.. organisations.Where(o => o.HasOthers || busy.Contains(o.Id)).Select(o => o.Name)];
    }
}
