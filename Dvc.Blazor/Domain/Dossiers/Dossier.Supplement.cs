using Dvc.Blazor.Domain.Calendars;

namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<SupplementRequest> _supplements = [];

    /// <summary>What was asked of the applicant (phiếu yêu cầu bổ sung), the drafted one included.</summary>
    public IReadOnlyList<SupplementRequest> Supplements => _supplements;

    /// <summary>How many requests were made, drafts included; each has its number.</summary>
    public int SupplementCount { get; private set; }

    /// <summary>How many were sent to the applicant.</summary>
    public int SupplementsSent { get; private set; }

    /// <summary>Whether a drafted request waits for the one-stop department.</summary>
    public bool HasSupplementDraft { get; private set; }

    /// <summary>UTC; by when the applicant is asked to answer.</summary>
    public DateTime? SupplementDueAt { get; private set; }

    /// <summary>UTC; when the applicant answered what is open now, or null.</summary>
    public DateTime? SupplementAnsweredAt { get; private set; }

    /// <summary>The status the dossier goes back to once the applicant has done what was asked.</summary>
    public DossierStatus? GoesBackTo { get; private set; }

    /// <summary>Prepares a request for the one-stop department to send; a new draft takes the place of an older one. Requests have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or the request is not complete.</exception>
    public SupplementRequest DraftSupplement(Actor by, SupplementDemand demand, DateTime nowUtc)
    {
        Require(DossierAct.DraftSupplement);
        if (LetterOf(OfficeLetterKind.SupplementRequest)?.State == LetterState.Submitted)
        {
            throw new RuleViolationException("Letter.BeforeLeader");
        }

        return Prepare(by, demand, nowUtc);
    }

    /// <summary>Asks the applicant for everything that is missing, at once, each with its reason (mẫu 02; Nghị định 61/2018, Điều 15 khoản 3, Điều 17 khoản 2).
    /// A drafted request is replaced by what is sent. Requests have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, nothing is named, a reason is missing, or a second request says not why.</exception>
    public SupplementRequest RequestSupplement(Actor by, SupplementDemand demand, DossierClock clock, DateTime nowUtc)
    {
        Require(DossierAct.RequestSupplement);
        RequireWhyAgain(demand);
        if (
            LetterOf(OfficeLetterKind.SupplementRequest) is { State: LetterState.Approved }
            && _supplements.SingleOrDefault(s => s.State == SupplementState.Drafted)?.Says(demand) != true
        )
        {
            throw new RuleViolationException("Letter.ChangedSinceApproval");
        }

        var before = Status;
        var request = NewRequest(by, demand, nowUtc);
        Issue(by, OfficeLetterKind.SupplementRequest, request.Reason, nowUtc);
        request.Send(by, demand.AnswerByUtc, nowUtc);
        HasSupplementDraft = false;
        SupplementsSent++;
        (SupplementDueAt, SupplementAnsweredAt, GoesBackTo) = (demand.AnswerByUtc, null, before);
        // The form's own fields are named, never what stands in them.
        MoveTo(
            DossierStatus.AwaitingSupplement,
            by,
            nowUtc,
            request.Reason,
            new { request = request.Ordinal, items = request.Items.Select(i => i.Target) },
            DossierAct.RequestSupplement
        );
        StopClock(before == DossierStatus.InProgress ? clock.AfterSupplement : PauseRule.Resume, nowUtc);
        ApprovalLevel = 0;
        Record(new SupplementRequested(Id, Number, request.Id));
        return request;
    }

    /// <summary>The applicant has sent what was asked. What was there before stays readable beside it. Requests, papers and answers have to be loaded.</summary>
    /// <exception cref="RuleViolationException">Nothing is asked, something asked is missing, or something was changed that was not asked.</exception>
    public void AnswerSupplement(Actor by, SupplementAnswer answer, DateTime nowUtc)
    {
        var request = OpenRequest();
        if (Status != DossierStatus.AwaitingSupplement || request.State != SupplementState.Sent)
        {
            throw new RuleViolationException("Supplement.NotAsked");
        }

        foreach (var item in request.Items.Where(i => i.Kind == SupplementKind.Paper))
        {
            if (answer.Papers.All(p => p.ComponentCode != item.Target))
            {
                throw new RuleViolationException("Supplement.PaperMissing", item.Target);
            }
        }

        if (answer.Papers.Any(p => !request.Asks(SupplementKind.Paper, p.ComponentCode) && !answer.NewlyAsked.Contains(p.ComponentCode)))
        {
            throw new RuleViolationException("Supplement.NotAsked");
        }

        foreach (var document in _documents.Where(d => d.IsCurrent && request.Asks(SupplementKind.Paper, d.ComponentCode)))
        {
            document.Supersede(nowUtc);
        }

        _documents.AddRange(
            answer.Papers.Select(p => new SubmittedDocument(p.Id, Id, p.ComponentCode, p.Ordinal, p.File, request.Ordinal))
        );
        request.Answer(answer, nowUtc);
        Answers.Replace(answer.Answers);
        AnswersHash = answer.AnswersHash;
        ResultDelivery = answer.Delivery ?? ResultDelivery;
        if (answer.Applicant is { } applicant)
        {
            Know(applicant);
        }

        SupplementAnsweredAt = nowUtc;
        // What was prepared because nothing came.
        DropLetters(OfficeLetterKind.Refusal, OfficeLetterKind.Discontinuation);
        Pass(
            null,
            by,
            nowUtc,
            null,
            new
            {
                request = request.Ordinal,
                answers = Digest(answer.AnswersHash),
                files = answer.Papers.Select(p => Digest(p.File.Sha256)),
            },
            "SupplementAnswered"
        );
        Record(new SupplementAnswered(Id, Number, request.Id));
    }

    /// <summary>The one-stop department finds the answer complete: the dossier goes back to where it was, and the clock goes on from the answer. Requests and stops have to be loaded.</summary>
    /// <exception cref="RuleViolationException">The status does not allow it, or nothing has been answered.</exception>
    public void TakeSupplement(Actor by, DossierClock clock, DateTime nowUtc)
    {
        Require(DossierAct.TakeSupplement);
        OpenRequest().Close(SupplementState.Taken, nowUtc);
        var answered = SupplementAnsweredAt!.Value;
        Change(GoesBackTo!.Value, by, nowUtc, null, DossierAct.TakeSupplement);
        GoOnCounting(clock, answered);
        (SupplementDueAt, GoesBackTo) = (null, null);
    }

    private SupplementRequest Prepare(Actor by, SupplementDemand demand, DateTime nowUtc)
    {
        if (NeedsLetterAgain)
        {
            RequireWhyAgain(demand);
        }

        var request = NewRequest(by, demand, nowUtc);
        HasSupplementDraft = true;
        Trace(nameof(DossierAct.DraftSupplement), by, nowUtc, new { items = request.Items.Count });
        if (NeedsLetterAgain)
        {
            Draft(by, OfficeLetterKind.SupplementRequest, request.Reason, null, nowUtc);
        }

        UpdatedAt = nowUtc;
        return request;
    }

    // A request after the first one, which leaders have to approve.
    private bool NeedsLetterAgain => SupplementsSent > 0 && LettersToApprove.HasFlag(LetterForms.SupplementRequest);

    private void RequireWhyAgain(SupplementDemand demand)
    {
        if (SupplementsSent > 0 && string.IsNullOrWhiteSpace(demand.WhyAgain))
        {
            throw new RuleViolationException("Supplement.WhyAgainMissing");
        }
    }

    private SupplementRequest NewRequest(Actor by, SupplementDemand demand, DateTime nowUtc)
    {
        if (demand.AnswerByUtc <= nowUtc)
        {
            throw new RuleViolationException("Supplement.DueInThePast");
        }

        var ordinal = HasSupplementDraft ? SupplementCount : SupplementCount + 1;
        var request = SupplementRequest.Draft(Id, ordinal, by, demand, nowUtc);
        _supplements.RemoveAll(s => s.State == SupplementState.Drafted);
        _supplements.Add(request);
        SupplementCount = ordinal;
        return request;
    }

    private SupplementRequest OpenRequest() =>
        _supplements.SingleOrDefault(s => s.State is SupplementState.Sent or SupplementState.Answered)
        ?? throw new RuleViolationException("Supplement.NotAsked");
}
