using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using static Dvc.Blazor.Domain.Dossiers.DossierStatus;

namespace Dvc.Blazor.Tests.Features.Intake;

/// <summary>Dossiers in every position, in and out of an officer's reach, and what lies in each queue by plain looking.</summary>
internal sealed class BoardCrowd(SeededPortal portal, Guid me)
{
    private const string Here = "gl-h-639";

    private int _running = 500;

    private DateTime Now => portal.Data.Clock.GetUtcNow().UtcDateTime;

    public async Task StoreAsync()
    {
        List<Dossier> crowd = [];
        foreach (var unit in new[] { Here, "cp-x-23971" })
        {
            crowd.AddRange([
                Made(unit),
                Made(unit, d => d.Claim(Mine, Now)),
                Made(unit, d => d.Claim(Samples.Officer(), Now)),
                Made(unit, Accepted(10)),
                Made(unit, Accepted(1), d => d.Claim(Mine, Now)),
                Made(unit, Accepted(-1)),
                Made(unit, Accepted(-4), Forwarded),
                Made(unit, Accepted(2), Forwarded),
                Made(unit, Accepted(20), Forwarded, d => d.SubmitForApproval(Samples.Officer(), ResultKind.Granted, "Trình", Now)),
                Made(unit, Asked),
                Made(unit, Asked, Answered),
                Made(unit, Accepted(9), Forwarded, Payment),
                Made(unit, Accepted(9), d => d.Complete(Samples.Officer(), Now)),
                Made(unit, d => d.RequestWithdrawal(Samples.Officer(), "Thôi", Now)),
                Made(unit, d => d.RequestWithdrawal(Samples.Officer(), "Thôi", Now), d => d.GrantWithdrawal(Samples.Officer(), Now)),
                Made(unit, d => d.Refuse(Samples.Officer(), "Sai nơi", Now)),
                Made(unit, Accepted(9), d => d.Claim(Mine, Now), d => d.Discontinue(Samples.Officer(), "Thôi", Now)),
                Made(
                    unit,
                    Accepted(30),
                    Forwarded,
                    d =>
                        d.AskOpinion(
                            new Actor(Guid.NewGuid(), "Kpă Thuyên", ActorKind.Officer, "cp-tu-phap"),
                            new OpinionQuestion(Here, "Ý kiến?", Now.AddDays(3), false),
                            Now
                        )
                ),
            ]);
        }

        await portal.Data.AddAsync([.. crowd]);
    }

    /// <summary>Each queue with the dossiers that belong into it.</summary>
    public static IEnumerable<(string Queue, List<Guid> Dossiers)> Plainly(List<Dossier> scope, List<Guid> asked, Guid me, DateTime now)
    {
        // Monday to Thursday: three working days ahead.
        var soon = now.Date.AddDays(3).AddHours(17);
        yield return ("moi-den", Those(d => d.Status == Submitted));
        yield return ("cho-bo-sung", Those(d => d.Status == AwaitingSupplement && d.SupplementAnsweredAt is null));
        yield return ("da-bo-sung", Those(d => d.Status == AwaitingSupplement && d.SupplementAnsweredAt is not null));
        yield return ("cho-nghia-vu", Those(d => d.Status == AwaitingPayment));
        yield return ("sap-den-han", Those(d => IsRunning(d) && d.DueAt >= now && d.DueAt < soon));
        yield return ("qua-han", Those(d => IsRunning(d) && d.DueAt < now));
        yield return ("cho-duyet", Those(d => d.ApprovalLevel > 0));
        yield return ("cho-tra", Those(d => d.Status == Completed));
        yield return ("xin-rut", Those(d => d is { Status: WithdrawalRequested, WithdrawnAt: null }));
        yield return ("xin-y-kien", [.. asked.Distinct()]);
        yield return ("da-xong", Those(d => d.IsClosed));
        yield return (
            "cho-toi",
            Those(d =>
                d.AssigneeId == me
                    ? !d.IsClosed && (d.Status is not (AwaitingSupplement or AwaitingPayment) || d.SupplementAnsweredAt is not null)
                    : d.AssigneeId is null
                        && (
                            d.Status is Submitted or Completed or WithdrawalRequested && !d.IsClosed
                            || d is { Status: AwaitingSupplement, SupplementAnsweredAt: not null }
                        )
            )
        );

        List<Guid> Those(Func<Dossier, bool> meant) => [.. scope.Where(meant).Select(d => d.Id)];
    }

    private Actor Mine => Samples.Officer(id: me);

    private Action<Dossier> Accepted(int days) => d => d.Accept(Samples.Officer(), Now.AddDays(days), Now.AddDays(-5));

    private void Forwarded(Dossier dossier) => dossier.Forward(Samples.Officer(), new ForwardTarget("cp-tu-phap"), Now);

    private void Asked(Dossier dossier) => dossier.RequestSupplement(Samples.Officer(), Samples.Demand(), Samples.Clock, Now.AddDays(-1));

    private void Payment(Dossier dossier) =>
        dossier.RequestPayment(Samples.Officer(), new PaymentDemand("Lệ phí", 8000, Now.AddDays(5)), Now);

    private void Answered(Dossier dossier) =>
        dossier.AnswerSupplement(
            Samples.Officer(),
            new SupplementAnswer(
                "{}",
                new string('1', 64),
                new Dictionary<string, string?>(),
                new Dictionary<string, string?>(),
                [(Guid.NewGuid(), "UQ", 1, new PaperFile(new string('a', 64), "uq.pdf", 10, "application/pdf", 1, null))]
            ),
            Now
        );

    private Dossier Made(string unit, params Action<Dossier>[] acts)
    {
        var dossier = Samples.Dossier(_running++, unit: unit, receiving: unit, competent: unit, at: Now.AddMinutes(-_running));
        foreach (var act in acts)
        {
            act(dossier);
        }

        return dossier;
    }

    private static bool IsRunning(Dossier dossier) => dossier.Status is DossierStatus.Accepted or InProgress;
}
