namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>On which way a dossier came in. The numbers are stored; never renumber them.</summary>
public enum FilingChannel
{
    /// <summary>Trực tuyến: by the applicant, on the portal.</summary>
    Online = 0,

    /// <summary>Trực tiếp: at the counter, with an officer's help.</summary>
    Counter = 1,
}

/// <summary>How an applicant at the counter agreed. The numbers are stored; never renumber them.</summary>
public enum ConsentWay
{
    /// <summary>Gave the officer six digits that were sent to the applicant's mailbox.</summary>
    Code = 1,

    /// <summary>Signed the printed slip, which the office keeps.</summary>
    Slip = 2,
}

/// <summary>What became of digits that an officer typed in for the applicant.</summary>
public enum CodeOutcome
{
    Right,
    Wrong,

    /// <summary>None was sent, or what was declared has changed since.</summary>
    NotSent,
    Expired,

    /// <summary>Too many wrong ones: a new code is needed.</summary>
    UsedUp,
}

/// <summary>
/// The part of a <see cref="Draft"/> that is filled in at the counter: which officer helps whom, and whether the applicant agreed to what was declared.
/// The agreement is to exactly what was reviewed: any change afterwards voids it.
/// </summary>
public sealed class CounterFiling
{
    /// <summary>Wrong codes after which a new one is needed.</summary>
    public const int MaxTries = 5;

    /// <summary>Codes that can be sent for one draft.</summary>
    public const int MaxCodes = 5;

    /// <summary>How long a code counts.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(15);

    /// <summary>After this a new code can be asked for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public required Guid DraftId { get; init; }

    /// <summary>The agency at whose counter the officer sits.</summary>
    public required string AgencyId { get; init; }

    /// <summary>The officer who helps, as named in the dossier.</summary>
    public required string HelperName { get; init; }

    /// <summary>The applicant's account; null for somebody without one.</summary>
    public Guid? ApplicantId { get; init; }

    public required string Name { get; init; }

    /// <summary>CCCD or CMND, digits only.</summary>
    public required string NationalId { get; init; }

    public string? Phone { get; init; }

    /// <summary>Where the code goes; null: only the slip is left.</summary>
    public string? Email { get; init; }

    public ConsentWay? Consent { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? ConsentAt { get; private set; }

    /// <summary>Hash of what was reviewed when the applicant agreed.</summary>
    public string? ConsentTo { get; private set; }

    /// <summary>Keyed hash of the digits sent last, or null.</summary>
    public string? CodeHash { get; private set; }

    /// <summary>Hash of what was reviewed when they were sent.</summary>
    public string? CodeFor { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? CodeSentAt { get; private set; }

    /// <summary>Wrong digits since.</summary>
    public int CodeTries { get; private set; }

    public int CodesSent { get; private set; }

    /// <summary>Whether the applicant agreed to what is reviewed now.</summary>
    public bool IsAgreed(string reviewed) => Consent is not null && ConsentTo == reviewed;

    /// <summary>A code goes to the applicant's mailbox.</summary>
    /// <param name="codeHash">Keyed hash of the digits.</param>
    /// <param name="reviewed">Hash of what the applicant will agree to.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <exception cref="RuleViolationException">No mailbox, too soon after the last code, or too many.</exception>
    public void SendCode(string codeHash, string reviewed, DateTime nowUtc)
    {
        if (Email is null)
        {
            throw new RuleViolationException("Counter.NoMailbox");
        }

        if (CodesSent >= MaxCodes)
        {
            throw new RuleViolationException("Counter.TooManyCodes");
        }

        if (CodeSentAt + Patience > nowUtc)
        {
            throw new RuleViolationException("Counter.CodeTooSoon");
        }

        (CodeHash, CodeFor, CodeSentAt, CodeTries) = (codeHash, reviewed, nowUtc, 0);
        CodesSent++;
    }

    /// <summary>The officer types in what the applicant reads out. A wrong try is counted, a right code counts once.</summary>
    public CodeOutcome EnterCode(string codeHash, string reviewed, DateTime nowUtc)
    {
        if (CodeHash is null || CodeFor != reviewed)
        {
            return CodeOutcome.NotSent;
        }

        if (CodeTries >= MaxTries)
        {
            return CodeOutcome.UsedUp;
        }

        if (CodeSentAt + CodeLife <= nowUtc)
        {
            return CodeOutcome.Expired;
        }

        if (CodeHash != codeHash)
        {
            return ++CodeTries < MaxTries ? CodeOutcome.Wrong : CodeOutcome.UsedUp;
        }

        CodeHash = null;
        Agree(ConsentWay.Code, reviewed, nowUtc);
        return CodeOutcome.Right;
    }

    /// <summary>The officer has taken the slip that the applicant signed.</summary>
    public void TakeSlip(string reviewed, DateTime nowUtc) => Agree(ConsentWay.Slip, reviewed, nowUtc);

    /// <summary>What the dossier keeps of it.</summary>
    /// <exception cref="RuleViolationException">The applicant has not agreed, or to something else than is filed.</exception>
    public CounterHelp Help(Guid helperId, string reviewed)
    {
        if (Consent is not { } way || ConsentAt is not { } at)
        {
            throw new RuleViolationException("Counter.NoConsent");
        }

        return IsAgreed(reviewed)
            ? new CounterHelp(helperId, HelperName, way, at)
            : throw new RuleViolationException("Counter.ConsentOutdated");
    }

    private void Agree(ConsentWay way, string reviewed, DateTime nowUtc) => (Consent, ConsentAt, ConsentTo) = (way, nowUtc, reviewed);
}

/// <summary>An officer's help at the counter, as the dossier keeps it.</summary>
/// <param name="HelperId">Account of the officer.</param>
/// <param name="HelperName">Name as shown in the timeline.</param>
/// <param name="Consent">How the applicant agreed.</param>
/// <param name="ConsentAt">UTC.</param>
public sealed record CounterHelp(Guid HelperId, string HelperName, ConsentWay Consent, DateTime ConsentAt);
