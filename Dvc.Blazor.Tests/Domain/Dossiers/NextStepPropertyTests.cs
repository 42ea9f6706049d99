using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

/// <summary>No dossier ever lies where nobody has to move: after any sequence of acts there is a next actor and a date.</summary>
public sealed class NextStepPropertyTests
{
    private const int Dossiers = 400;
    private const int Acts = 14;

    private static readonly ProcessingClock Calendar = new(new WorkingCalendar([]), VietnamTime.Zone);
    private static readonly DossierClock Limited = new(Calendar, new TimeLimit(TimeUnit.WorkingDay, 5));

    private static readonly IReadOnlyList<Action<Dossier, DateTime>> All =
    [
        (d, now) => d.Accept(Officer(), Limited.DueFor(now, [], null)!.DueAt, now, approvalLevels: 2),
        (d, now) => d.Accept(Officer(), null, now),
        (d, now) => d.Refuse(Officer(), "Sai", now),
        (d, now) => d.DraftSupplement(Officer(), Demand(now), now),
        (d, now) => d.RequestSupplement(Officer(), Demand(now), Limited, now),
        (d, now) => d.AnswerSupplement(Officer(), Answer, now),
        (d, now) => d.TakeSupplement(Officer(), Limited, now),
        (d, now) => d.Forward(Officer(), new ForwardTarget($"phong-{now.Hour}"), now),
        (d, now) => d.TakeBack(Officer(), now),
        (d, now) => d.OpenHandover(Officer() with { AgencyId = d.ProcessingAgencyId }, now),
        (d, now) => d.Claim(Officer(), now),
        (d, now) => d.Release(Officer(), now),
        (d, now) => d.RequestPayment(Officer(), new PaymentDemand("Phí", 1, now.AddDays(1)), now),
        (d, now) => d.SendPaymentProof(Officer(), Paper, now),
        (d, now) => d.ConfirmPayment(Officer(), null, Limited, now),
        (d, now) => d.CancelPayment(Officer(), "Thôi", Limited, now),
        (d, now) => d.AskOpinion(Officer(), new OpinionQuestion("khac", "Hỏi", now.AddDays(1), false), now),
        (d, now) => d.AnswerOpinion(Officer(), d.Opinions.FirstOrDefault(o => o.IsOpen)?.Id ?? Guid.Empty, true, "Có", now),
        (d, now) => d.SubmitForApproval(Officer(), ResultKind.Granted, "Trình", now),
        (d, now) => d.Approve(Officer(), null, now),
        (d, now) => d.SendBack(Officer(), "Xem lại", now),
        (d, now) => d.Extend(Officer(), "Đông", 2, Limited, now),
        (d, now) => d.Discontinue(Officer(), "Dừng", now),
        (d, now) => d.Resume(Officer(), "Tiếp", Limited, now),
        (d, now) => d.RequestWithdrawal(Officer(), "Rút", now),
        (d, now) => d.GrantWithdrawal(Officer(), now),
        (d, now) => d.DeclineWithdrawal(Officer(), "Không", Limited, now),
        (d, now) => d.Complete(Officer(), now),
        (d, now) => d.ReturnResult(Officer(), new ResultReturnDetails(ResultDelivery.OneStop, "H’Yên"), [], now),
        (d, now) => d.CloseOverdue(Samples.Portal, "Quá hạn", now),
        (d, now) => d.ProposeOverdue(Samples.Portal, "Quá hạn", now),
        (d, now) => d.DraftLetter(Officer(), OfficeLetterKind.Apology, "Đông", 2, now),
        (d, now) => d.SubmitLetter(Officer(), d.Letters.FirstOrDefault(l => l.IsOpen)?.Kind ?? OfficeLetterKind.Apology, now),
        (d, now) => d.ApproveLetter(Officer(), d.Letters.FirstOrDefault(l => l.IsOpen)?.Kind ?? OfficeLetterKind.Apology, null, now),
        (d, now) => d.RecallResult(Officer(), "Nhầm", now),
        (d, now) => d.Accept(Officer(), Limited.DueFor(now, [], null)!.DueAt, now, isSameDay: true),
        (d, now) => d.ReturnAtOnce(Officer(), new ResultReturnDetails(ResultDelivery.OneStop, "H’Yên") { ResultNumber = "12" }, [], now),
        (d, now) => d.GiveSubtasks(Officer(), [new("khac", "Xác minh", 1), new("khac-2", "Đo đạc", 9, WhyLater: "Xa")], Limited, now),
        (d, now) => d.TakeSubtask(Officer(), Part(d), now),
        (d, now) => d.FinishSubtask(Officer(), Part(d), "Xong", "KQ-1", now),
        (d, now) => d.DeclineSubtask(Officer(), Part(d), "Không có hồ sơ gốc", now),
        (d, now) => d.ChangeSubtask(Officer(), Part(d), new SubtaskChange("Xác minh lại", 2, "Thiếu"), Limited, now),
        (d, now) => d.WithdrawSubtask(Officer(), Part(d), "Không cần nữa", now),
    ];

    [Fact]
    public void AnySequenceOfActs_LeavesANextActorAndADate()
    {
        var reached = new HashSet<DossierStatus>();
        // Each step tries acts until one is allowed, so that long ways through the office come about.
        Gen.Int[0, All.Count - 1]
            .Array[8]
            .Array[Acts]
            .Sample(
                tries =>
                {
                    var (dossier, now) = (Samples.Dossier(), Samples.Morning);
                    AssertSomebodyMoves(dossier);
                    foreach (var choices in tries)
                    {
                        now = now.AddHours(5);
                        _ = choices.Any(choice => IsDone(dossier, All[choice], now));
                        AssertSomebodyMoves(dossier);
                        lock (reached)
                        {
                            reached.Add(dossier.Status);
                        }
                    }
                },
                iter: Dossiers,
                threads: 1
            );

        Assert.Equal(Enum.GetValues<DossierStatus>().Where(s => s != DossierStatus.Draft), reached.Order());
    }

    private static void AssertSomebodyMoves(Dossier dossier)
    {
        AssertPartsHaveSomebody(dossier);
        var next = NextStep.Of(dossier.Position(Calendar));
        Assert.NotEqual(default, next.AtUtc);
        Assert.Equal(dossier.IsClosed, next.Who == NextActor.Nobody);
        Assert.Equal(dossier.IsClosed, next.Date == NextDate.Ended);
        Assert.Equal(next.Who is NextActor.OneStop or NextActor.Handling, next.AgencyId is { Length: > 0 });
        if (dossier is { IsClockStopped: false, DueAt: not null, Status: DossierStatus.Accepted or DossierStatus.InProgress })
        {
            Assert.Equal((NextDate.By, dossier.DueAt.Value), (next.Date, next.AtUtc));
        }
    }

    // Of every open part of the work somebody is named with a date, and no dossier ends over one.
    private static void AssertPartsHaveSomebody(Dossier dossier)
    {
        foreach (var part in dossier.Subtasks)
        {
            var next = NextStep.Of(part);
            Assert.Equal(part.IsOpen, next.Who != NextActor.Nobody);
            Assert.Equal(part.IsOpen, next is { Date: NextDate.By, AgencyId.Length: > 0 });
            Assert.NotEqual(default, next.AtUtc);
            Assert.True(part.DueAt > part.GivenAt);
        }

        Assert.Equal(dossier.OpenSubtasks, dossier.Subtasks.Count(s => s.IsOpen));
        Assert.Equal(dossier.SubtasksWithdrawn, dossier.Subtasks.Count(s => s.State == SubtaskState.Withdrawn));
        Assert.Equal(dossier.SubtaskCount, dossier.Subtasks.Count);
        Assert.True(
            dossier.OpenSubtasks == 0 || !(dossier.IsClosed || dossier.Status == DossierStatus.Completed || dossier.ApprovalLevel > 0)
        );
    }

    private static Guid Part(Dossier dossier) => dossier.Subtasks.FirstOrDefault(s => s.IsOpen)?.Id ?? Guid.Empty;

    private static bool IsDone(Dossier dossier, Action<Dossier, DateTime> act, DateTime now)
    {
        var before = (dossier.TrailHead, dossier.Supplements.Count, dossier.Obligations.Count, dossier.OpenOpinions, dossier.OpenSubtasks);
        try
        {
            act(dossier, now);
            return true;
        }
        catch (RuleViolationException refusal)
        {
            // A refusal leaves no trace; else the dossier would lie in two positions at once.
            var after = (
                dossier.TrailHead,
                dossier.Supplements.Count,
                dossier.Obligations.Count,
                dossier.OpenOpinions,
                dossier.OpenSubtasks
            );
            Assert.True(before == after, $"{refusal.Rule} in {dossier.Status}, after {string.Join(' ', dossier.Steps.Select(s => s.Act))}");
            return false;
        }
    }

    private static PaperFile Paper => new(new string('a', 64), "uq.pdf", 10, "application/pdf", 1, null);

    private static SupplementAnswer Answer =>
        new(
            "{}",
            new string('1', 64),
            new Dictionary<string, string?>(),
            new Dictionary<string, string?>(),
            [(Guid.NewGuid(), "UQ", 1, Paper)]
        );

    private static SupplementDemand Demand(DateTime now) => Samples.Demand(by: now.AddDays(2), again: "Sót");

    private static Actor Officer() => Samples.Officer();
}
