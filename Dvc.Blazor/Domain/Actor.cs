namespace Dvc.Blazor.Domain;

/// <summary>In what capacity somebody acts on a dossier.</summary>
public enum ActorKind
{
    /// <summary>The portal itself: a job, a deadline.</summary>
    System = 0,

    /// <summary>A citizen or a member of an organisation acting on an own dossier.</summary>
    Applicant = 1,

    /// <summary>An officer of an agency.</summary>
    Officer = 2,
}

/// <summary>Who acts. Acts are told who and when; the domain never looks for the current user itself.</summary>
/// <param name="UserId">Account, or null for the portal itself.</param>
/// <param name="Name">Name as shown in the timeline.</param>
/// <param name="Kind">In what capacity.</param>
/// <param name="AgencyId">The agency an officer acts for, else null.</param>
public sealed record Actor(Guid? UserId, string Name, ActorKind Kind, string? AgencyId = null);
