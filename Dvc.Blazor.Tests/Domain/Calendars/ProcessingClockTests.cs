using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Procedures;
using Xunit;
using static Dvc.Blazor.Tests.Domain.Calendars.SeededCalendar;

namespace Dvc.Blazor.Tests.Domain.Calendars;

public sealed class ProcessingClockTests
{
    [Theory]
    // Eve of 30 April and 1 May.
    [InlineData("29/4/2026 09:00", 1, "4/5/2026")]
    // Across Tet: 16-20 February off, Monday the 23rd is the first day back.
    [InlineData("13/2/2026 09:00", 1, "23/2/2026")]
    [InlineData("13/2/2026 09:00", 3, "25/2/2026")]
    // 2 May 2025 off, Saturday 26 April worked instead.
    [InlineData("25/4/2025 09:00", 1, "26/4/2025")]
    [InlineData("25/4/2025 09:00", 2, "28/4/2025")]
    [InlineData("29/4/2025 09:00", 1, "5/5/2025")]
    // 2 January 2026 off, Saturday 10 January worked instead.
    [InlineData("9/1/2026 09:00", 1, "10/1/2026")]
    [InlineData("31/12/2025 09:00", 1, "5/1/2026")]
    [InlineData("10/1/2026 09:00", 1, "12/1/2026")]
    // Closing time.
    [InlineData("2/3/2026 16:59", 3, "5/3/2026")]
    [InlineData("2/3/2026 17:01", 3, "6/3/2026")]
    [InlineData("7/3/2026 10:00", 3, "12/3/2026")]
    // Proposed only: 22 August 2026 is no working day, 31 August no holiday.
    [InlineData("21/8/2026 09:00", 1, "24/8/2026")]
    [InlineData("28/8/2026 09:00", 1, "31/8/2026")]
    public void DueFor_WorkingDays_SkipsDaysOff(string received, int days, string due)
    {
        var deadline = Clock.DueFor(Utc(received), new TimeLimit(TimeUnit.WorkingDay, days));
        Assert.Equal(Date(due), deadline.DueOn);
        Assert.Equal(Utc($"{due} 17:00"), deadline.DueAt);
        Assert.False(deadline.IsProvisional);
    }

    [Theory]
    [InlineData("2/3/2026 08:00", 0.5, "2/3/2026 14:00")]
    [InlineData("2/3/2026 14:00", 0.5, "3/3/2026 08:00")]
    [InlineData("2/3/2026 08:00", 2.5, "4/3/2026 14:00")]
    [InlineData("2/3/2026 08:00", 17.5, "25/3/2026 14:00")]
    public void DueFor_HalfDays_CountsOfficeHours(string received, double days, string due) =>
        Assert.Equal(Utc(due), Clock.DueFor(Utc(received), new TimeLimit(TimeUnit.WorkingDay, (decimal)days)).DueAt);

    [Theory]
    [InlineData("2/3/2026 14:59", "2/3/2026")]
    [InlineData("2/3/2026 15:00", "2/3/2026")]
    [InlineData("2/3/2026 15:01", "3/3/2026")]
    [InlineData("2/3/2026 20:00", "3/3/2026")]
    [InlineData("6/3/2026 15:01", "9/3/2026")]
    [InlineData("7/3/2026 09:00", "9/3/2026")]
    public void DueFor_SameDay_HasACutoff(string received, string due) =>
        Assert.Equal(Date(due), Clock.DueFor(Utc(received), new TimeLimit(TimeUnit.SameDay, 0, new TimeOnly(15, 0))).DueOn);

    [Theory]
    [InlineData("2/3/2026 09:00", 15, "17/3/2026")]
    [InlineData("6/3/2026 09:00", 15, "23/3/2026")]
    [InlineData("15/4/2026 09:00", 15, "4/5/2026")]
    public void DueFor_CalendarDays_MovesADayOffToTheNextWorkingDay(string received, int days, string due) =>
        Assert.Equal(Date(due), Clock.DueFor(Utc(received), new TimeLimit(TimeUnit.CalendarDay, days)).DueOn);

    [Theory]
    [InlineData("2/3/2026 09:00", "3/3/2026 09:00")]
    [InlineData("6/3/2026 23:10", "10/3/2026 07:00")]
    [InlineData("13/2/2026 16:00", "23/2/2026 16:00")]
    public void AcceptBy_OnlineFiling_GivesEightOfficeHours(string filed, string by) =>
        Assert.Equal(Utc(by), Clock.AcceptBy(Utc(filed)).DueAt);

    [Theory]
    [InlineData(PauseRule.Resume, "10/4/2025")]
    [InlineData(PauseRule.Restart, "11/4/2025")]
    public void DueFor_SupplementOverHungKings_FollowsTheRule(PauseRule rule, string due)
    {
        var pause = new ClockPause(Utc("3/4/2025 10:00"), Utc("8/4/2025 10:00"), rule);
        var deadline = Clock.DueFor(Utc("2/4/2025 10:00"), new TimeLimit(TimeUnit.WorkingDay, 3), [pause]);
        Assert.Equal(Date(due), deadline.DueOn);
        Assert.Contains(deadline.Steps, step => step.Kind == (rule == PauseRule.Resume ? ClockStepKind.Resumed : ClockStepKind.Restarted));
    }

    [Fact]
    public void DueFor_WhileWaitingForASupplement_HasNoDueDate()
    {
        var pause = new ClockPause(Utc("3/4/2025 10:00"), null, PauseRule.Resume);
        var deadline = Clock.DueFor(Utc("2/4/2025 10:00"), new TimeLimit(TimeUnit.WorkingDay, 3), [pause]);
        Assert.True(deadline.IsPaused);
        Assert.False(deadline.IsLate(Utc("1/1/2027 00:00")));
    }

    [Fact]
    public void DueFor_PauseAfterTheLimitRanOut_ChangesNothing()
    {
        var pause = new ClockPause(Utc("9/3/2026 10:00"), Utc("20/3/2026 10:00"), PauseRule.Restart);
        Assert.Equal(Date("4/3/2026"), Clock.DueFor(Utc("2/3/2026 10:00"), new TimeLimit(TimeUnit.WorkingDay, 2), [pause]).DueOn);
    }

    [Fact]
    public void DueFor_RestartOverAWeekendAfterAnotherPause_StillStartsAgain()
    {
        ClockPause[] pauses =
        [
            new(Utc("3/3/2026 10:00"), Utc("7/3/2026 10:00"), PauseRule.Resume),
            new(Utc("7/3/2026 11:00"), Utc("8/3/2026 11:00"), PauseRule.Restart),
        ];
        var limit = new TimeLimit(TimeUnit.WorkingDay, 3);
        Assert.Equal(Date("12/3/2026"), Clock.DueFor(Utc("2/3/2026 10:00"), limit, pauses).DueOn);
    }

    [Fact]
    public void DueFor_OneExtension_KeepsTheOriginalDate()
    {
        var limit = new TimeLimit(TimeUnit.WorkingDay, 2);
        var deadline = Clock.DueFor(Utc("2/3/2026 10:00"), limit, extensions: [3]);
        Assert.Equal((Date("9/3/2026"), Date("4/3/2026")), (deadline.DueOn!.Value, deadline.OriginalDueOn!.Value));

        var refused = Assert.Throws<RuleViolationException>(() => Clock.DueFor(Utc("2/3/2026 10:00"), limit, extensions: [3, 1]));
        Assert.Equal("Deadline.ExtendedTwice", refused.Rule);
        Assert.False(Clock.MayExtend(deadline, Utc("2/3/2026 11:00")));
    }

    [Theory]
    [InlineData("3/3/2026 11:00", true)]
    [InlineData("4/3/2026 11:00", false)]
    [InlineData("5/3/2026 11:00", false)]
    public void MayExtend_LaterThanOneWorkingDayBefore_IsNotAllowed(string now, bool may) =>
        Assert.Equal(may, Clock.MayExtend(Clock.DueFor(Utc("2/3/2026 10:00"), new TimeLimit(TimeUnit.WorkingDay, 2)), Utc(now)));

    [Fact]
    public void DueFor_OverlappingPauses_AreRefused()
    {
        ClockPause[] pauses =
        [
            new(Utc("3/3/2026 10:00"), Utc("5/3/2026 10:00"), PauseRule.Resume),
            new(Utc("4/3/2026 10:00"), Utc("6/3/2026 10:00"), PauseRule.Resume),
        ];
        Assert.Throws<RuleViolationException>(() => Clock.DueFor(Utc("2/3/2026 10:00"), new TimeLimit(TimeUnit.WorkingDay, 9), pauses));
    }

    [Fact]
    public void DueFor_AYearWithoutHolidays_IsProvisional()
    {
        var deadline = Clock.DueFor(Utc("31/12/2027 09:00"), new TimeLimit(TimeUnit.WorkingDay, 5));
        Assert.True(deadline.IsProvisional);
        Assert.Equal(2028, Assert.Single(deadline.Steps, step => step.Kind == ClockStepKind.YearUnknown).Amount);
    }

    [Fact]
    public void DueFor_OtherOfficeHours_Apply()
    {
        var hours = new OfficeHours(new(8, 0), new(12, 0), new(13, 0), new(17, 30));
        var clock = new ProcessingClock(new WorkingCalendar(Days, hours), Zone);
        Assert.Equal(Date("3/3/2026"), clock.DueFor(Utc("2/3/2026 17:15"), new TimeLimit(TimeUnit.WorkingDay, 1)).DueOn);
        Assert.Throws<ArgumentException>(() => new OfficeHours(new(8, 0), new(7, 0), new(13, 0), new(17, 0)));
    }

    [Fact]
    public void Of_ProcedureDefinitions_GivesTheLimit()
    {
        var processing = new ProcessingTime
        {
            Unit = "working_day",
            Value = 17.5m,
            ByChannel = new Dictionary<string, decimal> { ["truc_tuyen"] = 12 },
        };
        Assert.Equal(new TimeLimit(TimeUnit.WorkingDay, 17.5m), TimeLimit.Of(processing));
        Assert.Equal(new TimeLimit(TimeUnit.WorkingDay, 12), TimeLimit.Of(processing, "truc_tuyen"));
        Assert.Null(TimeLimit.Of(new ProcessingTime { Unit = "day" }));
        var sameDay = new ProcessingTime
        {
            Unit = "same_day",
            Value = 0,
            Cutoff = "14:30",
        };
        Assert.Equal(new TimeLimit(TimeUnit.SameDay, 0, new TimeOnly(14, 30)), TimeLimit.Of(sameDay));
        Assert.Throws<RuleViolationException>(() => TimeLimit.Of(new ProcessingTime { Unit = "moon" }));
    }

    [Fact]
    public void DueFor_Steps_TellTheReasons()
    {
        var deadline = Clock.DueFor(Utc("13/2/2026 18:00"), new TimeLimit(TimeUnit.WorkingDay, 5), extensions: [1]);
        Assert.Equal(
            [
                ClockStepKind.Received,
                ClockStepKind.StartsAtOpening,
                ClockStepKind.Counted,
                ClockStepKind.DaysOffSkipped,
                ClockStepKind.Extended,
            ],
            deadline.Steps.Select(step => step.Kind)
        );
    }
}
