namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Which of the two papers is printed: proof of an online filing, or form 01 after acceptance.</summary>
public enum ReceiptKind
{
    /// <summary>Before acceptance: the portal has received the dossier, nobody has promised a date.</summary>
    Submission,

    /// <summary>After acceptance: the receipt with an appointed date (form 01 of the one-stop rules).</summary>
    Acceptance,
}

/// <summary>Everything that a receipt says, already in words where the law or the office chooses them.
/// Instants are UTC; the paper shows them in Vietnamese time. Texts may be NFC or NFD.</summary>
public sealed record ReceiptDocument
{
    public required ReceiptKind Kind { get; init; }

    /// <summary>The authority above the agency (the province for a district), or null.</summary>
    public string? ParentAgencyName { get; init; }

    public required string AgencyName { get; init; }

    public required string OneStopName { get; init; }

    /// <summary>Where the paper is made out, before the date in the head: the name of the place only. Null leaves the date alone.</summary>
    public string? Place { get; init; }

    public required string DossierNumber { get; init; }

    /// <summary>The secret part that opens the look-up together with the number.</summary>
    public required string LookUpCode { get; init; }

    /// <summary>Absolute address in the QR code; it carries the number and the secret part.</summary>
    public required Uri LookUpUrl { get; init; }

    public required string ProcedureCode { get; init; }

    public required string ProcedureName { get; init; }

    /// <summary>The person or organisation whose dossier it is.</summary>
    public required string ApplicantName { get; init; }

    /// <summary>Who files in the applicant's name, when it is somebody else.</summary>
    public string? RepresentativeName { get; init; }

    /// <summary>Identity number as it shall be printed (the caller decides whether it is masked); null leaves the line out.</summary>
    public string? IdNumber { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public IReadOnlyList<ReceiptPaper> Papers { get; init; } = [];

    /// <summary>Number of identical sets of papers.</summary>
    public int Sets { get; init; } = 1;

    /// <summary>Time limit in words, for example so many working days.</summary>
    public required string ProcessingTime { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SubmittedAt { get; init; }

    /// <summary>UTC; null before acceptance.</summary>
    public DateTime? AcceptedAt { get; init; }

    /// <summary>Appointed day, a civil date in Vietnam; null says that no day has been appointed yet.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Appointed hour in Vietnam, when the office gives one.</summary>
    public TimeOnly? DueTime { get; init; }

    public string? ReturnPlace { get; init; }

    public string? ReturnMethod { get; init; }

    public IReadOnlyList<ReceiptFee> Fees { get; init; } = [];

    /// <summary>Of a linked procedure: its parts and where each stands, on the day the paper is printed.</summary>
    public IReadOnlyList<LinkedResult> Linked { get; init; } = [];

    /// <summary>The parts in words, line by line.</summary>
    public IReadOnlyList<string> LinkedLines() =>
        [.. Linked.Select(part => ReceiptWords.Format(ReceiptText.LinkedLine, part.Procedure, part.Agency, part.Words))];

    /// <summary>The officer who helped at the counter; null of a dossier filed online.</summary>
    public string? HelperName { get; init; }

    /// <summary>Name of the officer who accepted, under the right-hand signature.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>The same paper for an unencrypted letter: no identity number, no address, no telephone, and a line that says so.</summary>
    public ReceiptDocument ForMail() => this with { IdNumber = null, Address = null, Phone = null, Email = null, WithheldForMail = true };

    internal bool WithheldForMail { get; private init; }
}

/// <summary>One line of the table of papers with what was attached to it.</summary>
public sealed record ReceiptPaper(string Name, int Originals, int Copies, IReadOnlyList<ReceiptFile> Files);

/// <summary>An attached file: <paramref name="Size"/> in bytes, pages when known, SHA-256 as 64 hexadecimal digits.</summary>
public sealed record ReceiptFile(string Name, long Size, int? Pages, string Sha256);

/// <summary>A fee: <paramref name="Amount"/> in dong, null when it is not fixed.
/// <paramref name="Unverified"/> prints the request to confirm it with the agency instead of stating it.</summary>
public sealed record ReceiptFee(string Name, long? Amount, string? Per = null, bool Unverified = false);
