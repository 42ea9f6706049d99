using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Everything that the control sheet of a dossier says, in words except for the moments.</summary>
public sealed record PrintedSheet
{
    public required string DossierNumber { get; init; }

    /// <summary>The authority above the agency, or null.</summary>
    public string? ParentAgencyName { get; init; }

    public required string AgencyName { get; init; }

    public required string OneStopName { get; init; }

    /// <summary>Where it is made out: the name of the place only. Null leaves the date alone.</summary>
    public string? Place { get; init; }

    /// <summary>UTC; when it was put together.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>Absolute address in the QR code.</summary>
    public required Uri LookUpUrl { get; init; }

    public required string ProcedureCode { get; init; }

    public required string ProcedureName { get; init; }

    /// <summary>Empty once the personal data is erased.</summary>
    public required string ApplicantName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SubmittedAt { get; init; }

    /// <summary>UTC; null before acceptance.</summary>
    public DateTime? AcceptedAt { get; init; }

    /// <summary>UTC; as promised last, or null.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>UTC; as promised first, where an apology moved it; otherwise null.</summary>
    public DateTime? DueBefore { get; init; }

    public required string LeadAgency { get; init; }

    /// <summary>Agencies that had a part of the work or were asked for an opinion.</summary>
    public IReadOnlyList<string> OtherAgencies { get; init; } = [];

    public IReadOnlyList<PrintedSheetRow> Rows { get; init; } = [];

    /// <summary>What it is about, line by line.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts() =>
        [
            .. new (string Label, string? Value)[]
            {
                (ReceiptText.Request, $"{ProcedureName} ({ProcedureCode})"),
                (ReceiptText.Applicant, ApplicantName),
                (ReceiptText.SubmittedAt, ReceiptWords.Moment(SubmittedAt)),
                (ReceiptText.AcceptedAt, AcceptedAt is { } accepted ? ReceiptWords.Moment(accepted) : null),
                (SheetText.DueBefore, DueBefore is { } before ? ReceiptWords.Due(before) : null),
                (SheetText.Due, DueAt is { } due ? ReceiptWords.Due(due) : null),
                (SheetText.Lead, LeadAgency),
                (SheetText.Others, string.Join("; ", OtherAgencies)),
            }
                .Where(line => !string.IsNullOrWhiteSpace(line.Value))
                .Select(line => (line.Label, line.Value!)),
        ];
}

/// <summary>One passage of the sheet.</summary>
/// <param name="From">Agency and name of who hands over, in lines.</param>
/// <param name="To">Agency and name of who takes it.</param>
/// <param name="HandedAt">UTC.</param>
/// <param name="TakenAt">UTC; or null.</param>
public sealed record PrintedSheetRow(
    IReadOnlyList<string> From,
    IReadOnlyList<string> To,
    DateTime HandedAt,
    DateTime? TakenAt,
    Punctuality? Kept,
    string Remark
)
{
    /// <summary>Hour and day of the two moments; empty where there is none.</summary>
    public string Handed => HourAndDay(HandedAt);

    public string Taken => TakenAt is { } at ? HourAndDay(at) : "";

    /// <summary>How the time was kept, in the words of the form.</summary>
    public string Result =>
        Kept switch
        {
            Punctuality.Ahead => SheetText.Ahead,
            Punctuality.OnTime => SheetText.OnTime,
            Punctuality.Late => SheetText.Late,
            _ => "",
        };

    private static string HourAndDay(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
