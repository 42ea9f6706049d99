using System.Text.Json;
using System.Text.Json.Serialization;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures.TestBench;

namespace Dvc.Blazor.Domain.Procedures;

/// <summary>
/// The content of a revision, typed. Property names in JSON are those of the shipped catalogue (snake case); what has no property of its own is kept in
/// <see cref="Rest"/>, so that reading and writing loses nothing.
/// </summary>
public sealed record ProcedureDefinition
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Code of the sector.</summary>
    public required string Field { get; init; }

    /// <summary><c>toan-trinh</c>, <c>mot-phan</c> or <c>cung-cap-thong-tin</c>.</summary>
    public required string Level { get; init; }

    public required ProcessingTime Processing { get; init; }

    public IReadOnlyList<Fee> Fees { get; init; } = [];

    /// <summary>Papers that belong to a dossier (thành phần hồ sơ).</summary>
    public IReadOnlyList<RequiredDocument> Components { get; init; } = [];

    /// <summary>The form with its shared sections around it.</summary>
    [JsonIgnore]
    public FormDefinition Form { get; init; } = null!;

    public IReadOnlyList<string> LegalBasis { get; init; } = [];

    public ProcedureResult? Result { get; init; }

    /// <summary>How many levels of leaders approve the result, one after the other; 1 where the definition says nothing.</summary>
    public int? ApprovalLevels { get; init; }

    /// <summary>Numbers of the forms (2 to 5) of letters that leaders approve before they are issued; of requests for supplements (2) from the second on.</summary>
    public IReadOnlyList<int> LetterApproval { get; init; } = [];

    /// <summary>Of a linked procedure (thủ tục liên thông): the parts that other agencies do at the same time as the leading one.</summary>
    public IReadOnlyList<LinkedPart> Linked { get; init; } = [];

    /// <summary>What becomes of dossiers whose applicants let the time pass.</summary>
    public OverdueRules Overdue { get; init; } = new();

    /// <summary>Which values still lack a source, in the catalogue's words; administrators see these as a list to verify.</summary>
    public IReadOnlyList<string> UnverifiedValues { get; init; } = [];

    /// <summary>Whether each group of values has a source: code, level, agencies, processing, fees, components, legal_basis, result_code.</summary>
    public IReadOnlyDictionary<string, bool> Sourced { get; init; } = new Dictionary<string, bool>();

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Made-up dossiers that each draft is run on before it is published.</summary>
    public IReadOnlyList<ProcedureSample> Samples { get; init; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }

    /// <summary>Whether the time limit may be stated as fact.</summary>
    [JsonIgnore]
    public bool IsProcessingSourced => Sourced.GetValueOrDefault("processing");

    /// <summary>Reads the content of a revision.</summary>
    /// <exception cref="JsonException">The content is not a definition.</exception>
    public static ProcedureDefinition Parse(string content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        var definition = root.Deserialize<ProcedureDefinition>(FormJson.Options) ?? throw new JsonException("Empty definition.");
        return definition with { Form = FormJson.ReadCatalogue(root, root.GetProperty("shared_sections")) };
    }
}

/// <summary>How long a procedure takes (thời hạn giải quyết).</summary>
public sealed record ProcessingTime
{
    /// <summary><c>working_day</c>, <c>day</c> (calendar) or <c>same_day</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Number of units; halves occur.</summary>
    public decimal? Value { get; init; }

    /// <summary>Hour of day (<c>HH:mm</c>) after which a same-day procedure is due the next working day.</summary>
    public string? Cutoff { get; init; }

    public string? AfterCutoff { get; init; }

    /// <summary>When the clock starts, in words.</summary>
    public string? ClockStarts { get; init; }

    public IReadOnlyList<ProcessingStage> Stages { get; init; } = [];

    public IReadOnlyList<ProcessingCase> Cases { get; init; } = [];

    /// <summary>Units by filing channel: <c>truc_tiep</c>, <c>truc_tuyen</c>, <c>buu_chinh</c>.</summary>
    public IReadOnlyDictionary<string, decimal> ByChannel { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The time of dossiers that come in on a channel; the general value where none is given for it.</summary>
    public ProcessingTime On(string channel) => ByChannel.TryGetValue(channel, out var value) ? this with { Value = value } : this;

    public string? Exception { get; init; }

    public string? Extension { get; init; }

    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary><c>resume</c> or <c>restart</c>: what the clock does once a supplement is in. Nothing said: it starts again (Nghị định 61/2018, Điều 19 khoản 4).</summary>
    public string? AfterSupplement { get; init; }

    /// <summary>Working days within which a supplement must be asked for.</summary>
    public decimal? SupplementNoticeWithin { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}

/// <summary>What becomes of dossiers whose applicants let the time pass. Nothing said: the portal drafts the letter that ends the dossier, an officer decides.</summary>
public sealed record OverdueRules
{
    /// <summary>Of a request for supplements: <c>propose</c>, <c>close</c> or <c>remind</c>.</summary>
    public string? Supplement { get; init; }

    /// <summary>Of a payment: <c>propose</c>, <c>close</c> or <c>remind</c>.</summary>
    public string? Payment { get; init; }

    /// <summary>Working days before the end of the time at which the applicant is reminded.</summary>
    public int RemindBefore { get; init; } = 3;

    /// <summary>Days after which the applicant is reminded of a result that lies at the one-stop department, ascending.</summary>
    public IReadOnlyList<int> CollectAfter { get; init; } = CollectReminders.Days;

    /// <summary>These days in order, or the usual ones where the definition names none.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Collecting =>
        CollectAfter.Any(day => day > 0) ? [.. CollectAfter.Where(day => day > 0).Distinct().Order()] : CollectReminders.Days;

    /// <summary>The rule a word of the definition stands for.</summary>
    public static OverdueRule RuleOf(string? word) =>
        word switch
        {
            "close" => OverdueRule.Close,
            "remind" => OverdueRule.Remind,
            _ => OverdueRule.Propose,
        };

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}

/// <summary>A part of a linked procedure.</summary>
public sealed record LinkedPart
{
    /// <summary>Code or name of the procedure that the part is.</summary>
    public required string Procedure { get; init; }

    /// <summary>Id of the agency that does it; null where <see cref="Role"/> says who.</summary>
    public string? Agency { get; init; }

    /// <summary>Who does it, by the dossier: <c>unit</c> (the one-stop department of the unit it was filed at), <c>competent</c>, <c>handling</c>, or
    /// <c>upper</c> (the one-stop department of the unit above).</summary>
    public string? Role { get; init; }

    /// <summary>What is asked of it.</summary>
    public required string Content { get; init; }

    /// <summary>Working days it has; halves occur.</summary>
    public required decimal WorkingDays { get; init; }

    /// <summary>Only when the answers of the form say so, for instance when the applicant ticked it; null: always.</summary>
    public Condition? When { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}

/// <summary>A part of the time limit that one agency has.</summary>
public sealed record ProcessingStage
{
    public string? Agency { get; init; }

    public decimal? Value { get; init; }

    public string? Note { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}

/// <summary>Another time limit in a special case.</summary>
public sealed record ProcessingCase
{
    public string? When { get; init; }

    public decimal? Value { get; init; }

    /// <summary>Units to add to the ordinary limit instead.</summary>
    public decimal? Add { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}

/// <summary>A fee or charge (phí, lệ phí).</summary>
public sealed record Fee
{
    public required string Name { get; init; }

    /// <summary>Đồng; null where the amount is not known.</summary>
    public long? Amount { get; init; }

    public string? Currency { get; init; }

    /// <summary>What it is charged for, in words.</summary>
    public string? Per { get; init; }

    /// <summary>True while the amount must not be stated as fact.</summary>
    public bool Unverified { get; init; }

    public string? AppliesWhenText { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}

/// <summary>A paper that belongs to a dossier (thành phần hồ sơ).</summary>
public sealed record RequiredDocument
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public int Originals { get; init; }

    public int Copies { get; init; }

    public bool Required { get; init; }

    /// <summary>Instead of <see cref="Required"/>: compulsory when the condition holds, else optional.</summary>
    public Condition? RequiredWhen { get; init; }

    public string? FormTemplate { get; init; }

    /// <summary>Only shown at the counter; never asked as a file.</summary>
    public bool PresentOnly { get; init; }

    /// <summary>The electronic form is this paper; never asked as a file.</summary>
    public bool GeneratedFromForm { get; init; }

    /// <summary>Where the office could get it itself, in words.</summary>
    public string? ReusableFrom { get; init; }

    /// <summary>Whether the applicant is asked for a file of it.</summary>
    [JsonIgnore]
    public bool IsAttached => !PresentOnly && !GeneratedFromForm;

    /// <summary>Media types that are taken.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}

/// <summary>What the applicant gets in the end.</summary>
public sealed record ProcedureResult
{
    public string? Code { get; init; }

    public required string Name { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; init; }
}
