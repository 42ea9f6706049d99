namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Names of the roles, as stored.</summary>
public static class Roles
{
    public const string Citizen = nameof(Citizen);
    public const string OrganisationMember = nameof(OrganisationMember);
    public const string IntakeOfficer = nameof(IntakeOfficer);
    public const string CaseOfficer = nameof(CaseOfficer);
    public const string Approver = nameof(Approver);
    public const string UnitAdministrator = nameof(UnitAdministrator);
    public const string SystemAdministrator = nameof(SystemAdministrator);

    public static IReadOnlyList<string> All { get; } =
    [Citizen, OrganisationMember, IntakeOfficer, CaseOfficer, Approver, UnitAdministrator, SystemAdministrator];

    /// <summary>Those who act on dossiers.</summary>
    public static IReadOnlyList<string> Work { get; } = [IntakeOfficer, CaseOfficer, Approver];

    /// <summary>Those who may enter the one-stop desk.</summary>
    public static IReadOnlyList<string> Staff { get; } = [IntakeOfficer, CaseOfficer, Approver, UnitAdministrator];
}
