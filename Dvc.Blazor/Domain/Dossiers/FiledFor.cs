using Dvc.Blazor.Domain.Organisations;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Whose dossier it is and who filed it.</summary>
/// <param name="Kind">For whom it was filed.</param>
/// <param name="Applicant">Name of the person.</param>
/// <param name="Organisation">Name of the organisation, or null.</param>
/// <param name="Representative">Who filed with a written authority, or null.</param>
public sealed record FiledFor(Representation Kind, string Applicant, string? Organisation, string? Representative);
