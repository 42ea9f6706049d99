using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

/// <summary>The control sheet: who handed a dossier over to whom, and how each kept the time.</summary>
public sealed class ProcessingSheetTests
{
    private const string Division = "phong";

    private static readonly ProcessingClock Counting = new(new WorkingCalendar([]), VietnamTime.Zone);
    private static readonly DossierClock Clock = new(Counting, new TimeLimit(TimeUnit.WorkingDay, 5));
    private static readonly Actor Intake = new(Guid.NewGuid(), "Nguyễn Thị Thu Hằng", ActorKind.Officer, Samples.OneStop);
    private static readonly Actor Examiner = new(Guid.NewGuid(), "Y Phương", ActorKind.Officer, Division);
    private static readonly Actor Leader = new(Guid.NewGuid(), "Lê Minh Đức", ActorKind.Officer, Samples.District);

    [Fact]
    public void Rows_FollowTheDossierFromHandToHand()
    {
        var dossier = Accepted();
        dossier.Forward(Intake, new ForwardTarget(Division), Hour(2));
        dossier.OpenHandover(Examiner, Hour(3));
        dossier.SubmitForApproval(Examiner, ResultKind.Granted, "Đủ điều kiện.", Hour(4));
        dossier.Approve(Leader, null, Hour(5));
        dossier.ReturnResult(Intake, new ResultReturnDetails(ResultDelivery.OneStop, "Rơ Châm H’Yên"), [], Hour(6));

        var rows = ProcessingSheet.Of(dossier, null);

        Assert.Equal(
            [
                (SheetMatter.Filed, null, Samples.OneStop, Hour(0), Hour(1)),
                (SheetMatter.Examination, Samples.OneStop, Division, Hour(2), Hour(3)),
                (SheetMatter.Approval, Division, Samples.District, Hour(4), Hour(5)),
                (SheetMatter.Completed, Samples.District, Samples.OneStop, Hour(5), null),
                (SheetMatter.Returned, Samples.OneStop, (string?)null, Hour(6), (DateTime?)Hour(6)),
            ],
            rows.Select(r => (r.Matter, r.From.AgencyId, r.To.AgencyId, r.HandedAt, r.TakenAt))
        );
        Assert.Equal(
            [(null, Intake.Name), (Intake.Name, Examiner.Name), (Examiner.Name, Leader.Name), (Leader.Name, null)],
            rows.Take(4).Select(r => (r.From.Name, r.To.Name))
        );
        Assert.Equal("Rơ Châm H’Yên", rows[^1].To.Name);
        Assert.Equal([Punctuality.Ahead], rows.Select(r => r.Kept).OfType<Punctuality>());
    }

    [Fact]
    public void SupplementAndPartsAndTakenBack_HaveRowsOfTheirOwn()
    {
        var dossier = Accepted();
        dossier.Forward(Intake, new ForwardTarget(Division), Hour(2));
        dossier.TakeBack(Intake, Hour(3));
        dossier.Forward(Intake, new ForwardTarget(Division, Examiner.UserId, Examiner.Name), Hour(4));
        dossier.GiveSubtasks(Examiner, [new SubtaskOrder("xa", "Xác minh", 1)], Clock, Hour(5));
        dossier.FinishSubtask(
            new Actor(Guid.NewGuid(), "Siu Thơm", ActorKind.Officer, "xa"),
            dossier.Subtasks[0].Id,
            "Xong",
            null,
            Hour(80)
        );
        dossier.RequestSupplement(Intake, Samples.Demand(), Clock, Hour(81));

        var rows = ProcessingSheet.Of(dossier, null);

        Assert.Equal(
            [
                SheetMatter.Filed,
                SheetMatter.TakenBack,
                SheetMatter.Examination,
                SheetMatter.PartGiven,
                SheetMatter.PartDone,
                SheetMatter.SupplementAsked,
            ],
            rows.Select(r => r.Matter)
        );
        Assert.Equal((Examiner.Name, null), (rows[2].To.Name, rows[2].TakenAt));
        Assert.Equal((1, Punctuality.Late, "Siu Thơm", Division), (rows[4].Part, rows[4].Kept, rows[4].From.Name, rows[4].To.AgencyId));
        Assert.Null(rows[5].To.AgencyId);
    }

    [Theory]
    [InlineData(4, Punctuality.Ahead)]
    [InlineData(24, Punctuality.OnTime)]
    [InlineData(49, Punctuality.Late)]
    public void Stage_WithATimeOfItsOwn_SaysHowItWasKept(int hours, Punctuality kept)
    {
        var dossier = Accepted();
        dossier.Forward(Intake, new ForwardTarget(Division), Hour(hours));

        var row = ProcessingSheet.Of(dossier, Budgets(1, 3))[1];

        Assert.Equal((SheetMatter.Examination, kept), (row.Matter, row.Kept));
    }

    [Fact]
    public void Stage_StandsStill_WhileTheDossierLiesElsewhere()
    {
        // Two working days for the one-stop department: a day before, a day after the week that the dossier was away.
        List<SheetRow> rows = [Passage(null, "a", 0), Passage("a", "b", 24), Passage("b", "a", 24 * 8), Passage("a", null, (24 * 8) + 20)];
        var budgets = new StageBudgets(Counting, [new(TimeUnit.WorkingDay, 2), new(TimeUnit.WorkingDay, 2)], id => id == "a" ? 0 : 1);

        var judged = budgets.Judge(rows, Samples.Morning, []).ToList();

        Assert.Equal([null, Punctuality.Ahead, Punctuality.Late, Punctuality.OnTime], judged.Select(r => r.Kept));
    }

    [Fact]
    public void Judging_ChangesNothingButTheVerdict_AndALongerTimeIsNeverKeptWorse() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 12], Gen.Int[0, 60].Array[12], Gen.Int[1, 8], Gen.Int[0, 4])
            .Sample(
                (places, hours, days, more) =>
                {
                    var (at, from, rows) = (0, (string?)null, new List<SheetRow>());
                    foreach (var (i, place) in places.Index())
                    {
                        at += hours[i];
                        var to = place == 3 ? null : place.ToString(System.Globalization.CultureInfo.InvariantCulture);
                        rows.Add(Passage(from, to, at));
                        from = to;
                    }

                    var narrow = Stages(days).Judge(rows, Samples.Morning, []).ToList();
                    var wide = Stages(days + more).Judge(rows, Samples.Morning, []).ToList();

                    Assert.Equal(rows, narrow.Select(r => r with { Kept = null }));
                    Assert.All(narrow.Zip(wide), pair => Assert.True(!(pair.Second.Kept > pair.First.Kept)));
                    Assert.Equal(narrow.Select(r => r.Kept is null), wide.Select(r => r.Kept is null));
                }
            );

    private static StageBudgets Stages(int days) =>
        new(
            Counting,
            [new(TimeUnit.WorkingDay, days), new(TimeUnit.WorkingDay, days), new(TimeUnit.WorkingDay, days)],
            id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)
        );

    private static SheetRow Passage(string? from, string? to, int hour) =>
        new(SheetMatter.Examination, new SheetParty(from, null), new SheetParty(to, null), Hour(hour));

    private static StageBudgets Budgets(decimal oneStop, decimal division) =>
        new(
            Counting,
            [new(TimeUnit.WorkingDay, oneStop), new(TimeUnit.WorkingDay, division)],
            id =>
                id == Samples.OneStop ? 0
                : id == Division ? 1
                : null
        );

    private static Dossier Accepted()
    {
        var dossier = Samples.Dossier();
        dossier.Accept(Intake, Clock.DueFor(Hour(1), [], null)!.DueAt, Hour(1));
        return dossier;
    }

    // From Monday 08:00 in Vietnam.
    private static DateTime Hour(int hours) => Samples.Morning.AddHours(hours);
}
