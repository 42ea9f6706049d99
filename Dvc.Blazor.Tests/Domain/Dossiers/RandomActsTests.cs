using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

/// <summary>Random acts by random people, allowed or not, against a small model of what has to hold after each.</summary>
public sealed class RandomActsTests
{
    private const int Acts = 60;

    private static readonly DossierClock Clock = new(
        new ProcessingClock(new WorkingCalendar([]), VietnamTime.Zone),
        new TimeLimit(TimeUnit.WorkingDay, 10)
    );

    [Fact]
    public void AnySequenceOfActs_KeepsTheLawOfTheDossier()
    {
        HashSet<(DossierStatus, DossierStatus)> moves = [];
        HashSet<DossierAct> done = [];
        for (var seed = 0; seed < 1000; seed++)
        {
            var walk = new Walk(seed);
            for (var i = 0; i < Acts; i++)
            {
                walk.Next();
            }

            walk.End();
            moves.UnionWith(walk.Moves);
            done.UnionWith(walk.Done);
        }

        // The walks are worth something: every act was done, and supplements were asked from each status that allows it.
        Assert.Equal(Enum.GetValues<DossierAct>().Order(), done.Order());
        Assert.Superset(
            new HashSet<(DossierStatus, DossierStatus)>(
                from status in new[] { DossierStatus.Submitted, DossierStatus.Accepted, DossierStatus.InProgress }
                select (status, DossierStatus.AwaitingSupplement)
            ),
            moves
        );
        Assert.All(moves, move => Assert.True(move.Item1 == move.Item2 || move.Item1.CanBecome(move.Item2), move.ToString()));
    }

    private sealed class Walk
    {
        private static readonly Actor Applicant = new(Guid.NewGuid(), "Rơ Châm H’Yên", ActorKind.Applicant);
        private static readonly Actor[] Officers = [.. Enumerable.Range(0, 3).Select(i => Samples.Officer($"Cán bộ {i}"))];
        private readonly Random _random;
        private readonly Dossier _dossier;
        private readonly List<ClockPause> _pauses = [];
        private readonly List<(string Kind, Action Act)> _acts;
        private DateTime _now = Samples.Morning;

        public Walk(int seed)
        {
            _random = new Random(seed);
            _dossier = Samples.Dossier(lettersToApprove: (LetterForms)(_random.Next(16) << 2));
            _dossier.TakeEvents();
            _acts = [.. Enum.GetValues<DossierAct>().Select(act => (act.ToString(), (Action)(() => Carry(act)))), .. OthersActs()];
        }

        public HashSet<(DossierStatus, DossierStatus)> Moves { get; } = [];

        public HashSet<DossierAct> Done { get; } = [];

        private Actor Officer => Officers[_random.Next(Officers.Length)];

        public void Next()
        {
            _now = _now.AddMinutes(_random.Next(1, 3000));
            var (kind, act) = _acts[_random.Next(_acts.Count)];
            var before = (_dossier.Status, _dossier.TrailHead, _dossier.StepCount, _dossier.DueAt, _dossier.Supplements.Count);
            var (overdue, letters) = (_dossier.OverdueAct(_now), _dossier.Letters);
            try
            {
                act();
                // The portal ends a dossier only whose applicant has let the time pass.
                Assert.True(kind is not ("close" or "steal") || (overdue is not null && _dossier.IsClosed), kind);
                Moves.Add((before.Status, _dossier.Status));
                if (Enum.TryParse<DossierAct>(kind, out var known))
                {
                    Done.Add(known);
                    Assert.True(ActRights.From(known).Contains(before.Status), $"{kind} from {before.Status}");
                }
            }
            catch (RuleViolationException)
            {
                var after = (_dossier.Status, _dossier.TrailHead, _dossier.StepCount, _dossier.DueAt, _dossier.Supplements.Count);
                Assert.Equal(before, after);
                Assert.Empty(_dossier.TakeEvents());
                Assert.Equal(letters, _dossier.Letters);
            }

            Check();
        }

        public void End() => Assert.True(AuditEvent.IsIntact(_dossier.Trail));

        private void Check()
        {
            _dossier.TakeEvents();
            Assert.Equal(_dossier.TrailLength, _dossier.Trail.Count);
            Assert.Equal(Enumerable.Range(1, _dossier.StepCount), _dossier.Steps.Select(s => s.Ordinal));
            Assert.All(_dossier.Steps.Zip(_dossier.Steps.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            Assert.Equal(_dossier.IsClockStopped, _dossier.Stops.Any(s => s.To is null));
            Assert.True(_dossier.Supplements.Count(s => s.State is SupplementState.Sent or SupplementState.Answered) <= 1);
            Assert.Equal(_dossier.HasSupplementDraft, _dossier.Supplements.Any(s => s.State == SupplementState.Drafted));
            Assert.Equal(_dossier.Status == DossierStatus.AwaitingPayment, _dossier.Obligations.Any(o => o.IsOpen) && !IsWaitingToWithdraw);
            Assert.Equal(_dossier.OpenOpinions, _dossier.Opinions.Count(o => o.IsOpen));
            Assert.Equal(_dossier.OpenSubtasks, _dossier.Subtasks.Count(s => s.IsOpen));
            Assert.True(_dossier.OpenSubtasks == 0 || _dossier is { IsClosed: false, ApprovalLevel: 0, CompletedAt: null });
            Assert.True(_dossier.ApprovalLevel == 0 || _dossier.Status == DossierStatus.InProgress);
            Assert.Equal(_dossier.IsOpen, !_dossier.Status.IsClosed() || (IsWaitingToWithdraw && _dossier.WithdrawnAt is null));
            CheckLetters();
            CheckClock();
            CheckNextStep();
        }

        // One of a kind is prepared, for a dossier that runs; what had to be approved was approved by somebody else than drafted it.
        private void CheckLetters()
        {
            var open = _dossier.Letters.Where(l => l.IsOpen).ToList();
            Assert.Equal(open.Count, open.DistinctBy(l => l.Kind).Count());
            Assert.Equal(_dossier.OpenLetters, LetterFormsOf.Numbers(open.Select(l => (int)l.Kind)));
            Assert.Equal(_dossier.IsLetterBeforeLeader, open.Any(l => l.State == LetterState.Submitted));
            Assert.True(open.Count == 0 || !_dossier.IsClosed);
            var issued = _dossier.Letters.Where(l => !l.IsOpen).ToList();
            Assert.Equal(issued.Count, issued.DistinctBy(l => l.Number).Count());
            foreach (
                var letter in issued.Where(l =>
                    l.Kind != OfficeLetterKind.SupplementRequest || !l.Number!.EndsWith("-1", StringComparison.Ordinal)
                )
            )
            {
                Assert.True(letter.ApprovedBy is not null || !_dossier.LettersToApprove.HasFlag(letter.Kind.Form()), letter.Number);
                Assert.True(letter.ApprovedBy is null || letter.ApprovedBy != letter.DraftedBy, letter.Number);
            }

            Assert.Equal(_dossier.ExtendedAt is not null, issued.Any(l => l.Kind == OfficeLetterKind.Apology && l.DueNow > l.DueBefore));
        }

        private bool IsWaitingToWithdraw => _dossier is { Status: DossierStatus.WithdrawalRequested };

        // Reckoned anew from the acceptance and the times it stood still.
        private void CheckClock()
        {
            if (_dossier.AcceptedAt is not { } accepted || _dossier.IsClockStopped)
            {
                return;
            }

            var pauses = _dossier.Stops.Select(s => new ClockPause(s.From, s.To, s.Rule)).ToList();
            Assert.Equal(
                Clock.Clock.DueFor(accepted, Clock.Limit!, pauses, _dossier.ExtendedBy is { } more ? [more] : []).DueAt,
                _dossier.DueAt
            );
            Assert.Equal(Clock.Clock.DueFor(accepted, Clock.Limit!, pauses).DueAt, _dossier.DueOriginal);
        }

        private void CheckNextStep()
        {
            var next = NextStep.Of(_dossier.Position(Clock.Clock));
            Assert.Equal(_dossier.IsClosed, next.Who == NextActor.Nobody);
            Assert.NotEqual(default, next.AtUtc);
            Assert.True(next.Who is NextActor.Applicant or NextActor.Nobody || next.AgencyId is { Length: > 0 });
        }

        private void Carry(DossierAct act)
        {
            var (by, words) = (Officer, _random.Next(8) == 0 ? " " : "Lý do.");
            switch (act)
            {
                case DossierAct.Accept:
                    _dossier.Accept(by, Clock.DueFor(_now, [], null)!.DueAt, _now, _random.Next(1, 3), _random.Next(2) == 0);
                    break;
                case DossierAct.Refuse:
                    _dossier.Refuse(by, Approved(OfficeLetterKind.Refusal, words), _now);
                    break;
                case DossierAct.RequestSupplement:
                    _dossier.RequestSupplement(by, Demand(), Clock, _now);
                    break;
                case DossierAct.DraftSupplement:
                    _dossier.DraftSupplement(by, Demand(), _now);
                    break;
                case DossierAct.TakeSupplement:
                    _dossier.TakeSupplement(by, Clock, _now);
                    break;
                case DossierAct.Forward:
                    _dossier.Forward(
                        by,
                        new ForwardTarget($"phong-{_random.Next(3)}", _random.Next(2) == 0 ? by.UserId : null, by.Name),
                        _now
                    );
                    break;
                case DossierAct.TakeBack:
                    _dossier.TakeBack(by, _now);
                    break;
                case DossierAct.RequestPayment:
                    _dossier.RequestPayment(by, new PaymentDemand(words, _random.Next(-1, 3) * 1000, _now.AddDays(10)), _now);
                    break;
                case DossierAct.ConfirmPayment:
                    _dossier.ConfirmPayment(by, words, Clock, _now);
                    break;
                case DossierAct.CancelPayment:
                    _dossier.CancelPayment(by, words, Clock, _now);
                    break;
                case DossierAct.AskOpinion:
                    _dossier.AskOpinion(by, new OpinionQuestion($"co-quan-{_random.Next(2)}", words, _now.AddDays(3), false), _now);
                    break;
                case DossierAct.SubmitForApproval:
                    _dossier.SubmitForApproval(by, ResultKind.Granted, words, _now);
                    break;
                case DossierAct.Approve:
                    _dossier.Approve(by, words, _now);
                    break;
                case DossierAct.SendBack:
                    _dossier.SendBack(by, words, _now);
                    break;
                case DossierAct.Extend:
                    _dossier.Extend(
                        by,
                        Approved(OfficeLetterKind.Apology, words),
                        _dossier.LetterOf(OfficeLetterKind.Apology)?.Units ?? _random.Next(0, 6),
                        Clock,
                        _now
                    );
                    break;
                case DossierAct.Discontinue:
                    _dossier.Discontinue(by, Approved(OfficeLetterKind.Discontinuation, words), _now);
                    break;
                case DossierAct.Resume:
                    _dossier.Resume(by, words, Clock, _now);
                    break;
                case DossierAct.GrantWithdrawal:
                    _dossier.GrantWithdrawal(by, _now);
                    break;
                case DossierAct.DeclineWithdrawal:
                    _dossier.DeclineWithdrawal(by, words, Clock, _now);
                    break;
                case DossierAct.Complete:
                    _dossier.Complete(by, _now);
                    break;
                case DossierAct.ReturnResult:
                    _dossier.ReturnResult(by, new ResultReturnDetails(ResultDelivery.OneStop, words), ["UQ"], _now);
                    break;
                case DossierAct.GiveSubtasks:
                    _dossier.GiveSubtasks(by, [Order(words), Order("Đo đạc")], Clock, _now);
                    break;
                case DossierAct.ReturnAtOnce:
                    _dossier.ReturnAtOnce(
                        by,
                        new ResultReturnDetails(ResultDelivery.OneStop, "H’Yên") { ResultNumber = words },
                        ["UQ"],
                        _now
                    );
                    break;
                case DossierAct.DraftLetter:
                    _dossier.DraftLetter(by, Kind, words, _random.Next(0, 6), _now);
                    break;
                case DossierAct.SubmitLetter:
                    _dossier.SubmitLetter(by, Open(LetterState.Drafted), _now);
                    break;
                case DossierAct.ApproveLetter:
                    _dossier.ApproveLetter(by, Open(LetterState.Submitted), words, _now);
                    break;
                case DossierAct.SendBackLetter:
                    _dossier.SendBackLetter(by, Open(LetterState.Submitted), words, _now);
                    break;
                default:
                    _dossier.RecallResult(by, words, _now);
                    break;
            }
        }

        private SubtaskOrder Order(string content) =>
            new($"co-quan-{_random.Next(3)}", content, _random.Next(0, 5), WhyLater: _random.Next(2) == 0 ? "Xa." : null);

        private Guid Part => _dossier.Subtasks.FirstOrDefault(s => s.IsOpen)?.Id ?? Guid.Empty;

        private OfficeLetterKind Kind => Enum.GetValues<OfficeLetterKind>()[_random.Next(4)];

        private OfficeLetterKind Open(LetterState state) => _dossier.Letters.FirstOrDefault(l => l.State == state)?.Kind ?? Kind;

        // What was approved is issued as it was approved.
        private string Approved(OfficeLetterKind kind, string words) =>
            _dossier.LetterOf(kind) is { State: LetterState.Approved } letter && _random.Next(4) > 0 ? letter.Words : words;

        // More often than their share, so that walks come to their end.
        private IEnumerable<(string, Action)> OthersActs() =>
            [
                ("answer", Answer),
                ("answer", Answer),
                ("prove", () => _dossier.SendPaymentProof(Applicant, Scan("p"), _now)),
                ("withdraw", () => _dossier.RequestWithdrawal(Applicant, "Tôi đổi ý.", _now)),
                ("close", () => _dossier.CloseOverdue(Samples.Portal, "Quá hạn.", _now)),
                ("propose", () => _dossier.ProposeOverdue(Samples.Portal, "Quá hạn.", _now)),
                ("steal", () => _dossier.Refuse(Samples.Portal, "Cổng từ chối.", _now)),
                ("claim", () => _dossier.Claim(Officer, _now)),
                ("release", () => _dossier.Release(Officer, _now)),
                ("open", () => _dossier.OpenHandover(Officer with { AgencyId = _dossier.ProcessingAgencyId }, _now)),
                ("original", () => _dossier.CheckOriginal(Officer, "UQ", OriginalVerdict.Matches, null, _now)),
                (
                    "opinion",
                    () =>
                        _dossier.AnswerOpinion(
                            Officer,
                            _dossier.Opinions.FirstOrDefault(o => o.IsOpen)?.Id ?? Guid.Empty,
                            true,
                            "Đồng ý.",
                            _now
                        )
                ),
                ("part", () => _dossier.TakeSubtask(Officer, Part, _now)),
                ("part", () => _dossier.FinishSubtask(Officer, Part, "Xong.", null, _now)),
                ("part", () => _dossier.DeclineSubtask(Officer, Part, "Không có.", _now)),
                ("part", () => _dossier.WithdrawSubtask(Officer, Part, "Thôi.", _now)),
                ("part", () => _dossier.ChangeSubtask(Officer, Part, new SubtaskChange("Việc khác.", 2, "Đổi."), Clock, _now)),
                ("write", () => _dossier.Write(_random.Next(2) == 0 ? Applicant : Officer, "Chào.", _now)),
                ("call", () => _dossier.LogCall(Officer, true, "Đã báo.", _now)),
            ];

        private SupplementDemand Demand() =>
            new(
                "Thiếu giấy.",
                _random.Next(6) == 0 ? [] : [new(SupplementKind.Paper, "UQ", "Mờ."), new(SupplementKind.Field, "ten", "Sai.")],
                _now.AddDays(_random.Next(6) == 0 ? -1 : 15),
                _random.Next(2) == 0 ? "Lần trước sót." : null
            );

        private void Answer() =>
            _dossier.AnswerSupplement(
                Applicant,
                new SupplementAnswer(
                    "{}",
                    new string('1', 64),
                    new Dictionary<string, string?> { ["ten"] = "\"a\"" },
                    new Dictionary<string, string?> { ["ten"] = "\"b\"" },
                    _random.Next(4) == 0 ? [] : [(Guid.NewGuid(), "UQ", 0, Scan("s"))]
                ),
                _now
            );

        private static PaperFile Scan(string name) => new(new string('a', 64), $"{name}.pdf", 10, "application/pdf", 1, null);
    }
}
