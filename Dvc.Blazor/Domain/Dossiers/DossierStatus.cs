namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>
/// Where a dossier stands. The numbers are the codes of the national portal (0 is our own); they are stored and exchanged, never renumber them.
/// The official names stand in Text/Terms.resx.
/// </summary>
public enum DossierStatus
{
    /// <summary>Not yet submitted; drafts are kept apart from dossiers.</summary>
    Draft = 0,

    /// <summary>Filed, waits for the one-stop department.</summary>
    Submitted = 1,

    /// <summary>Complete and valid; the clock runs.</summary>
    Accepted = 2,

    /// <summary>Not taken in; final.</summary>
    Refused = 3,

    /// <summary>Being examined.</summary>
    InProgress = 4,

    /// <summary>Waits for papers or answers of the applicant.</summary>
    AwaitingSupplement = 5,

    /// <summary>Waits for a financial obligation.</summary>
    AwaitingPayment = 6,

    /// <summary>The applicant asked to withdraw.</summary>
    WithdrawalRequested = 7,

    /// <summary>Ended without result.</summary>
    Discontinued = 8,

    /// <summary>The result exists and waits to be fetched or sent.</summary>
    Completed = 9,

    /// <summary>The result is handed over; final.</summary>
    ResultReturned = 10,
}
