using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>Many dossiers, many officers, chance: what the desks store agrees with a model that only knows the table of acts.</summary>
public sealed class RandomDeskTests
{
    private const int Crowd = 1000;
    private const int Turns = 1500;
    private const int Races = 500;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task RandomActsByRandomOfficers_KeepTableTrailCountersAndOutbox(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var filed = await FileAsync(portal, Crowd);
        var play = await Play.BeginAsync(portal, [.. filed.Select(d => d.Number)], new Random(20250602));

        for (var turn = 0; turn < Turns; turn++)
        {
            await play.NextAsync();
        }

        await play.EndAsync();
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoOfficersRacing_OneWinsEachTime(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var filed = await FileAsync(portal, Races);
        var (one, other) = (await portal.UserAsync(Cast.IntakeOfficer), await SecondOfficerAsync(portal));
        DecisionDesk[] nodes = [Desk(portal.Services), Desk(portal.NewNode())];

        var won = new int[2];
        foreach (var (number, version) in filed)
        {
            var outcomes = await Task.WhenAll(
                Task.Run(() => nodes[0].DecideAsync(one, new Decision(number, version, DossierAct.Accept), Cancel), Cancel),
                Task.Run(
                    () => nodes[1].DecideAsync(other, new Decision(number, version, DossierAct.Refuse, "Nộp nhầm nơi."), Cancel),
                    Cancel
                )
            );
            Assert.Single(outcomes.OfType<DecisionOutcome.Done>());
            Assert.Single(outcomes.OfType<DecisionOutcome.Overtaken>());
            won[Array.FindIndex(outcomes, o => o is DecisionOutcome.Done)]++;
        }

        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var numbers = filed.Select(f => f.Number).ToList();
        var stored = await db
            .Dossiers.Where(d => numbers.Contains(d.Number))
            .GroupBy(d => d.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, Cancel);
        Assert.Equal((won[0], won[1]), (stored.GetValueOrDefault(DossierStatus.Accepted), stored.GetValueOrDefault(DossierStatus.Refused)));
        Assert.Equal(Races, await db.Outbox.CountAsync(m => m.Kind == nameof(DossierAccepted) || m.Kind == nameof(DossierRefused), Cancel));
    }

    private static DecisionDesk Desk(IServiceProvider node) => node.GetRequiredService<DecisionDesk>();

    private static async Task<List<(string Number, Guid Version)>> FileAsync(SeededPortal portal, int count)
    {
        var revisions = await portal.Data.Database.ReadAsync(
            db =>
                db.Procedures.Where(p => p.Code == CertifiedCopy.Code || p.Code == "1.012784")
                    .Select(p => new { p.Code, Revision = p.CurrentRevisionId!.Value })
                    .OrderBy(p => p.Code)
                    .ToListAsync(Cancel),
            Cancel
        );
        var filed = Enumerable
            .Range(1, count)
            .Select(i => (Ordinal: i, Of: revisions[i % revisions.Count]))
            .Select(d => Samples.Dossier(d.Ordinal, handling: "cp-tu-phap", procedure: d.Of.Code, revision: d.Of.Revision))
            .ToList();
        await portal.Data.AddAsync([.. filed]);
        return [.. filed.Select(d => (d.Number, d.Version))];
    }

    private static async Task<Guid> SecondOfficerAsync(SeededPortal portal)
    {
        var id = await portal.UserAsync(Cast.CaseOfficer);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var role = await db.Roles.Where(r => r.Name == Roles.IntakeOfficer).Select(r => r.Id).SingleAsync(Cancel);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = id, RoleId = role });
        await db.SaveChangesAsync(Cancel);
        return id;
    }

    private sealed record Known(DossierStatus Status, Guid Version, int Steps, int Trail);

    private sealed class Play(
        SeededPortal portal,
        Random random,
        IReadOnlyList<string> filed,
        IReadOnlyList<(Guid Id, string Role)> officers
    )
    {
        // Most turns fall on a few dossiers, so that these come far.
        private const int Favoured = 40;

        private static readonly DossierAct[] Ending =
        [
            DossierAct.Refuse,
            DossierAct.Discontinue,
            DossierAct.GrantWithdrawal,
            DossierAct.Complete,
            DossierAct.GiveSubtasks,
            DossierAct.DraftLetter,
            DossierAct.SubmitLetter,
        ];

        private Dictionary<string, Known> _model = [];
        private readonly Dictionary<DossierAct, int> _done = [];

        private DateTime Now => portal.Data.Clock.GetUtcNow().UtcDateTime;

        public static async Task<Play> BeginAsync(SeededPortal portal, IReadOnlyList<string> filed, Random random)
        {
            var officers = new List<(Guid, string)>();
            foreach (
                var (email, role) in new[]
                {
                    (Cast.IntakeOfficer, "IntakeOfficer"),
                    (Cast.CaseOfficer, "CaseOfficer"),
                    (Cast.Approver, "Approver"),
                }
            )
            {
                officers.Add((await portal.UserAsync(email), role));
            }

            var play = new Play(portal, random, filed, officers);
            play._model = await play.StoredAsync(_ => true);
            return play;
        }

        public async Task NextAsync()
        {
            portal.Data.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 1200)));
            var number = filed[random.Next(10) < 9 ? random.Next(Favoured) : random.Next(filed.Count)];
            if (random.Next(5) == 0)
            {
                await OthersAsync(number);
                return;
            }

            var (officer, role) = officers[random.Next(officers.Count)];
            var before = _model[number];
            var stale = random.Next(12) == 0;
            var act = Any(before.Status, role);
            var decision = Decide(number, stale ? Guid.NewGuid() : before.Version, act);
            var rule = "";
            DecisionOutcome? outcome = null;
            try
            {
                outcome = await Desk(portal.Services).DecideAsync(officer, decision, Cancel);
            }
            catch (RuleViolationException refusal)
            {
                rule = refusal.Rule;
            }

            var after = (await StoredAsync(d => d.Number == number))[number];
            var told = $"{act} by {role} from {before.Status}: {outcome?.GetType().Name} {rule}";
            if (outcome is not DecisionOutcome.Done)
            {
                Assert.True(before == after, told);
                Assert.True(stale || outcome is null, told);
                return;
            }

            Assert.False(stale, told);
            Assert.True(ActRights.From(act).Contains(before.Status), told);
            Assert.Contains(role, ActRights.RolesFor(act).Select(r => r.ToString()));
            Assert.True(before.Status == after.Status || before.Status.CanBecome(after.Status), told);
            Assert.True(after.Version != before.Version && after.Trail > before.Trail && after.Steps >= before.Steps, told);
            _model[number] = after;
            _done[act] = _done.GetValueOrDefault(act) + 1;
        }

        public async Task EndAsync()
        {
            Assert.Equal(_model.OrderBy(m => m.Key), (await StoredAsync(_ => true)).OrderBy(m => m.Key));
            await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
            await foreach (var dossier in db.Dossiers.AsNoTracking().Include(d => d.Trail).AsAsyncEnumerable().WithCancellation(Cancel))
            {
                Assert.True(dossier.Trail.Count == dossier.TrailLength && AuditEvent.IsIntact(dossier.Trail), dossier.Number);
            }

            await CheckPartsAsync(db);
            await CheckOutboxAsync(db);
            await CheckCountersAsync();
            // The play is worth something only if it came far.
            DossierAct[] far =
            [
                DossierAct.Accept,
                DossierAct.Forward,
                DossierAct.SubmitForApproval,
                DossierAct.Approve,
                DossierAct.RequestSupplement,
                DossierAct.RequestPayment,
                DossierAct.ReturnResult,
                DossierAct.Discontinue,
                DossierAct.GiveSubtasks,
                DossierAct.ReturnAtOnce,
            ];
            Assert.Empty(far.Except(_done.Keys));
        }

        // The counts on the dossiers are those of the rows, and each part was told of when it was given.
        private static async Task CheckPartsAsync(DvcDbContext db)
        {
            var parts = await db.Subtasks.AsNoTracking().ToListAsync(Cancel);
            var counted = await db
                .Dossiers.Where(d => d.SubtaskCount > 0)
                .Select(d => new
                {
                    d.Id,
                    d.SubtaskCount,
                    d.OpenSubtasks,
                    d.SubtasksWithdrawn,
                })
                .ToListAsync(Cancel);
            Assert.Equal(
                parts
                    .GroupBy(p => p.DossierId)
                    .Select(g => (g.Key, g.Count(), g.Count(p => p.IsOpen), g.Count(p => p.State == SubtaskState.Withdrawn)))
                    .Order(),
                counted.Select(d => (d.Id, d.SubtaskCount, d.OpenSubtasks, d.SubtasksWithdrawn)).Order()
            );
            var told = await db.Outbox.CountAsync(m => m.Kind == nameof(SubtaskMoved), Cancel);
            Assert.True(told >= parts.Count + parts.Count(p => p.EndedAt is not null), $"{told} of {parts.Count}");
        }

        private async Task CheckOutboxAsync(DvcDbContext db)
        {
            var kinds = await db
                .Outbox.Where(m => db.Dossiers.Any(d => d.Id == m.DossierId && filed.Contains(d.Number)))
                .GroupBy(m => m.Kind)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, Cancel);
            Assert.Equal(
                [Crowd, Done(DossierAct.Accept), Done(DossierAct.Refuse), Done(DossierAct.RequestSupplement), Done(DossierAct.Extend)],
                new[]
                {
                    nameof(DossierSubmitted),
                    nameof(DossierAccepted),
                    nameof(DossierRefused),
                    nameof(SupplementRequested),
                    nameof(DossierExtended),
                }.Select(k => kinds.GetValueOrDefault(k))
            );
        }

        private async Task CheckCountersAsync()
        {
            var board = await portal.Services.GetRequiredService<BoardQuery>().RunAsync(officers[0].Id, new BoardFilter(), Cancel);
            Assert.False(board!.IsCountPartial);
            int Of(DossierStatus status) => _model.Values.Count(k => k.Status == status);
            Assert.Equal(
                [
                    Of(DossierStatus.Submitted),
                    Of(DossierStatus.AwaitingPayment),
                    Of(DossierStatus.Completed),
                    Of(DossierStatus.AwaitingSupplement),
                ],
                [
                    board.Counts["moi-den"],
                    board.Counts["cho-nghia-vu"],
                    board.Counts["cho-tra"],
                    board.Counts["cho-bo-sung"] + board.Counts["da-bo-sung"],
                ]
            );
        }

        private int Done(DossierAct act) => _done.GetValueOrDefault(act);

        private Task<Dictionary<string, Known>> StoredAsync(System.Linq.Expressions.Expression<Func<Dossier, bool>> which) =>
            portal.Data.Database.ReadAsync(
                db =>
                    db.Dossiers.Where(which)
                        .Select(d => new { d.Number, Known = new Known(d.Status, d.Version, d.StepCount, d.TrailLength) })
                        .ToDictionaryAsync(d => d.Number, d => d.Known, Cancel),
                Cancel
            );

        /// <summary>Mostly an act that the table offers from here to this role, sometimes any.</summary>
        private DossierAct Any(DossierStatus from, string role)
        {
            var acts = Enum.GetValues<DossierAct>();
            DossierAct[] offered =
            [
                .. acts.Where(a => ActRights.From(a).Contains(from) && ActRights.RolesFor(a).Any(r => r.ToString() == role)),
            ];
            // Acts that end a dossier or hold it up, and letters that are not given here, come seldom, so that others get their turn.
            DossierAct[] onward = random.Next(6) == 0 ? offered : [.. offered.Except(Ending)];
            var among = onward.Length == 0 || random.Next(8) == 0 ? acts : onward;
            return among[random.Next(among.Length)];
        }

        private Decision Decide(string number, Guid seen, DossierAct act) =>
            new(number, seen, act, random.Next(10) == 0 ? null : "Lý do.")
            {
                Supplement = new SupplementDemand("", [new(SupplementKind.Paper, "GT-QUANHE", "Mờ.")], Now.AddDays(20), "Lần trước sót."),
                Payment = new PaymentDemand("Lệ phí", random.Next(0, 3) * 40_000, Now.AddDays(10)),
                To = random.Next(3) == 0 ? null : new ForwardTarget(random.Next(2) == 0 ? "cp-tu-phap" : Samples.District),
                Opinion = new OpinionQuestion("cp-x-23942", "Có tranh chấp không?", Now.AddDays(3), false),
                Subtasks =
                [
                    new("cp-x-23942", "Xác minh nơi cư trú", random.Next(0, 3), WhyLater: random.Next(2) == 0 ? "Đường xa." : null),
                    new("cp-tckh", "Đối chiếu sổ thuế", 1, WhyLater: "Đường xa."),
                ],
                Extension = random.Next(0, 4),
                Return = new ResultReturnDetails(ResultDelivery.OneStop, "Rơ Châm H’Yên") { ResultNumber = "12/TL" },
            };

        private async Task OthersAsync(string number)
        {
            try
            {
                if (!await portal.Data.Database.WriteAsync(db => OthersActAsync(db, number), Cancel))
                {
                    return;
                }
            }
            catch (RuleViolationException)
            {
                return;
            }

            var after = (await StoredAsync(d => d.Number == number))[number];
            Assert.True(after.Trail > _model[number].Trail);
            _model[number] = after;
        }

        private void DoPart(Dossier dossier, Subtask part)
        {
            var there = new Actor(Guid.NewGuid(), "Siu Thơm", ActorKind.Officer, part.AgencyId);
            switch (random.Next(4))
            {
                case 0:
                    dossier.WithdrawSubtask(there, part.Id, "Không cần nữa.", Now);
                    break;
                case 1:
                    dossier.DeclineSubtask(there, part.Id, "Không có hồ sơ gốc.", Now);
                    break;
                default:
                    dossier.TakeSubtask(there, part.Id, Now);
                    dossier.FinishSubtask(there, part.Id, "Đúng.", "KQ-01", Now);
                    break;
            }
        }

        /// <summary>The applicant does what is asked, the asked agency answers; now and then somebody wants to withdraw.</summary>
        private async Task<bool> OthersActAsync(DvcDbContext db, string number)
        {
            var dossier = await db
                .Dossiers.Include(d => d.Answers)
                .Include(d => d.Documents)
                .Include(d => d.Stops)
                .Include(d => d.Supplements)
                    .ThenInclude(s => s.Items)
                .Include(d => d.Obligations)
                    .ThenInclude(o => o.Proof)
                .Include(d => d.Opinions)
                .Include(d => d.Subtasks)
                .AsSplitQuery()
                .SingleAsync(d => d.Number == number, Cancel);
            if (dossier.Opinions.FirstOrDefault(o => o.IsOpen) is { } asked)
            {
                var there = new Actor(Guid.NewGuid(), "Siu Thơm", ActorKind.Officer, asked.AgencyId);
                dossier.AnswerOpinion(there, asked.Id, true, "Không có.", Now);
                return true;
            }

            if (dossier.OpenSubtasks > 0)
            {
                foreach (var part in dossier.Subtasks.Where(s => s.IsOpen).ToList())
                {
                    DoPart(dossier, part);
                }

                return true;
            }

            var by = new Actor(dossier.OwnerId, dossier.ApplicantName, ActorKind.Applicant);
            switch (dossier.Status)
            {
                case DossierStatus.AwaitingSupplement:
                    var paper = new PaperFile(new string('a', 64), "giay.pdf", 900, "application/pdf", 1, null);
                    dossier.AnswerSupplement(
                        by,
                        new SupplementAnswer(
                            "{}",
                            new string('1', 64),
                            new Dictionary<string, string?>(),
                            new Dictionary<string, string?>(),
                            [(Guid.NewGuid(), "GT-QUANHE", 0, paper)]
                        ),
                        Now
                    );
                    break;
                case DossierStatus.AwaitingPayment:
                    dossier.SendPaymentProof(by, new PaperFile(new string('b', 64), "bien-lai.jpg", 900, "image/jpeg", 1, null), Now);
                    break;
                default:
                    if (random.Next(10) > 0)
                    {
                        return false;
                    }

                    dossier.RequestWithdrawal(by, "Đổi ý.", Now);
                    break;
            }

            return true;
        }
    }
}
