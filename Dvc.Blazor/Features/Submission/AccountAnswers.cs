using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Submission;

/// <summary>What the account knows, by the prefill paths that forms use.</summary>
internal static class AccountAnswers
{
    public static IReadOnlyDictionary<string, AnswerValue> Of(DvcUser user)
    {
        var known = new Dictionary<string, AnswerValue>(StringComparer.Ordinal);
        Add("account.full_name", user.FullName);
        Add("account.national_id", user.NationalId);
        Add("account.birth_date", user.BirthDate?.ToString("dd'/'MM'/'yyyy", System.Globalization.CultureInfo.InvariantCulture));
        Add("account.phone", user.PhoneNumber);
        Add("account.email", user.Email);
        if (user.Address is { } address)
        {
            known["account.address"] = AnswerValue.FromJson(address);
        }

        return known;

        void Add(string path, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                known[path] = new TextAnswer(text);
            }
        }
    }
}
