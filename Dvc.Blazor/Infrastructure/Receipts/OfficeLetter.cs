using Dvc.Blazor.Domain.Dossiers;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>One letter of a dossier.</summary>
/// <param name="Ordinal">1, 2, 3 … among those of its kind.</param>
/// <param name="At">UTC; when it was made out.</param>
public sealed record OfficeLetterKey(OfficeLetterKind Kind, int Ordinal, DateTime At)
{
    /// <summary>Its part of an address, for example <c>mau-02-1</c>.</summary>
    public string Code => $"mau-0{(int)Kind}-{Ordinal}";

    /// <summary>What it is called.</summary>
    public string Name => OfficeLetter.NameOf(Kind);
}

/// <summary>Everything that a letter says. Instants are UTC; the paper shows them in Vietnamese time.</summary>
public sealed record OfficeLetter
{
    public required OfficeLetterKey Key { get; init; }

    /// <summary>The authority above the agency, or null.</summary>
    public string? ParentAgencyName { get; init; }

    public required string AgencyName { get; init; }

    public required string OneStopName { get; init; }

    /// <summary>Where it is made out: the name of the place only. Null leaves the date alone.</summary>
    public string? Place { get; init; }

    public required string DossierNumber { get; init; }

    /// <summary>Absolute address in the QR code.</summary>
    public required Uri LookUpUrl { get; init; }

    public required string ProcedureCode { get; init; }

    public required string ProcedureName { get; init; }

    public required string ApplicantName { get; init; }

    public string? RepresentativeName { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public required DateTime SubmittedAt { get; init; }

    public DateTime? AcceptedAt { get; init; }

    /// <summary>Why; empty when the items say it all.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What is to be added or corrected, each with its reason.</summary>
    public IReadOnlyList<(string Name, string Reason)> Items { get; init; } = [];

    /// <summary>By when the applicant is asked to answer.</summary>
    public DateTime? AnswerBy { get; init; }

    /// <summary>The date promised before.</summary>
    public DateTime? DueBefore { get; init; }

    /// <summary>The new date.</summary>
    public DateTime? DueNow { get; init; }

    /// <summary>Name of who signs.</summary>
    public required string SignedBy { get; init; }

    /// <summary>Telephone of the office; empty when not known.</summary>
    public string OfficePhone { get; init; } = "";

    /// <summary>Number of the letter: that of the dossier, the form and the serial.</summary>
    public string Number => $"{DossierNumber}/M0{(int)Key.Kind}-{Key.Ordinal}";

    public string Title =>
        Key.Kind switch
        {
            OfficeLetterKind.SupplementRequest => OfficeLetterText.SupplementTitle,
            OfficeLetterKind.Refusal => OfficeLetterText.RefusalTitle,
            OfficeLetterKind.Apology => OfficeLetterText.ApologyTitle,
            _ => OfficeLetterText.DiscontinuationTitle,
        };

    public string FormNumber => ReceiptWords.Format(OfficeLetterText.FormNumber, (int)Key.Kind);

    /// <summary>The same letter for an unencrypted mail: no address, no telephone.</summary>
    public OfficeLetter ForMail() => this with { Address = null, Phone = null, Email = null };

    internal static string NameOf(OfficeLetterKind kind) =>
        kind switch
        {
            OfficeLetterKind.SupplementRequest => OfficeLetterText.SupplementName,
            OfficeLetterKind.Refusal => OfficeLetterText.RefusalName,
            OfficeLetterKind.Apology => OfficeLetterText.ApologyName,
            _ => OfficeLetterText.DiscontinuationName,
        };

    /// <summary>Who it is about, line by line; empty values are left out.</summary>
    public IReadOnlyList<(string Label, string Value)> People() =>
        Filled(
            (ReceiptText.Applicant, ApplicantName),
            (ReceiptText.Representative, RepresentativeName),
            (ReceiptText.Address, Address),
            (ReceiptText.Phone, Phone),
            (ReceiptText.Email, Email),
            (ReceiptText.Request, $"{ProcedureName} ({ProcedureCode})"),
            (ReceiptText.SubmittedAt, ReceiptWords.Moment(SubmittedAt)),
            (ReceiptText.AcceptedAt, AcceptedAt is { } at ? ReceiptWords.Moment(at) : null)
        );

    /// <summary>What it says, in sentences.</summary>
    public IReadOnlyList<string> Words() =>
        Key.Kind switch
        {
            OfficeLetterKind.SupplementRequest => [ReceiptWords.Format(OfficeLetterText.SupplementWords, OneStopName), .. Given(Reason)],
            OfficeLetterKind.Refusal => [ReceiptWords.Format(OfficeLetterText.RefusalWords, OneStopName), Because],
            OfficeLetterKind.Apology => [ReceiptWords.Format(OfficeLetterText.ApologyWords, AgencyName), Because],
            _ => [ReceiptWords.Format(OfficeLetterText.DiscontinuationWords, AgencyName), Because],
        };

    /// <summary>The dates it names, and how to ask.</summary>
    public IReadOnlyList<(string Label, string Value)> Terms() =>
        Filled(
            (OfficeLetterText.AnswerBy, Day(AnswerBy)),
            (OfficeLetterText.DueBefore, Day(DueBefore)),
            (OfficeLetterText.DueNow, Day(DueNow)),
            (OfficeLetterText.OfficePhone, OfficePhone)
        );

    private string Because => ReceiptWords.Format(OfficeLetterText.Reason, Reason);

    private static IReadOnlyList<string> Given(string words) => words.Length == 0 ? [] : [words];

    private static string? Day(DateTime? utc) => utc is { } at ? ReceiptWords.Due(at) : null;

    private static IReadOnlyList<(string, string)> Filled(params IEnumerable<(string Label, string? Value)> lines) =>
        [.. lines.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => (line.Label, line.Value!))];
}
