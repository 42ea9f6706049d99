using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>What can be done to many dossiers at once.</summary>
public enum BulkAct
{
    /// <summary>Nhận việc.</summary>
    Claim,

    /// <summary>Phân công.</summary>
    Assign,

    /// <summary>Phân công tự động, each to the colleague of its step with the least open work.</summary>
    Share,

    /// <summary>Tiếp nhận.</summary>
    Accept,

    /// <summary>Chuyển xử lý, each to the division or unit that examines it.</summary>
    Forward,
}

/// <param name="Act">What is to be done.</param>
/// <param name="Numbers">To which dossiers, at most <see cref="BulkDesk.MaxItems"/>.</param>
/// <param name="OfficerId">To whom they are given; only for <see cref="BulkAct.Assign"/>.</param>
public sealed record BulkOrder(BulkAct Act, IReadOnlyList<string> Numbers, Guid? OfficerId = null);

/// <summary>What became of one dossier: done, or refused and why.</summary>
public sealed record BulkItem(string Number, RuleViolationException? Refusal);

/// <summary>Does one thing to many dossiers. Each is a transaction of its own, so one that is refused keeps none of the others back.</summary>
public sealed class BulkDesk(
    DvcDatabase database,
    Officers officers,
    WorkShare shares,
    DossierClocks clocks,
    LinkedParts linked,
    TimeProvider clock
)
{
    public const int MaxItems = 100;

    /// <summary>What would become of each dossier now; nothing is changed.</summary>
    /// <exception cref="RuleViolationException">Too many dossiers.</exception>
    public Task<IReadOnlyList<BulkItem>> TryAsync(Guid userId, BulkOrder order, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                return await EachAsync(order, number => ActAsync(db, officer, number, order, cancellationToken));
            },
            cancellationToken
        );

    /// <summary>Does it.</summary>
    /// <exception cref="RuleViolationException">Too many dossiers.</exception>
    public Task<IReadOnlyList<BulkItem>> DoAsync(Guid userId, BulkOrder order, CancellationToken cancellationToken) =>
        EachAsync(
            order,
            number =>
                database.WriteAsync(
                    async db =>
                    {
                        var officer = await officers.FindAsync(db, userId, cancellationToken);
                        await db.LockDossierAsync(number, cancellationToken);
                        await ActAsync(db, officer, number, order, cancellationToken);
                    },
                    cancellationToken
                )
        );

    private static async Task<IReadOnlyList<BulkItem>> EachAsync(BulkOrder order, Func<string, Task> act)
    {
        if (order.Numbers.Count > MaxItems)
        {
            throw new RuleViolationException("Board.TooMany", MaxItems);
        }

        var items = new List<BulkItem>();
        foreach (var number in order.Numbers.Distinct(StringComparer.Ordinal))
        {
            try
            {
                await act(number);
                items.Add(new BulkItem(number, null));
            }
            catch (RuleViolationException refusal)
            {
                items.Add(new BulkItem(number, refusal));
            }
        }

        return items;
    }

    private async Task ActAsync(DvcDbContext db, Officer? known, string number, BulkOrder order, CancellationToken cancellationToken)
    {
        var officer = known ?? throw new RuleViolationException("Dossier.NotFound");
        var dossier =
            await db
                .Dossiers.For(officer)
                .Include(d => d.Handovers.OrderByDescending(h => h.Ordinal).Take(1))
                .SingleOrDefaultAsync(d => d.Number == number, cancellationToken)
            ?? throw new RuleViolationException("Dossier.NotFound");
        var roles = officer.RolesAt(dossier);
        var now = clock.GetUtcNow().UtcDateTime;
        switch (order.Act)
        {
            case BulkAct.Accept:
                var acceptor = ActorFor(DossierAct.Accept, officer, dossier);
                var terms = await clocks.TermsAsync(dossier, now, cancellationToken);
                dossier.Accept(acceptor, terms.Due?.DueAt, now, terms.ApprovalLevels, terms.IsSameDay);
                break;
            case BulkAct.Forward:
                var by = ActorFor(DossierAct.Forward, officer, dossier);
                dossier.OpenHandover(officer.ActorWhereItLies(dossier), now);
                var target = new ForwardTarget(dossier.HandlingAgencyId ?? dossier.CompetentAgencyId);
                dossier.Forward(by, target, now, await linked.OfAsync(db, dossier, target.AgencyId, cancellationToken));
                await shares.GiveOnArrivalAsync(db, dossier, cancellationToken);
                break;
            // Who only keeps people and units in order does not work on dossiers.
            case var _ when !roles.Any(Roles.Work.Contains):
                throw new RuleViolationException("Dossier.NotYourAct");
            case BulkAct.Share:
                await shares.GiveByHandAsync(db, dossier, officer, cancellationToken);
                break;
            case BulkAct.Claim:
                dossier.Claim(officer.ActorAt(dossier), now);
                break;
            default:
                var to = order.OfficerId is { } id ? await officers.FindAsync(db, id, cancellationToken) : null;
                if (to is null || !to.RolesAt(dossier).Any(Roles.Work.Contains))
                {
                    throw new RuleViolationException("Dossier.NotAnOfficerHere");
                }

                dossier.Assign(officer.ActorAt(dossier), to.UserId, to.Name, now);
                break;
        }
    }

    private static Actor ActorFor(DossierAct act, Officer officer, Dossier dossier) =>
        ActRights.RoleUsed(act, officer.RolesAt(dossier), dossier) is { } role
            ? officer.ActorAt(dossier, role)
            : throw new RuleViolationException("Dossier.NotYourAct");
}
