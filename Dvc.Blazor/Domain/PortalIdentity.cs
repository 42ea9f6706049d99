namespace Dvc.Blazor.Domain;

/// <summary>Whose portal this is, as pages, mails and receipts name it. It comes from the settings, never from code.</summary>
/// <param name="Name">Name of the portal, for instance the words beside the mark in the header.</param>
/// <param name="AgencyName">The authority that runs it.</param>
/// <param name="Phone">Telephone as people write it; empty when there is none.</param>
/// <param name="Email">Address for questions; empty when there is none.</param>
/// <param name="Address">Postal address of the one-stop department; empty when not known.</param>
/// <param name="OpeningHours">Hours in a sentence; empty when not known.</param>
public sealed record PortalIdentity(string Name, string AgencyName, string Phone, string Email, string Address, string OpeningHours);
