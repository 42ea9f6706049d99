using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>Whose dossier it is, in a sentence.</summary>
public static class FiledForWords
{
    /// <summary>The sentence; null where somebody files for oneself.</summary>
    public static string? Of(FiledFor filed) =>
        filed switch
        {
            { Kind: Representation.Organisation, Organisation: { } organisation } => Say.With(
                DossierText.FiledForOrganisation,
                organisation,
                filed.Applicant
            ),
            { Kind: Representation.Authorised, Representative: { } filer } => Say.With(DossierText.FiledForAnother, filed.Applicant, filer),
            _ => null,
        };
}
