using Dvc.Blazor.Domain.Dossiers;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

public sealed class NextStepTests
{
    private static readonly DateTime Filed = new(2025, 6, 2, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Moved = Filed.AddDays(1);
    private static readonly DateTime Due = Filed.AddDays(9);
    private static readonly DateTime Answer = Filed.AddHours(8);

    public static TheoryData<DossierStatus, NextActor, string?, NextDate, DateTime> Table =>
        new()
        {
            { DossierStatus.Draft, NextActor.Applicant, null, NextDate.Since, Moved },
            { DossierStatus.Submitted, NextActor.OneStop, "mot-cua", NextDate.By, Answer },
            { DossierStatus.Accepted, NextActor.Handling, "phong", NextDate.By, Due },
            { DossierStatus.Refused, NextActor.Nobody, null, NextDate.Ended, Moved },
            { DossierStatus.InProgress, NextActor.Handling, "phong", NextDate.By, Due },
            { DossierStatus.AwaitingSupplement, NextActor.Applicant, null, NextDate.Since, Moved },
            { DossierStatus.AwaitingPayment, NextActor.Applicant, null, NextDate.Since, Moved },
            { DossierStatus.WithdrawalRequested, NextActor.OneStop, "mot-cua", NextDate.Since, Moved },
            { DossierStatus.Discontinued, NextActor.Nobody, null, NextDate.Ended, Moved },
            { DossierStatus.Completed, NextActor.Applicant, null, NextDate.Since, Moved },
            { DossierStatus.ResultReturned, NextActor.Nobody, null, NextDate.Ended, Moved },
        };

    [Theory, MemberData(nameof(Table))]
    public void NextStep_OfEachStatus_NamesWhoAndWhen(DossierStatus status, NextActor who, string? agency, NextDate date, DateTime at) =>
        Assert.Equal(new NextStep(who, agency, date, at), NextStep.Of(At(status)));

    [Fact]
    public void NextStep_CoversEveryStatus() => Assert.Equal(Enum.GetValues<DossierStatus>(), Table.Select(row => row.Data.Item1));

    [Fact]
    public void NextStep_ResultByPost_IsUpToTheOneStop() =>
        Assert.Equal(NextActor.OneStop, NextStep.Of(At(DossierStatus.Completed) with { Delivery = ResultDelivery.Post }).Who);

    [Fact]
    public void NextStep_NoTimeLimit_StillHasADate() =>
        Assert.Equal(
            new NextStep(NextActor.Handling, "phong", NextDate.Since, Moved),
            NextStep.Of(At(DossierStatus.Accepted) with { DueAt = null })
        );

    private static DossierPosition At(DossierStatus status) =>
        new(status, Filed, Moved, Due, Answer, "mot-cua", "phong", ResultDelivery.OneStop);
}
