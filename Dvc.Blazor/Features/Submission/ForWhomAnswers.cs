using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Organisations;

namespace Dvc.Blazor.Features.Submission;

/// <summary>
/// The answers that follow from the choice for whom one files. The choice is kept with the draft; the questions of the shared section about it
/// are answered by it and not asked again.
/// </summary>
internal static class ForWhomAnswers
{
    private const string ForAnother = "uy_quyen";
    private const string Kind = "nop_doi_tuong";
    private const string Name = "nop_ten_to_chuc";
    private const string TaxCode = "nop_ma_so_thue";
    private static readonly HashSet<string> OnlyOne = new(StringComparer.Ordinal) { ForAnother };
    private static readonly HashSet<string> AllFour = new(StringComparer.Ordinal) { ForAnother, Kind, Name, TaxCode };
    private const int TaxCodeOfADependentUnit = 13;

    /// <summary>The answers as they count.</summary>
    /// <param name="organisation">Null unless it is filed for one.</param>
    public static FormAnswers In(FormAnswers answers, CompiledForm form, Representation whom, FilingOrganisation? organisation)
    {
        answers = answers.Without(ForAnother);
        foreach (var (key, value) in Given(whom, organisation).Where(given => form.Find(given.Key) is not null))
        {
            answers = answers.With(key, value);
        }

        return answers;
    }

    /// <summary>Keys of the questions that are not asked, since the choice answers them.</summary>
    public static IReadOnlySet<string> Answered(Representation whom) => whom == Representation.Organisation ? AllFour : OnlyOne;

    private static IEnumerable<KeyValuePair<string, AnswerValue>> Given(Representation whom, FilingOrganisation? organisation)
    {
        if (whom == Representation.Authorised)
        {
            yield return KeyValuePair.Create<string, AnswerValue>(ForAnother, new FlagAnswer(true));
        }

        if (organisation is not null)
        {
            yield return KeyValuePair.Create<string, AnswerValue>(Kind, new TextAnswer("to_chuc"));
            yield return KeyValuePair.Create<string, AnswerValue>(Name, new TextAnswer(organisation.Name));
            yield return KeyValuePair.Create<string, AnswerValue>(TaxCode, new TextAnswer(Written(organisation.TaxCode)));
        }
    }

    private static string Written(string code) => code.Length == TaxCodeOfADependentUnit ? $"{code[..10]}-{code[10..]}" : code;
}
