using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>Who acts next and by when, in words.</summary>
public static class NextStepWords
{
    /// <summary>Who, as a person reads it.</summary>
    /// <param name="agencies">Names of agencies by id.</param>
    /// <param name="toApplicant">Whether the reader is the applicant, who is then called you.</param>
    public static string Who(NextStep next, IReadOnlyDictionary<string, string> agencies, bool toApplicant) =>
        next.Who switch
        {
            NextActor.Applicant => toApplicant ? DossierText.You : DossierText.Applicant,
            NextActor.Nobody => DossierText.NobodyNext,
            _ => next.AgencyId is { } id ? agencies.GetValueOrDefault(id, id) : "",
        };

    /// <summary>Who and by when in one line.</summary>
    public static string Line(NextStep next, IReadOnlyDictionary<string, string> agencies, bool toApplicant)
    {
        var who = Who(next, agencies, toApplicant);
        return next.Date switch
        {
            NextDate.By => Say.With(DossierText.By, who, When.Moment(next.AtUtc)),
            NextDate.Since => Say.With(DossierText.Since, who, When.Day(next.AtUtc)),
            _ => Say.With(DossierText.EndedOn, When.Day(next.AtUtc)),
        };
    }
}
