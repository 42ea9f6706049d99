namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    /// <summary>Letters that are being prepared, at most one of a kind, and those that were issued.</summary>
    public IReadOnlyList<DossierLetter> Letters { get; private set; } = [];

    /// <summary>Of which kinds letters are being prepared.</summary>
    public LetterForms OpenLetters { get; private set; }

    /// <summary>Whether one of them lies before the leaders.</summary>
    public bool IsLetterBeforeLeader { get; private set; }

    /// <summary>Letters that leaders have to approve before they are issued, by the revision; of requests for supplements from the second on.</summary>
    public LetterForms LettersToApprove { get; private init; }

    /// <summary>The letter of a kind that is being prepared, or null.</summary>
    public DossierLetter? LetterOf(OfficeLetterKind kind) => Letters.SingleOrDefault(l => l.Kind == kind && l.IsOpen);

    /// <summary>Kinds of letters that can be drafted now. Requests for supplements are drafted by what they ask for.</summary>
    public IReadOnlyList<OfficeLetterKind> Draftable =>
        [
            .. new[] { OfficeLetterKind.Refusal, OfficeLetterKind.Apology, OfficeLetterKind.Discontinuation }.Where(kind =>
                ActRights.From(ActRights.Issuing(kind)).Contains(Status)
                && LetterOf(kind)?.State != LetterState.Submitted
                && kind switch
                {
                    OfficeLetterKind.Refusal => AcceptedAt is null,
                    OfficeLetterKind.Apology => ExtendedAt is null && DueAt is not null,
                    _ => AcceptedAt is not null,
                }
            ),
        ];

    /// <summary>Prepares a letter (soạn văn bản); it takes the place of one that was prepared before and not laid before the leaders.</summary>
    /// <param name="by">An officer, or the portal.</param>
    /// <param name="kind">Refusal, apology or discontinuation.</param>
    /// <param name="words">The reason; the applicant will read it.</param>
    /// <param name="units">Of an apology, how much longer it takes, in units of the time limit; else null.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">Not now, or words or units are missing.</exception>
    public DossierLetter DraftLetter(Actor by, OfficeLetterKind kind, string words, int? units, DateTime nowUtc)
    {
        Require(DossierAct.DraftLetter);
        if (!Draftable.Contains(kind))
        {
            throw new RuleViolationException("Dossier.NotNow");
        }

        if (kind == OfficeLetterKind.Apology && units is null or <= 0 or > MaxExtension)
        {
            throw new RuleViolationException("Deadline.ExtensionUnits", MaxExtension);
        }

        return Draft(by, kind, Stated(words), kind == OfficeLetterKind.Apology ? units : null, nowUtc);
    }

    /// <summary>Lays a letter before the leaders (trình).</summary>
    /// <exception cref="RuleViolationException">There is no draft of it.</exception>
    public void SubmitLetter(Actor by, OfficeLetterKind kind, DateTime nowUtc)
    {
        Require(DossierAct.SubmitLetter);
        var letter = LetterIn(kind, LetterState.Drafted);
        Put(letter with { State = LetterState.Submitted, Level = 1 });
        Decide(ApprovalVerdict.Submitted, 1, by, nowUtc, null, DossierAct.SubmitLetter, kind);
    }

    /// <summary>A leader approves a letter (duyệt): the next level has it, and after the last one it may be issued, signed and numbered. Approvals have to be loaded.</summary>
    /// <exception cref="RuleViolationException">It does not lie before the leaders, or the leader drafted, submitted or approved it already.</exception>
    public void ApproveLetter(Actor by, OfficeLetterKind kind, string? note, DateTime nowUtc)
    {
        Require(DossierAct.ApproveLetter);
        var letter = LetterIn(kind, LetterState.Submitted);
        if (by.UserId is { } leader && (letter.DraftedById == leader || RoundOf(kind).Any(a => a.ById == leader)))
        {
            throw new RuleViolationException("Approval.SamePerson");
        }

        var words = string.IsNullOrWhiteSpace(note) ? null : Stated(note);
        Put(
            letter.Level < ApprovalLevels
                ? letter with
                {
                    Level = letter.Level + 1,
                }
                : letter with
                {
                    State = LetterState.Approved,
                    Level = 0,
                    ApprovedBy = by.Name,
                    ApprovedAt = nowUtc,
                    Number = NumberFor(kind),
                }
        );
        Decide(ApprovalVerdict.Approved, letter.Level, by, nowUtc, words, DossierAct.ApproveLetter, kind);
    }

    /// <summary>A leader gives a letter back to whoever drafted it, saying why.</summary>
    /// <exception cref="RuleViolationException">It does not lie before the leaders, or the reason is missing.</exception>
    public void SendBackLetter(Actor by, OfficeLetterKind kind, string reason, DateTime nowUtc)
    {
        Require(DossierAct.SendBackLetter);
        var letter = LetterIn(kind, LetterState.Submitted);
        var words = Stated(reason);
        Put(letter with { State = LetterState.Drafted, Level = 0 });
        Decide(ApprovalVerdict.SentBack, letter.Level, by, nowUtc, words, DossierAct.SendBackLetter, kind);
    }

    private bool MayIssue(OfficeLetterKind kind) => !LettersToApprove.HasFlag(kind.Form()) || LetterOf(kind)?.State == LetterState.Approved;

    private DossierLetter Draft(Actor by, OfficeLetterKind kind, string words, int? units, DateTime nowUtc)
    {
        if (LetterOf(kind)?.State == LetterState.Submitted)
        {
            throw new RuleViolationException("Letter.BeforeLeader");
        }

        var letter = new DossierLetter
        {
            Kind = kind,
            Words = words,
            Units = units,
            DraftedBy = by.Name,
            DraftedById = by.UserId,
            DraftedAt = nowUtc,
        };
        Put(letter);
        Trace(
            nameof(DossierAct.DraftLetter),
            by,
            nowUtc,
            new
            {
                letter = kind.ToString(),
                units,
                words = Digest(words),
            }
        );
        return letter;
    }

    // What leaders have approved is issued as they approved it.
    private void RequireAsApproved(OfficeLetterKind kind, string words, int? units = null)
    {
        if (LetterOf(kind) is { State: LetterState.Approved } letter && (letter.Words, letter.Units) != (words, units))
        {
            throw new RuleViolationException("Letter.ChangedSinceApproval");
        }
    }

    private void Issue(Actor by, OfficeLetterKind kind, string words, DateTime nowUtc, int? units = null, DateTime? dueBefore = null)
    {
        var number = NumberFor(kind);
        var letter =
            LetterOf(kind)
            ?? new DossierLetter
            {
                Kind = kind,
                Words = words,
                DraftedBy = by.Name,
                DraftedById = by.UserId,
                DraftedAt = nowUtc,
            };
        Put(
            letter with
            {
                State = LetterState.Issued,
                Level = 0,
                Words = words,
                Units = units,
                Number = number,
                IssuedAt = nowUtc,
                DueBefore = dueBefore,
                DueNow = dueBefore is null ? null : DueAt,
            }
        );
    }

    private string NumberFor(OfficeLetterKind kind)
    {
        var issued = kind == OfficeLetterKind.SupplementRequest ? SupplementsSent : Letters.Count(l => l.Kind == kind && !l.IsOpen);
        return $"{Number}/M0{(int)kind}-{issued + 1}";
    }

    private DossierLetter LetterIn(OfficeLetterKind kind, LetterState state) =>
        LetterOf(kind) is { } letter && letter.State == state ? letter : throw new RuleViolationException("Dossier.NotNow");

    private IEnumerable<ApprovalStep> RoundOf(OfficeLetterKind? letter)
    {
        var all = _approvals.FindAll(a => a.Letter == letter);
        return all.Skip(all.FindLastIndex(a => a.Verdict == ApprovalVerdict.Submitted));
    }

    private void Put(DossierLetter letter) => KeepLetters([.. Letters.Where(l => l.Kind != letter.Kind || !l.IsOpen), letter]);

    // What was prepared for a situation that is past is prepared no more; what was issued stays.
    private void DropLetters(params OfficeLetterKind[] kinds) =>
        KeepLetters([.. Letters.Where(l => !l.IsOpen || !(kinds.Length == 0 || kinds.Contains(l.Kind)))]);

    private void KeepLetters(IReadOnlyList<DossierLetter> letters)
    {
        if (letters.SequenceEqual(Letters))
        {
            return;
        }

        Letters = letters;
        OpenLetters = letters.Where(l => l.IsOpen).Aggregate(LetterForms.None, (all, l) => all | l.Kind.Form());
        IsLetterBeforeLeader = letters.Any(l => l.State == LetterState.Submitted);
    }

    // While it is examined, or only waits for word on a withdrawal, the situation is the same.
    private static bool OutdatesLetters(DossierStatus from, DossierStatus to) =>
        from != to
        && from != DossierStatus.WithdrawalRequested
        && to != DossierStatus.WithdrawalRequested
        && !(from is DossierStatus.Accepted or DossierStatus.InProgress && to is DossierStatus.Accepted or DossierStatus.InProgress);
}
