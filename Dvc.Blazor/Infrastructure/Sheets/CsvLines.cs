using System.Text;

namespace Dvc.Blazor.Infrastructure.Sheets;

/// <summary>One record of a file of separated values.</summary>
/// <param name="Number">Number of its first line, from 1.</param>
/// <param name="Cells">Without quotes and blanks at the ends.</param>
public sealed record CsvLine(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>A cell; empty when the line is too short.</summary>
    public string this[int column] => column < Cells.Count ? Cells[column] : "";
}

/// <summary>Reads files of separated values as spreadsheets write them: commas, semicolons or tabs, quotes, any line ends.</summary>
public static class CsvLines
{
    private static readonly char[] Separators = [';', ',', '\t'];

    /// <summary>The records that are not blank.</summary>
    public static IReadOnlyList<CsvLine> Read(string text)
    {
        var body = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var separator = SeparatorOf(body);
        var (lines, cells, cell) = (new List<CsvLine>(), new List<string>(), new StringBuilder());
        var (number, start, quoted) = (1, 1, false);
        for (var i = 0; i <= body.Length; i++)
        {
            var at = i < body.Length ? body[i] : '\n';
            if (quoted && i < body.Length)
            {
                if (at != '"')
                {
                    cell.Append(at);
                    number += at == '\n' ? 1 : 0;
                }
                else if (i + 1 < body.Length && body[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (at == '"' && cell.ToString().Trim().Length == 0)
            {
                cell.Clear();
                quoted = true;
            }
            else if (at == separator || at == '\n')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                if (at == '\n')
                {
                    if (cells.Exists(c => c.Length > 0))
                    {
                        lines.Add(new CsvLine(start, cells));
                    }

                    (cells, number) = ([], number + 1);
                    start = number;
                }
            }
            else
            {
                cell.Append(at);
            }
        }

        return lines;
    }

    private static char SeparatorOf(string body)
    {
        var first = body.Split('\n').FirstOrDefault(l => l.Trim().Length > 0) ?? "";
        return Separators.MaxBy(s => first.Count(c => c == s));
    }
}
