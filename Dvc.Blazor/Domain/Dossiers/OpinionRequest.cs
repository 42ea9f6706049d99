namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>What another agency is asked.</summary>
/// <param name="AgencyId">Who is asked.</param>
/// <param name="Question">What; compulsory.</param>
/// <param name="DueUtc">By when, UTC.</param>
/// <param name="IsConfidential">Whether only the asking officers and the leader read the answer.</param>
public sealed record OpinionQuestion(string AgencyId, string Question, DateTime DueUtc, bool IsConfidential);

/// <summary>A question to another agency about a dossier (xin ý kiến phối hợp), its date and its answer.</summary>
public sealed class OpinionRequest
{
    private OpinionRequest() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid DossierId { get; private init; }

    /// <summary>1, 2, 3 … within the dossier.</summary>
    public int Ordinal { get; private init; }

    /// <summary>Who is asked.</summary>
    public string AgencyId { get; private init; } = "";

    /// <summary>The agency that asks.</summary>
    public string? AskedForAgencyId { get; private init; }

    public Guid? AskedById { get; private init; }

    public string AskedBy { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime AskedAt { get; private init; }

    public string Question { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime DueAt { get; private init; }

    public bool IsConfidential { get; private init; }

    /// <summary>UTC; when the asked agency was reminded, or null.</summary>
    public DateTime? RemindedAt { get; set; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    public string? Answer { get; private set; }

    public bool? Agrees { get; private set; }

    /// <summary>UTC; when the question was taken back, or null.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    public bool IsOpen => AnsweredAt is null && WithdrawnAt is null;

    internal static OpinionRequest Ask(Guid dossierId, int ordinal, Actor by, OpinionQuestion question, DateTime nowUtc)
    {
        if (question.AgencyId.Length == 0 || question.AgencyId == by.AgencyId)
        {
            throw new RuleViolationException("Opinion.OwnAgency");
        }

        if (question.DueUtc <= nowUtc)
        {
            throw new RuleViolationException("Opinion.DueInThePast");
        }

        return new OpinionRequest
        {
            DossierId = dossierId,
            Ordinal = ordinal,
            AgencyId = question.AgencyId,
            AskedForAgencyId = by.AgencyId,
            AskedById = by.UserId,
            AskedBy = by.Name,
            AskedAt = nowUtc,
            Question = Dossier.Stated(question.Question),
            DueAt = question.DueUtc,
            IsConfidential = question.IsConfidential,
        };
    }

    internal void Reply(Actor by, bool agrees, string answer, DateTime nowUtc) =>
        (AnsweredAt, AnsweredBy, Agrees, Answer) = (nowUtc, by.Name, agrees, answer);

    internal void Withdraw(DateTime nowUtc) => WithdrawnAt = nowUtc;
}
