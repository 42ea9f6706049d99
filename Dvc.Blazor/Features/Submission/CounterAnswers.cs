using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission;

/// <summary>The answers that follow from whom an officer helps: the identity number that the dossier's owner was found by is not typed a second time.</summary>
internal static class CounterAnswers
{
    private const string Number = "nop_so_giay_to";
    private const string Kind = "nop_loai_giay_to";

    /// <summary>Keys of the questions that are not asked.</summary>
    public static IReadOnlyList<string> Answered { get; } = [Number, Kind];

    /// <summary>The answers as they count.</summary>
    public static FormAnswers In(FormAnswers answers, CompiledForm form, CounterFiling? counter)
    {
        if (counter is null || form.Find(Number) is null)
        {
            return answers;
        }

        var isCard = NationalId.Parse(counter.NationalId) is { IsPersonalNumber: true };
        answers = answers.With(Number, new TextAnswer(counter.NationalId));
        return form.Find(Kind) is null ? answers : answers.With(Kind, new TextAnswer(isCard ? "cccd" : "cmnd"));
    }

    /// <summary>What a new draft begins with: what the officer has just been told, not what the account knows.</summary>
    public static IReadOnlyDictionary<string, AnswerValue> Known(CounterFiling counter, bool withContact)
    {
        var known = new Dictionary<string, AnswerValue>(StringComparer.Ordinal) { ["account.full_name"] = new TextAnswer(counter.Name) };
        if (withContact && counter.Phone is { } phone)
        {
            known["account.phone"] = new TextAnswer(phone);
        }

        if (withContact && counter.Email is { } email)
        {
            known["account.email"] = new TextAnswer(email);
        }

        return known;
    }
}
