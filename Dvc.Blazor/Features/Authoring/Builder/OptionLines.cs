using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures.Authoring;

namespace Dvc.Blazor.Features.Authoring.Builder;

/// <summary>Options as lines of text: a label alone, or a value and a label with a tab between them, as a spreadsheet copies two columns.</summary>
public static class OptionLines
{
    public static string Write(IReadOnlyList<FieldOption> options) =>
        string.Join('\n', options.Select(option => $"{option.Value}\t{option.Label}"));

    /// <summary>The options of the lines. A label alone keeps the value it had before, or gets a new one.</summary>
    public static IReadOnlyList<FieldOption> Read(string text, IReadOnlyList<FieldOption> before)
    {
        var options = new List<FieldOption>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var columns = line.Split('\t', 2, StringSplitOptions.TrimEntries);
            options.Add(
                columns is [{ Length: > 0 } value, { Length: > 0 } label]
                    ? new FieldOption(value, label)
                    : Alone(columns[0], before, options)
            );
        }

        return options;
    }

    private static FieldOption Alone(string label, IReadOnlyList<FieldOption> before, List<FieldOption> options) =>
        before.FirstOrDefault(option => option.Label == label)
        ?? new FieldOption(
            FreshKey.Of(label, key => options.Exists(option => option.Value == key) || before.Any(option => option.Value == key)),
            label
        );
}
