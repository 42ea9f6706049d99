using Bunit;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Features.Calendars;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Calendars;

/// <summary>The year as it is seen and heard.</summary>
public sealed class YearViewTests : BunitContext
{
    [Fact]
    public void EachKindOfDay_HasItsSign_AndIsSaid()
    {
        var view = Render<YearView>(p =>
            p.Add(
                    v => v.Year,
                    new CalendarYear(
                        2026,
                        [
                            Day(new(2026, 9, 2), CalendarDayKind.PublicHoliday, true),
                            Day(new(2026, 9, 5), CalendarDayKind.MakeUpWorkday, true),
                            Day(new(2026, 11, 24), CalendarDayKind.PublicHoliday, false),
                        ],
                        CalendarEdition.First,
                        []
                    )
                )
                .Add(v => v.Today, new DateOnly(2026, 9, 3))
        );

        Assert.Equal(12, view.FindAll("table.month caption").Count);
        Assert.Equal(365, view.FindAll("table.month time").Count);
        Assert.All(view.FindAll("table.month tbody tr"), row => Assert.Equal(7, row.Children.Length));
        Assert.Equal(("cal holiday", "2, Ngày lễ: X"), Cell("2026-09-02"));
        Assert.Equal(("cal worked", "5, Ngày làm bù: X"), Cell("2026-09-05"));
        Assert.Equal(("cal weekend", "6, Nghỉ hằng tuần"), Cell("2026-09-06"));
        Assert.Equal(("cal proposed", "24, Chưa áp dụng: X"), Cell("2026-11-24"));
        Assert.Equal("date", view.Find("time[datetime='2026-09-03']").ParentElement!.GetAttribute("aria-current"));

        (string, string) Cell(string date)
        {
            var time = view.Find($"time[datetime='{date}']");
            return (time.ClassName!.Trim(), time.ParentElement!.TextContent);
        }
    }

    private static CalendarDay Day(DateOnly date, string kind, bool applies) =>
        new()
        {
            Date = date,
            Ordinal = 1,
            Name = "X",
            Kind = kind,
            IsWorkingDay = kind == CalendarDayKind.MakeUpWorkday,
            Applies = applies,
            Unverified = false,
            Source = "{}",
        };
}
