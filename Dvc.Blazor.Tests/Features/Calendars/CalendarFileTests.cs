using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Features.Calendars;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Calendars;

/// <summary>Reading days from a file.</summary>
public sealed class CalendarFileTests
{
    [Theory, InlineData(','), InlineData(';')]
    public void GoodFile_WithOrWithoutHeading_IsReadWhole(char separator)
    {
        var lines = "ngày,loại,tên\r\n02/09/2026,le,\"Quốc khánh\"\r\n\r\n2026-09-05,lam-bu,Làm bù\r\n03/09/2026,thuong".Replace(
            ',',
            separator
        );

        var (days, faults) = CalendarFile.Read($"\uFEFF{lines}");

        Assert.Empty(faults);
        Assert.Equal(
            [
                new DayChange(new(2026, 9, 2), CalendarDayKind.PublicHoliday, "Quốc khánh"),
                new DayChange(new(2026, 9, 5), CalendarDayKind.MakeUpWorkday, "Làm bù"),
                new DayChange(new(2026, 9, 3), null, null),
            ],
            days
        );
    }

    [Fact]
    public void EachFault_IsToldWithItsLine()
    {
        var (_, faults) = CalendarFile.Read(
            "02/09/2026,le,Quốc khánh\n31/02/2026,le,X\n03/09/2026,tet,X\n04/09/2026,lam-bu,X\n02/09/2026,le,X\n05/09/2026,le"
        );

        Assert.Equal(["Dòng 2:", "Dòng 3:", "Dòng 4:", "Dòng 5:", "Dòng 6:"], faults.Select(f => f[..7]));
    }

    [Fact]
    public void EmptyFile_IsAFault() => Assert.Single(CalendarFile.Read("\n\n").Faults);
}
