using CsCheck;
using Dvc.Blazor.Domain.Calendars;
using Xunit;
using static Dvc.Blazor.Tests.Domain.Calendars.SeededCalendar;

namespace Dvc.Blazor.Tests.Domain.Calendars;

public sealed class ClockPropertyTests
{
    private static readonly DateTime First = new(2024, 1, 1);

    private static readonly ClockOracle Oracle = new(
        [.. Days.Where(day => day.Applies && !day.IsWorkingDay).Select(day => day.Date.ToDateTime(default))],
        [.. Days.Where(day => day.Applies && day.IsWorkingDay).Select(day => day.Date.ToDateTime(default))]
    );

    private static readonly Gen<DateTime> Moment = Gen.Int[0, 3 * 365 * 24 * 60].Select(minute => First.AddMinutes(minute));

    private static readonly Gen<(int After, int Length, bool Restart)> Pause = Gen.Select(
        Gen.Int[-2_000, 20_000],
        Gen.Int[1, 20_000],
        Gen.Bool
    );

    [Fact]
    public void DueFor_RandomWorkingTime_IsWhatMinuteSteppingFinds() =>
        Gen.Select(Moment, Gen.Int[0, 40], Pause.Array[0, 2])
            .Sample(
                (received, halves, raw) =>
                {
                    var pauses = Pauses(received, raw);
                    var expected = Oracle.ByMinutes(received, halves * 240, pauses);
                    var limit = new TimeLimit(TimeUnit.WorkingDay, halves / 2m);
                    var deadline = Clock.DueFor(ToUtc(received), limit, [.. pauses.Select(ToPause)]);
                    Assert.Equal(DateOnly.FromDateTime(expected), deadline.DueOn);
                    Assert.Equal(ToUtc(halves % 2 == 0 ? expected.Date.AddHours(17) : expected), deadline.DueAt);
                },
                iter: 6_000
            );

    [Fact]
    public void DueFor_RandomHours_IsWhatMinuteSteppingFinds() =>
        Gen.Select(Moment, Gen.Int[0, 60])
            .Sample(
                (received, hours) =>
                    Assert.Equal(
                        ToUtc(Oracle.ByMinutes(received, hours * 60, [])),
                        Clock.DueFor(ToUtc(received), new TimeLimit(TimeUnit.WorkingHour, hours)).DueAt
                    ),
                iter: 2_000
            );

    [Fact]
    public void DueFor_RandomCalendarDays_IsWhatDaySteppingFinds() =>
        Gen.Select(Moment, Gen.Int[1, 60], Pause.Array[0, 1])
            .Sample(
                (received, days, raw) =>
                {
                    var pauses = Pauses(received, raw);
                    var expected = Oracle.ByDays(received, days, pauses.Count == 0 ? null : pauses[0]);
                    var deadline = Clock.DueFor(ToUtc(received), new TimeLimit(TimeUnit.CalendarDay, days), [.. pauses.Select(ToPause)]);
                    Assert.Equal(DateOnly.FromDateTime(expected), deadline.DueOn);
                },
                iter: 4_000
            );

    [Fact]
    public void DueFor_RandomSameDay_IsWhatDaySteppingFinds() =>
        Moment.Sample(
            received =>
                Assert.Equal(
                    DateOnly.FromDateTime(Oracle.SameDay(received)),
                    Clock.DueFor(ToUtc(received), new TimeLimit(TimeUnit.SameDay, 0, new TimeOnly(15, 0))).DueOn
                ),
            iter: 2_000
        );

    private static List<(DateTime From, DateTime To, bool Restart)> Pauses(DateTime received, (int After, int Length, bool Restart)[] raw)
    {
        var pauses = new List<(DateTime From, DateTime To, bool Restart)>();
        var from = received;
        foreach (var (after, length, restart) in raw)
        {
            from = from.AddMinutes(pauses.Count == 0 ? after : Math.Abs(after));
            pauses.Add((from, from.AddMinutes(length), restart));
            from = from.AddMinutes(length);
        }

        return pauses;
    }

    private static ClockPause ToPause((DateTime From, DateTime To, bool Restart) pause) =>
        new(ToUtc(pause.From), ToUtc(pause.To), pause.Restart ? PauseRule.Restart : PauseRule.Resume);

    private static DateTime ToUtc(DateTime local) => TimeZoneInfo.ConvertTimeToUtc(local, Zone);
}
