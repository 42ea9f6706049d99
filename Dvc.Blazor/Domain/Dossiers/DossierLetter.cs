using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>Letters of the office to an applicant; the numbers are those of the forms.</summary>
public enum OfficeLetterKind
{
    /// <summary>Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu 02).</summary>
    SupplementRequest = 2,

    /// <summary>Phiếu từ chối tiếp nhận giải quyết hồ sơ (mẫu 03).</summary>
    Refusal = 3,

    /// <summary>Phiếu xin lỗi và hẹn lại ngày trả kết quả (mẫu 04).</summary>
    Apology = 4,

    /// <summary>Thông báo dừng giải quyết hồ sơ (mẫu 05).</summary>
    Discontinuation = 5,
}

/// <summary>Some of the letters; the bit of each is the number of its form.</summary>
[Flags]
public enum LetterForms
{
    None = 0,
    SupplementRequest = 1 << OfficeLetterKind.SupplementRequest,
    Refusal = 1 << OfficeLetterKind.Refusal,
    Apology = 1 << OfficeLetterKind.Apology,
    Discontinuation = 1 << OfficeLetterKind.Discontinuation,
}

/// <summary>How far a letter has come.</summary>
public enum LetterState
{
    Drafted = 0,

    /// <summary>Laid before the leaders.</summary>
    Submitted = 1,

    /// <summary>Approved by the last level: it may be issued as it stands.</summary>
    Approved = 2,

    /// <summary>The applicant has it.</summary>
    Issued = 3,
}

/// <summary>A letter of the office (văn bản): drafted by an officer or the portal, where the revision wants it approved by leaders, issued by an act.</summary>
public sealed record DossierLetter
{
    public required OfficeLetterKind Kind { get; init; }

    public LetterState State { get; init; }

    /// <summary>The reason it states; of a request for supplements its general words.</summary>
    public required string Words { get; init; }

    /// <summary>Units of the time limit that an apology adds; null of others.</summary>
    public int? Units { get; init; }

    public required string DraftedBy { get; init; }

    /// <summary>The account that drafted it; null of the portal itself.</summary>
    public Guid? DraftedById { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime DraftedAt { get; init; }

    /// <summary>The level it waits at, 1 for the first; 0 unless it lies before the leaders.</summary>
    public int Level { get; init; }

    /// <summary>Who approved it last, and so signs it; null of a letter that needed no approval.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? ApprovedAt { get; init; }

    /// <summary>Its number, given with the approval or the issue.</summary>
    public string? Number { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? IssuedAt { get; init; }

    /// <summary>The date an apology takes back, UTC.</summary>
    public DateTime? DueBefore { get; init; }

    /// <summary>The date it names instead, UTC.</summary>
    public DateTime? DueNow { get; init; }

    [JsonIgnore]
    public bool IsOpen => State != LetterState.Issued;

    /// <summary>Whether the portal drafted it.</summary>
    [JsonIgnore]
    public bool IsByPortal => DraftedById is null;
}

public static class LetterFormsOf
{
    /// <summary>The set of one letter.</summary>
    public static LetterForms Form(this OfficeLetterKind kind) => (LetterForms)(1 << (int)kind);

    /// <summary>The set of letters by the numbers of their forms; numbers of no letter count nothing.</summary>
    public static LetterForms Numbers(IEnumerable<int> forms) =>
        forms
            .Where(form => Enum.IsDefined((OfficeLetterKind)form))
            .Aggregate(LetterForms.None, (all, form) => all | ((OfficeLetterKind)form).Form());
}
