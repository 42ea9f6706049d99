using Dvc.Blazor.Domain.Dossiers;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

public sealed class DossierNumberTests
{
    [Theory]
    [InlineData(11, "H21.65-220914-0011")]
    [InlineData(9999, "H21.65-220914-9999")]
    [InlineData(10000, "H21.65-220914-10000")]
    public void Format_RunningNumber_HasFourDigitsOrMore(int running, string number) =>
        Assert.Equal(number, DossierNumber.Format("H21.65", new DateOnly(2022, 9, 14), running));

    [Theory]
    [InlineData("H21.65-220914-0011", "H21.65-220914-0011")]
    [InlineData(" h21.65 - 220914 - 0011 ", "H21.65-220914-0011")]
    [InlineData("000.00.65.h21-241122-0001", "000.00.65.H21-241122-0001")]
    [InlineData("H21.65–220914–0011", "H21.65-220914-0011")]
    [InlineData("H21.65-220914", null)]
    [InlineData("'; DROP TABLE", null)]
    [InlineData("H21.65-220914-0011\n", "H21.65-220914-0011")]
    [InlineData("H21.65-٢٢٠٩١٤-0011", null)]
    [InlineData(null, null)]
    public void Normalize_WhatPeopleType_IsTheStoredSpellingOrNothing(string? typed, string? number) =>
        Assert.Equal(number, DossierNumber.Normalize(typed));
}
