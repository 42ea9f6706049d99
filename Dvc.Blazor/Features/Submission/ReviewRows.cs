using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission;

/// <summary>One answer on the review page.</summary>
/// <param name="Lines">What was answered; several lines for the rows of a group, none when it was left blank.</param>
/// <param name="Href">Where it can be changed.</param>
public sealed record ReviewRow(string Label, IReadOnlyList<string> Lines, string Href);

/// <summary>The answers of one section.</summary>
public sealed record ReviewSection(string Title, IReadOnlyList<ReviewRow> Rows)
{
    /// <summary>All that is shown, as one text: to tell whether something changed.</summary>
    public string Fingerprint => string.Join('\n', Rows.Select(row => $"{row.Label}: {string.Join(" / ", row.Lines)}"));
}

/// <summary>Lays out the answers for reading: by section, in words, each with the way to change it.</summary>
internal static class ReviewRows
{
    public static IReadOnlyList<ReviewSection> Of(FormState state, IReadOnlySet<string> answered, Func<string, string> address) =>
        [
            .. state
                .Sections.Where(section => section.Visible)
                .Select(section => new ReviewSection(
                    section.Section.Label,
                    [
                        .. section
                            .Section.Fields.Where(field => !answered.Contains(field.Key))
                            .SelectMany(field =>
                                Rows(state, field.Key, link => $"{address(StepOf(section.Step))}?ve={WizardSteps.Review}#{link}")
                            ),
                    ]
                ))
                .Where(section => section.Rows.Count > 0),
        ];

    private static IEnumerable<ReviewRow> Rows(FormState state, string path, Func<string, string> href)
    {
        if (state[path] is not { Visible: true, Step: not FormStep.Review } field)
        {
            yield break;
        }

        if (field.Field.Kind == FieldKind.Group)
        {
            foreach (var row in field.Field.Fields.SelectMany(child => Rows(state, AnswerPath.Child(path, child.Key), href)))
            {
                yield return row;
            }
        }
        else
        {
            yield return new ReviewRow(field.Field.Label, [.. Lines(state, field)], href(FieldControls.IdOf(path)));
        }
    }

    /// <summary>What a field says, a line for each row of a repeating group and for each field of a plain one; none when it was left blank.</summary>
    internal static IEnumerable<string> Lines(FormState state, FieldState field)
    {
        if (field.Field.Kind == FieldKind.RepeatingGroup)
        {
            return field.Rows.Select((row, index) => $"{index + 1}. {RowWords(state, field.Field, row)}");
        }

        if (field.Field.Kind == FieldKind.Group)
        {
            return field
                .Field.Fields.Select(child => state[AnswerPath.Child(field.Path, child.Key)])
                .Where(child => child is { Visible: true })
                .SelectMany(child => Lines(state, child!).Select(line => $"{child!.Field.Label}: {line}"));
        }

        var words = AnswerWords.Of(field);
        return words.Length == 0 ? [] : words.Split('\n');
    }

    private static string RowWords(FormState state, FormField group, string row) =>
        string.Join(
            "; ",
            group
                .Fields.Select(child => state[AnswerPath.Child(row, child.Key)])
                .Where(child => child is { Visible: true })
                .Select(child => (child!.Field.Label, Words: string.Join(", ", Lines(state, child))))
                .Where(child => child.Words.Length > 0)
                .Select(child => $"{child.Label}: {child.Words}")
        );

    private static string StepOf(FormStep step) =>
        step switch
        {
            FormStep.Applicant => WizardSteps.Applicant,
            FormStep.ResultDelivery => WizardSteps.Delivery,
            _ => WizardSteps.Form,
        };
}
