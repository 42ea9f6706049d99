using System.Globalization;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Authoring.Builder;

/// <summary>Answers to look at a form with: one of each kind, so that what hangs on answers shows.</summary>
public static class SampleAnswers
{
    private const string Row = "r1";

    public static FormAnswers Of(FormDefinition form, DateOnly today) =>
        Fill(FormAnswers.Empty, form.Sections.SelectMany(section => section.Fields), "", today);

    private static FormAnswers Fill(FormAnswers answers, IEnumerable<FormField> fields, string parent, DateOnly today)
    {
        foreach (var field in fields)
        {
            var path = AnswerPath.Child(parent, field.Key);
            if (field.Kind == FieldKind.Group)
            {
                answers = Fill(answers, field.Fields, path, today);
            }
            else if (field.Kind == FieldKind.RepeatingGroup)
            {
                var row = AnswerPath.Row(path, Row);
                answers = Fill(answers.With(row, new RowAnswer(1)), field.Fields, row, today);
            }
            else if (Answer(field, today) is { } answer)
            {
                answers = answers.With(path, answer);
            }
        }

        return answers;
    }

    private static AnswerValue? Answer(FormField field, DateOnly today) =>
        field.Kind switch
        {
            FieldKind.Choice when field.Options.Count > 0 => new TextAnswer(field.Options[0].Value),
            FieldKind.Multichoice when field.Options.Count > 0 => new ListAnswer([field.Options[0].Value]),
            FieldKind.Checkbox => new FlagAnswer(true),
            FieldKind.Number or FieldKind.Money => new TextAnswer((field.Validation?.Min ?? 1).ToString(CultureInfo.InvariantCulture)),
            FieldKind.Date => new TextAnswer(today.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture)),
            FieldKind.Text or FieldKind.Multiline when field.Validation?.Pattern is null => new TextAnswer(AuthoringText.SampleText),
            FieldKind.Phone => new TextAnswer("0912345678"),
            FieldKind.Email => new TextAnswer("an@example.com"),
            _ => null,
        };
}
