namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>What comparing an original with the file found.</summary>
public enum OriginalVerdict
{
    Matches = 1,

    /// <summary>It differs; the note says how.</summary>
    Differs = 2,

    /// <summary>It was not shown; the note says why the result is handed over all the same.</summary>
    NotShown = 3,
}

/// <summary>An original that was compared with what was handed in online (đối chiếu bản chính).</summary>
public sealed class OriginalCheck
{
    private OriginalCheck() { }

    internal OriginalCheck(Guid dossierId, string componentCode, OriginalVerdict verdict, string note, Actor by, DateTime atUtc)
    {
        (DossierId, ComponentCode, Verdict, Note, ByName, At) = (dossierId, componentCode, verdict, note, by.Name, atUtc);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    /// <summary>Code of the required document.</summary>
    public string ComponentCode { get; private init; } = "";

    public OriginalVerdict Verdict { get; private init; }

    public string Note { get; private init; } = "";

    public string ByName { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }
}

/// <summary>To whom and how a result is handed over.</summary>
/// <param name="Way">At the counter, by post, or as a file.</param>
/// <param name="Collector">Name of who signs for it; compulsory at the counter.</param>
/// <param name="Authority">The authority of somebody who collects for the applicant; may be empty.</param>
/// <param name="TrackingCode">Number of the postal consignment; compulsory by post.</param>
public sealed record ResultReturnDetails(
    ResultDelivery Way,
    string? Collector = null,
    string? Authority = null,
    string? TrackingCode = null
)
{
    /// <summary>Number of the result on paper; compulsory of a result that is handed over at once.</summary>
    public string? ResultNumber { get; init; }

    /// <summary>Whether the applicant asks for the appointment slip of a result that is handed over at once.</summary>
    public bool WithSlip { get; init; }
}

/// <summary>The handing over of a result (trả kết quả).</summary>
public sealed class ResultReturn
{
    /// <summary>Longest name, authority or number, characters.</summary>
    public const int MaxLength = 200;

    private ResultReturn() { }

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    public ResultDelivery Way { get; private init; }

    public string? Collector { get; private init; }

    public string? Authority { get; private init; }

    public string? TrackingCode { get; private init; }

    public string? ResultNumber { get; private init; }

    /// <summary>Whether the applicant asked for the appointment slip.</summary>
    public bool WithSlip { get; private init; }

    public Guid? ById { get; private init; }

    public string ByName { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    internal static ResultReturn Hand(Guid dossierId, int ordinal, ResultReturnDetails how, Actor by, DateTime nowUtc)
    {
        var (collector, authority, tracking) = (Clean(how.Collector), Clean(how.Authority), Clean(how.TrackingCode));
        if (how.Way == ResultDelivery.OneStop && collector is null)
        {
            throw new RuleViolationException("Result.CollectorMissing");
        }

        if (how.Way == ResultDelivery.Post && tracking is null)
        {
            throw new RuleViolationException("Result.TrackingMissing");
        }

        return new ResultReturn
        {
            DossierId = dossierId,
            Ordinal = ordinal,
            Way = how.Way,
            Collector = collector,
            Authority = authority,
            TrackingCode = tracking,
            ResultNumber = Clean(how.ResultNumber),
            WithSlip = how.WithSlip,
            ById = by.UserId,
            ByName = by.Name,
            At = nowUtc,
        };
    }

    private static string? Clean(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null
        : words.Trim() is { Length: <= MaxLength } clean ? clean
        : throw new RuleViolationException("Dossier.ReasonTooLong", MaxLength);
}
