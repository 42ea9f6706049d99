namespace Dvc.Blazor.Tests.Support;

/// <summary>The people of the demo: the same accounts in the seed, the tests and the README.</summary>
public static class Cast
{
    public const string Password = "Dvc@2026demo";

    public const string Citizen = "congdan@dvc.local";
    public const string Organisation = "tochuc@dvc.local";
    public const string IntakeOfficer = "motcua@dvc.local";
    public const string CaseOfficer = "thuly@dvc.local";
    public const string Approver = "lanhdao@dvc.local";
    public const string Administrator = "quantri@dvc.local";

    public static IReadOnlyList<string> All { get; } = [Citizen, Organisation, IntakeOfficer, CaseOfficer, Approver, Administrator];
}
