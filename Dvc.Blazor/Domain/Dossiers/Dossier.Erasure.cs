using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    /// <summary>When the applicant had nothing more to expect, UTC; null while the dossier runs. The time for keeping it counts from here.</summary>
    public DateTime? ClosedAt => IsClosed ? UpdatedAt : null;

    /// <summary>
    /// Takes out everything that tells of a person: names, contact, answers, papers, words of reasons, what it is found by. What remains is which procedure
    /// was dealt with when, by which office. The audit chain stays whole, since it holds digests only. Doing it again changes nothing.
    /// Steps, documents and answers have to be loaded.
    /// </summary>
    /// <exception cref="RuleViolationException">The dossier is not closed.</exception>
    public void ErasePersonalData(DateTime nowUtc)
    {
        if (ErasedAt is not null)
        {
            return;
        }

        if (ClosedAt is null)
        {
            throw new RuleViolationException("Dossier.StillRunning", Number);
        }

        (ApplicantName, OrganisationName, RepresentativeName) = ("", null, null);
        (Email, Phone, ApplicantIdMark) = (null, null, null);
        (AnswersHash, LookupCode) = ("", "");
        FoldedSearch = Fold.Text($"{Number} {ProcedureName}");
        Answers.Erase();
        KeepLetters([]);
        _documents.Clear();
        foreach (var step in _steps)
        {
            step.Erase();
        }

        ErasedAt = nowUtc;
        Trace("Erased", new Actor(null, "", ActorKind.System), nowUtc, new { });
        DigestSalt = RandomNumberGenerator.GetHexString(32, lowercase: true);
    }

    // Salted with a secret that goes with the personal data: what a digest stood for cannot be tried out afterwards.
    private string Digest(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{DigestSalt}\n{words}")));
}
