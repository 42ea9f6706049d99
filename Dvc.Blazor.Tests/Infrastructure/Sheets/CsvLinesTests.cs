using CsCheck;
using Dvc.Blazor.Infrastructure.Sheets;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Sheets;

public sealed class CsvLinesTests
{
    private static readonly Gen<string> Cell = Gen.Char["ab \";,\n\tđ"].Array[0, 6].Select(letters => new string(letters).Trim());

    [Fact]
    public void WhatASpreadsheetWrites_IsReadAsItWas() =>
        Gen.Select(Cell.Array[3], Cell.Array[3])
            .Where((first, second) => first.Any(c => c.Length > 0) && second.Any(c => c.Length > 0))
            .Sample(
                (first, second) =>
                {
                    var text = $"\uFEFFx,y,z\r\n{Written(first)}\r\n\r\n{Written(second)}\r\n";

                    var lines = CsvLines.Read(text);

                    Assert.Equal(3, lines.Count);
                    Assert.Equal(first, lines[1].Cells);
                    Assert.Equal(second, lines[2].Cells);
                    var within = string.Concat(first).Count(c => c == '\n');
                    Assert.Equal((2, 4 + within), (lines[1].Number, lines[2].Number));
                }
            );

    [Theory]
    [InlineData("a;b;c\n1;2,5;3", "2,5")]
    [InlineData("a\tb\tc\n1\t2;5\t3", "2;5")]
    [InlineData("a,b,c\n1,\"2\"\"5\",3", "2\"5")]
    [InlineData("a,b,c\n1, \"2,5\" ,3", "2,5")]
    [InlineData("a,b,c\n1", "")]
    public void SecondCell_IsRead(string text, string expected) => Assert.Equal(expected, CsvLines.Read(text)[1][1]);

    private static string Written(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
