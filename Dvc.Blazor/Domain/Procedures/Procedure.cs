using System.Text.Json;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Procedures;

/// <summary>A field of government business (lĩnh vực), for example civil status.</summary>
public sealed class Sector
{
    public required string Code { get; init; }

    public required string Name { get; set; }

    public required int Order { get; init; }

    /// <summary>The whole record as it came from the source, JSON.</summary>
    public required string Source { get; set; }
}

/// <summary>How far a procedure can be carried out online (Nghị định 42/2022/NĐ-CP, Điều 11).</summary>
public enum ServiceLevel
{
    /// <summary>Information only; dossiers are not taken online.</summary>
    InformationOnly = 0,

    /// <summary>Some steps need presence (một phần).</summary>
    Partial = 1,

    /// <summary>From filing to result online (toàn trình).</summary>
    FullyOnline = 2,
}

/// <summary>An administrative procedure (thủ tục hành chính). Its content lives in revisions; a dossier keeps the revision it was filled in on.</summary>
public sealed class Procedure
{
    /// <summary>Longest notice of a closing, characters.</summary>
    public const int MaxNotice = 1_000;

    /// <summary>National code, for example 2.000635; part of public addresses.</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>Code and name in the spelling of searches.</summary>
    public required string FoldedName { get; set; }

    public required string SectorCode { get; set; }

    public required ServiceLevel Level { get; set; }

    public required int Order { get; set; }

    /// <summary>The published revision on which new dossiers are filled in; null while there is none.</summary>
    public Guid? CurrentRevisionId { get; set; }

    /// <summary>How many years a closed dossier keeps its personal data; null: the portal's general rule.</summary>
    public int? RetentionYears { get; set; }

    public List<ProcedureAssignment> Assignments { get; init; } = [];

    /// <summary>UTC; null while dossiers can be begun.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>What people are told of the closing.</summary>
    public string? ClosingNotice { get; private set; }

    /// <summary>Code of the procedure that takes its place, or null.</summary>
    public string? ReplacedByCode { get; private set; }

    public bool IsClosed => ClosedAt is not null;

    /// <summary>Whether a dossier can be filed online.</summary>
    public bool IsOnline => Level != ServiceLevel.InformationOnly && CurrentRevisionId is not null && !IsClosed;

    /// <summary>Takes over what lists and searches need from a content.</summary>
    public void Describe(ProcedureDefinition content)
    {
        Name = content.Name;
        var later =
            content.Rest?.TryGetValue("name_2026", out var name) == true && name.ValueKind == JsonValueKind.String
                ? name.GetString()
                : null;
        FoldedName = Fold.Text($"{Code} {Name} {later}");
        SectorCode = content.Field;
        Level = content.Level switch
        {
            "toan-trinh" => ServiceLevel.FullyOnline,
            "mot-phan" => ServiceLevel.Partial,
            _ => ServiceLevel.InformationOnly,
        };
    }

    /// <summary>From now on no dossier can be begun; running ones go on.</summary>
    /// <param name="notice">What people are told.</param>
    /// <param name="replacedBy">Code of the procedure that takes its place, or null.</param>
    /// <exception cref="RuleViolationException">Closed already, nothing said, too much said, or replaced by itself.</exception>
    public void Close(string? notice, string? replacedBy, DateTime nowUtc)
    {
        var words = (notice ?? "").Trim().Normalize(System.Text.NormalizationForm.FormC);
        if (IsClosed)
        {
            throw new RuleViolationException("Authoring.ClosedAlready");
        }

        if (words.Length is 0 or > MaxNotice)
        {
            throw new RuleViolationException("Authoring.NoticeMissing", MaxNotice);
        }

        if (replacedBy == Code)
        {
            throw new RuleViolationException("Authoring.ReplacedByItself");
        }

        (ClosedAt, ClosingNotice, ReplacedByCode) = (nowUtc, words, replacedBy);
    }

    /// <summary>Dossiers can be begun again.</summary>
    public void Reopen() => (ClosedAt, ClosingNotice, ReplacedByCode) = (null, null, null);
}

/// <summary>Which units carry out a procedure, and when. Dated: before 1 July 2025 the district, since then the communes.</summary>
public sealed class ProcedureAssignment
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string ProcedureCode { get; init; }

    /// <summary>Position in the source.</summary>
    public required int Ordinal { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    /// <summary>Level of government in the source's word: <c>tinh</c>, <c>huyen</c> or <c>xa</c>.</summary>
    public required string Level { get; init; }

    /// <summary>The competent authority in words.</summary>
    public required string Competent { get; init; }

    /// <summary>The competent unit, when it is one.</summary>
    public string? CompetentId { get; init; }

    /// <summary><c>commune</c> when every unit of commune level is competent.</summary>
    public string? CompetentKind { get; init; }

    public string? HandlingDivision { get; init; }

    public string? HandlingDivisionId { get; init; }

    /// <summary>Who takes the dossier in, in words.</summary>
    public string? Receiver { get; init; }

    public string? ReceiverId { get; init; }

    /// <summary>Whether it applies on a civil day.</summary>
    public bool IsValidOn(DateOnly day) => !(ValidFrom > day) && !(ValidTo < day);
}
