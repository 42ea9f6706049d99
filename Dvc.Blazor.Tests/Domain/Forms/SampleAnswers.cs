using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Tests.Domain.Forms;

/// <summary>Fills any form as a patient citizen would: answers what is complained about until nothing is.</summary>
internal static class SampleAnswers
{
    private static readonly string[] Texts =
    [
        "Siu Y B\u00e9",
        "08:00",
        "0123456789",
        "1234",
        "22,5 x 30",
        "2026-2027",
        "AB 123456",
        "GD4641234567890",
        "123456789",
    ];

    public static FormState Complete(CompiledForm form, FormContext context)
    {
        var answers = FormAnswers.Empty;
        for (var round = 0; ; round++)
        {
            var state = FormEvaluator.Evaluate(form, answers, context);
            if (state.IsComplete || round == 60)
            {
                return state;
            }

            foreach (var field in state.Fields.Where(field => field.Errors.Count > 0))
            {
                answers = Answer(answers, field, round);
            }

            foreach (var finding in state.Findings)
            {
                answers = Mend(answers, finding);
            }
        }
    }

    private static FormAnswers Answer(FormAnswers answers, FieldState field, int round)
    {
        if (field.Field.Kind == FieldKind.RepeatingGroup)
        {
            return answers.With(AnswerPath.Row(field.Path, $"r{round}"), new RowAnswer(round));
        }

        return answers.With(field.Path, Value(field, round));
    }

    private static FormAnswers Mend(FormAnswers answers, RuleFinding finding) =>
        finding.Rule switch
        {
            ExactlyOneRule => answers.With(finding.Paths[0], true),
            CountEqualsRule count => answers.With(count.Field, finding.Args[0]),
            _ => answers,
        };

    private static AnswerValue Value(FieldState field, int round) =>
        field.Field.Kind switch
        {
            FieldKind.Number or FieldKind.Money => new TextAnswer(field.Errors[0].Args is [var limit, ..] ? limit : "100"),
            FieldKind.Date => new TextAnswer(field.Errors[0].Rule is FieldRules.NotBefore ? "30/11/2026" : "15/06/1990"),
            FieldKind.Choice => new TextAnswer(field.Field.Options[0].Value),
            FieldKind.Multichoice => new ListAnswer([field.Field.Options[0].Value]),
            FieldKind.Checkbox => new FlagAnswer(true),
            FieldKind.Phone => new TextAnswer("+84 905 123 456"),
            FieldKind.Email => new TextAnswer("sieu@example.vn"),
            FieldKind.NationalId => new TextAnswer($"0640900{10000 + field.Path.Length}"),
            FieldKind.Address => new AddressAnswer(
                AddressScheme.TwoLevel,
                new AddressUnit("52", "Gia Lai"),
                null,
                new AddressUnit(null, "Ch\u01b0 P\u01b0h"),
                null
            ),
            _ => new TextAnswer(Texts[round % Texts.Length]),
        };
}
