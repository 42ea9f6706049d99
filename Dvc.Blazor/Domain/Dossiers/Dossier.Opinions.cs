namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<OpinionRequest> _opinions = [];

    /// <summary>What other agencies were asked (xin ý kiến).</summary>
    public IReadOnlyList<OpinionRequest> Opinions => _opinions;

    public int OpinionCount { get; private set; }

    /// <summary>How many are not answered yet.</summary>
    public int OpenOpinions { get; private set; }

    /// <summary>Asks another agency for its opinion, with question and date (Nghị định 61/2018, Điều 19 khoản 5). The clock goes on.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, it is the own agency, or words or date are not right.</exception>
    public OpinionRequest AskOpinion(Actor by, OpinionQuestion question, DateTime nowUtc)
    {
        Require(DossierAct.AskOpinion);
        var request = OpinionRequest.Ask(Id, OpinionCount + 1, by, question, nowUtc);
        _opinions.Add(request);
        OpinionCount++;
        OpenOpinions++;
        Pass(DossierAct.AskOpinion, by, nowUtc, null, new { agency = question.AgencyId, due = question.DueUtc });
        Record(new OpinionAsked(Id, Number, request.Id, question.AgencyId));
        return request;
    }

    /// <summary>The asked agency answers. Opinions have to be loaded.</summary>
    /// <exception cref="RuleViolationException">No such question, answered before, or no words.</exception>
    public void AnswerOpinion(Actor by, Guid requestId, bool agrees, string answer, DateTime nowUtc)
    {
        var request = OpenOpinion(requestId);
        request.Reply(by, agrees, Stated(answer), nowUtc);
        OpenOpinions--;
        Trace("OpinionAnswered", by, nowUtc, new { opinion = request.Ordinal, answer = Digest(answer) });
        UpdatedAt = nowUtc;
        Record(new OpinionGiven(Id, Number, request.Id));
    }

    /// <summary>The question is not needed any more. Opinions have to be loaded.</summary>
    /// <exception cref="RuleViolationException">No such question, or answered before.</exception>
    public void WithdrawOpinion(Actor by, Guid requestId, DateTime nowUtc)
    {
        var request = OpenOpinion(requestId);
        request.Withdraw(nowUtc);
        OpenOpinions--;
        Trace("OpinionWithdrawn", by, nowUtc, new { opinion = request.Ordinal });
    }

    private OpinionRequest OpenOpinion(Guid requestId) =>
        _opinions.SingleOrDefault(o => o.Id == requestId && o.IsOpen) ?? throw new RuleViolationException("Opinion.NotOpen");
}
