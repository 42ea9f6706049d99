using CsCheck;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Calendars;

/// <summary>What a change does to the days, and which due dates it moves.</summary>
public sealed class CalendarChangeTests
{
    private static readonly DateOnly Wednesday = new(2026, 9, 2);
    private static readonly DateOnly Saturday = new(2026, 9, 5);

    private static readonly DateTime First = new(2025, 1, 6);

    [Fact]
    public void DayOffAdded_MovesExactlyTheDueDatesWhoseSpanHoldsIt_ToTheNextWorkingDay() =>
        Gen.Select(Gen.Int[0, 60 * 24 * 60], Gen.Int[1, 20], Gen.Int[-10, 60])
            .Sample(
                (minute, length, offset) =>
                {
                    var received = First.AddMinutes(minute);
                    var day = DateOnly.FromDateTime(received).AddDays(offset);
                    var (before, after) = (Clock([], length), Clock([new DayChange(day, CalendarDayKind.PublicHoliday, "Nghỉ")], length));
                    var dossier = Accepted(received, before);
                    var due = VietnamTime.DateOf(dossier.DueAt!.Value);
                    var start = DateOnly.FromDateTime(new WorkingCalendar([]).NextOpen(received));
                    var isHeld = day >= start && day <= due && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

                    var moved = dossier.DueAfter(before, after);

                    Assert.Equal(isHeld, moved is not null);
                    if (moved is { } later)
                    {
                        Assert.Equal(new WorkingCalendar([]).AddWorkingDays(due, 1), VietnamTime.DateOf(later));
                        dossier.MoveDue(Samples.Officer(), "Nghỉ", before, after, dossier.AcceptedAt!.Value);
                        Assert.Equal((later, later), (dossier.DueAt, dossier.DueOriginal));
                    }
                },
                iter: 2_000
            );

    [Fact]
    public void MoveDue_LeavesAStepAnAuditLineAndAnEvent_AndOnlyOnce()
    {
        var (before, after) = (Clock([], 5), Clock([new DayChange(new(2025, 1, 8), CalendarDayKind.PublicHoliday, "Nghỉ")], 5));
        var dossier = Accepted(First.AddHours(8), before);
        var was = dossier.DueAt!.Value;

        dossier.MoveDue(Samples.Officer(), "Nghỉ lễ", before, after, was);

        var told = Assert.IsType<DueDateMoved>(dossier.TakeEvents()[^1]);
        Assert.Equal((was, dossier.DueAt, "Nghỉ lễ"), (told.Was, told.DueAt, told.Reason));
        Assert.Equal("DueMoved", dossier.Trail[^1].Kind);
        Assert.Equal((DossierStatus.Accepted, "Nghỉ lễ"), (dossier.Steps[^1].To, dossier.Steps[^1].Note));
        Assert.Equal("Deadline.NotMoved", RuleOf(() => dossier.MoveDue(Samples.Officer(), "Nghỉ lễ", before, after, was)));
    }

    [Fact]
    public void StoppedClock_IsNotMoved_ItIsCountedAnewWhenItGoesOn()
    {
        var (before, after) = (Clock([], 5), Clock([new DayChange(new(2025, 1, 8), CalendarDayKind.PublicHoliday, "Nghỉ")], 5));
        var dossier = Accepted(First.AddHours(8), before);
        dossier.RequestSupplement(Samples.Officer(), Samples.Demand(), before, dossier.AcceptedAt!.Value);

        Assert.Null(dossier.DueAfter(before, after));
    }

    [Fact]
    public void Apply_GivesADayOneMeaning_AndKeepsWhatWasThere()
    {
        CalendarDay[] days = [Day(Wednesday, 1, true), Day(Wednesday, 2, true)];

        Assert.Empty(new CalendarChange([new DayChange(Wednesday, CalendarDayKind.Compensatory, "Nghỉ bù")]).ApplyTo(days));

        Assert.Equal([true, false], days.Select(d => d.Applies));
        Assert.Equal((CalendarDayKind.Compensatory, "Nghỉ bù", true), (days[0].Kind, days[0].Name, days[0].IsEdited));
        new CalendarChange([new DayChange(Wednesday, null, null)]).ApplyTo(days);
        Assert.True(new WorkingCalendar(days).IsWorkingDay(Wednesday));
    }

    [Fact]
    public void Apply_MakeUpSaturday_IsWorked()
    {
        var added = new CalendarChange([new DayChange(Saturday, CalendarDayKind.MakeUpWorkday, "Làm bù")]).ApplyTo([]);

        Assert.True(new WorkingCalendar(added).IsWorkingDay(Saturday));
    }

    [Fact]
    public void Apply_WhatCannotBe_IsRefused()
    {
        Assert.Equal("Calendar.MakeUpOnWeekday", Refused(new DayChange(Wednesday, CalendarDayKind.MakeUpWorkday, "Bù")));
        Assert.Equal("Calendar.NameMissing", Refused(new DayChange(Wednesday, CalendarDayKind.PublicHoliday, " ")));
        Assert.Equal("Calendar.NameTooLong", Refused(new DayChange(Wednesday, CalendarDayKind.PublicHoliday, new string('a', 201))));
        Assert.Equal("Calendar.UnknownKind", Refused(new DayChange(Wednesday, "feast", "Lễ")));
        Assert.Equal("Calendar.YearFar", Refused(new DayChange(new(1999, 1, 1), CalendarDayKind.PublicHoliday, "Lễ")));
        Assert.Equal("Calendar.NothingChanges", Refused(new DayChange(Wednesday, null, null)));
        var holiday = new DayChange(Wednesday, CalendarDayKind.PublicHoliday, "Lễ");
        Assert.Equal("Calendar.DayTwice", Refused(holiday, holiday));
    }

    private static string? Refused(params DayChange[] days) => RuleOf(() => new CalendarChange(days).ApplyTo([]));

    private static string? RuleOf(Action act) => Assert.Throws<RuleViolationException>(act).Rule;

    private static DossierClock Clock(DayChange[] changes, int days)
    {
        var records = changes.Length == 0 ? [] : new CalendarChange(changes).ApplyTo([]);
        return new DossierClock(
            new ProcessingClock(new WorkingCalendar(records), VietnamTime.Zone),
            new TimeLimit(TimeUnit.WorkingDay, days)
        );
    }

    private static Dossier Accepted(DateTime local, DossierClock clock)
    {
        var at = TimeZoneInfo.ConvertTimeToUtc(local, VietnamTime.Zone);
        var dossier = Samples.Dossier(at: at);
        dossier.Accept(Samples.Officer(), clock.DueFor(at, [], null)!.DueAt, at);
        return dossier;
    }

    private static CalendarDay Day(DateOnly date, int ordinal, bool applies) =>
        new()
        {
            Date = date,
            Ordinal = ordinal,
            Name = "Quốc khánh",
            Kind = CalendarDayKind.PublicHoliday,
            IsWorkingDay = false,
            Applies = applies,
            Unverified = false,
            Source = "{}",
        };
}
