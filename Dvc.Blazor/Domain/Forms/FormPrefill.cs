namespace Dvc.Blazor.Domain.Forms;

/// <summary>Answers a new draft can start with, taken from the account.</summary>
public static class FormPrefill
{
    /// <summary>Rows to store for top-level fields that nobody answered yet.</summary>
    /// <param name="account">Answers by prefill path, such as <c>account.full_name</c>.</param>
    public static IEnumerable<KeyValuePair<string, AnswerValue>> Answers(
        FormDefinition form,
        IReadOnlyDictionary<string, AnswerValue> account,
        FormAnswers answers
    )
    {
        foreach (var field in form.Sections.SelectMany(section => section.Fields))
        {
            if (field.Prefill is { } path && answers[field.Key] is null && account.TryGetValue(path, out var value))
            {
                yield return KeyValuePair.Create(field.Key, value);
            }
        }
    }
}
