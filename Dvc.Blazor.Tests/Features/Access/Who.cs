namespace Dvc.Blazor.Tests.Features.Access;

/// <summary>Everybody who may come to a page, an endpoint or an act.</summary>
public enum Who
{
    Anonymous,

    /// <summary>Filed the citizen's dossier and has a draft.</summary>
    Owner,
    OtherCitizen,

    /// <summary>Belongs to the organisation whose dossier a colleague filed.</summary>
    Member,
    OtherOrganisation,

    /// <summary>Works at the district, all sectors.</summary>
    Intake,
    OfficerElsewhere,
    OtherSector,
    Approver,
    UnitAdministrator,
    SystemAdministrator,

    /// <summary>Works elsewhere and stands in for <see cref="Intake"/>.</summary>
    StandIn,

    /// <summary>An intake officer of the district whose account is locked.</summary>
    Locked,
}

/// <summary>What becomes of an attempt.</summary>
public enum Outcome
{
    Ok,

    /// <summary>Led to the sign-in page.</summary>
    SignIn,

    /// <summary>Does not exist, for this person.</summary>
    NotFound,

    /// <summary>Known to exist, and not allowed.</summary>
    Refused,
}
