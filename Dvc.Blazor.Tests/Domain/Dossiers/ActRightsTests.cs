using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Security;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

public sealed class ActRightsTests
{
    [Fact]
    public void Table_IsAsReviewed()
    {
        var table =
            from status in Enum.GetValues<DossierStatus>()
            from role in Roles.All
            from act in ActRights.Offered(status, [role])
            select $"{status}: {role} {act} -> {ActRights.Outcome(act)}";

        Assert.Equal(
            [
                "Submitted: IntakeOfficer Accept -> Accepted",
                "Submitted: IntakeOfficer Refuse -> Refused",
                "Accepted: CaseOfficer StartProcessing -> InProgress",
                "Accepted: Approver Complete -> Completed",
                "InProgress: Approver Complete -> Completed",
                "Completed: IntakeOfficer ReturnResult -> ResultReturned",
            ],
            table
        );
    }

    [Fact]
    public void OfficerRoles_AreRolesOfAccounts() => Assert.All(Enum.GetNames<OfficerRole>(), role => Assert.Contains(role, Roles.Staff));
}
