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
            from act in Enum.GetValues<DossierAct>()
            select $"{act}: {string.Join(", ", ActRights.RolesFor(act))} from {string.Join(", ", ActRights.From(act))}";

        Assert.Equal(
            [
                "Accept: IntakeOfficer from Submitted",
                "Refuse: IntakeOfficer from Submitted, AwaitingSupplement",
                "RequestSupplement: IntakeOfficer from Submitted, Accepted, InProgress",
                "DraftSupplement: IntakeOfficer, CaseOfficer from Submitted, Accepted, InProgress",
                "TakeSupplement: IntakeOfficer from AwaitingSupplement",
                "Forward: IntakeOfficer, CaseOfficer, Approver from Accepted, InProgress",
                "TakeBack: IntakeOfficer, CaseOfficer, Approver from InProgress",
                "RequestPayment: CaseOfficer from InProgress",
                "ConfirmPayment: IntakeOfficer, CaseOfficer from AwaitingPayment",
                "CancelPayment: CaseOfficer from AwaitingPayment",
                "AskOpinion: CaseOfficer, Approver from Accepted, InProgress",
                "SubmitForApproval: CaseOfficer from InProgress",
                "Approve: Approver from InProgress",
                "SendBack: Approver from InProgress",
                "Extend: Approver from Accepted, InProgress",
                "Discontinue: Approver from Accepted, InProgress, AwaitingSupplement, AwaitingPayment",
                "Resume: Approver from Discontinued",
                "GrantWithdrawal: IntakeOfficer from WithdrawalRequested",
                "DeclineWithdrawal: IntakeOfficer from WithdrawalRequested",
                "Complete: Approver from Accepted, InProgress",
                "ReturnResult: IntakeOfficer from Completed",
                "RecallResult: Approver from ResultReturned",
                "DraftLetter: IntakeOfficer, CaseOfficer from Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment",
                "SubmitLetter: IntakeOfficer, CaseOfficer from Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment",
                "ApproveLetter: Approver from Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment",
                "SendBackLetter: Approver from Submitted, Accepted, InProgress, AwaitingSupplement, AwaitingPayment",
                "GiveSubtasks: CaseOfficer, Approver from InProgress",
                "ReturnAtOnce: IntakeOfficer from Accepted",
            ],
            table
        );
    }

    [Fact]
    public void OfficerRoles_AreRolesOfAccounts() => Assert.All(Enum.GetNames<OfficerRole>(), role => Assert.Contains(role, Roles.Staff));
}
