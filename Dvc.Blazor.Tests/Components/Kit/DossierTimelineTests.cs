using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Dossiers;
using Xunit;

namespace Dvc.Blazor.Tests.Components.Kit;

public sealed class DossierTimelineTests
{
    private static readonly DateTime At = new(2025, 6, 2, 1, 0, 0, DateTimeKind.Utc);

    public static TheoryData<DossierStatus> Statuses => [.. Enum.GetValues<DossierStatus>().Where(s => s != DossierStatus.Draft)];

    [Theory, MemberData(nameof(Statuses))]
    public void Steps_OfEachStatus_HaveAPresentAndAFutureUntilTheEnd(DossierStatus status)
    {
        var steps = new DossierTimeline(Position(status), new Dictionary<string, string>(), toApplicant: true).Steps([
            new Passage(DossierStatus.Submitted, At, null, null),
            new Passage(status, At, "A", null),
        ]);

        Assert.Equal(status.IsClosed() ? 0 : 1, steps.Count(s => s.Place == TimelinePlace.Now));
        Assert.Equal(
            status is not (DossierStatus.Refused or DossierStatus.Discontinued or DossierStatus.ResultReturned),
            steps.Any(s => s.Place == TimelinePlace.Next)
        );
    }

    [Theory, MemberData(nameof(Statuses))]
    public void NextStep_OfEachStatus_IsSaidInWords(DossierStatus status)
    {
        var names = new Dictionary<string, string> { ["mc"] = "Một cửa", ["phong"] = "Phòng Tư pháp" };

        var line = NextStepWords.Line(NextStep.Of(Position(status)), names, toApplicant: true);

        Assert.Matches(@"[0-9]{2}/[0-9]{2}/2025", line);
    }

    private static DossierPosition Position(DossierStatus status) =>
        new(status, At, At.AddHours(1), At.AddDays(3), At.AddHours(8), "mc", "phong", ResultDelivery.OneStop);
}
