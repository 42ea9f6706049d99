using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>How a status is shown: never by colour alone, always with its drawing and its official name.</summary>
/// <param name="Tone">Class of the chip's colours.</param>
/// <param name="Icon">Name of the drawing.</param>
/// <param name="Name">The official name.</param>
/// <param name="Sentence">What happens next, told to the applicant.</param>
public sealed record StatusLook(string Tone, string Icon, string Name, string Sentence)
{
    public static StatusLook Of(DossierStatus status) =>
        status switch
        {
            DossierStatus.Draft => new("mute", "pen", StatusText.Draft, StatusText.DraftNext),
            DossierStatus.Submitted => new("info", "inbox", StatusText.Submitted, StatusText.SubmittedNext),
            DossierStatus.Accepted => new("teal", "okc", StatusText.Accepted, StatusText.AcceptedNext),
            DossierStatus.Refused => new("error", "ban", StatusText.Refused, StatusText.RefusedNext),
            DossierStatus.InProgress => new("info", "gear", StatusText.InProgress, StatusText.InProgressNext),
            DossierStatus.AwaitingSupplement => new("warn", "filep", StatusText.AwaitingSupplement, StatusText.AwaitingSupplementNext),
            DossierStatus.AwaitingPayment => new("warn", "coin", StatusText.AwaitingPayment, StatusText.AwaitingPaymentNext),
            DossierStatus.WithdrawalRequested => new("mute", "undo", StatusText.WithdrawalRequested, StatusText.WithdrawalRequestedNext),
            DossierStatus.Discontinued => new("error", "stop", StatusText.Discontinued, StatusText.DiscontinuedNext),
            DossierStatus.Completed => new("ok", "check", StatusText.Completed, StatusText.CompletedNext),
            DossierStatus.ResultReturned => new("full", "hand", StatusText.ResultReturned, StatusText.ResultReturnedNext),
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a dossier."),
        };
}
