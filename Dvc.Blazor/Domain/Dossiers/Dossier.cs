using System.Security.Cryptography;
using System.Text.Json;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>
/// A dossier (hồ sơ): what an applicant filed on one revision of a procedure and how it moves until the result is handed over.
/// Each act is told who acts and when (UTC), checks the transition table, and leaves a processing step, an audit line and an event.
/// </summary>
public sealed partial class Dossier : Entity
{
    private readonly List<ProcessingStep> _steps = [];
    private readonly List<AuditEvent> _trail = [];
    private readonly List<SubmittedDocument> _documents = [];

    private Dossier() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Public number, see <see cref="DossierNumber"/>.</summary>
    public string Number { get; private init; } = "";

    public DossierStatus Status { get; private set; }

    public string ProcedureCode { get; private init; } = "";

    public string ProcedureName { get; private init; } = "";

    public string SectorCode { get; private init; } = "";

    /// <summary>The revision its answers are read by.</summary>
    public Guid RevisionId { get; private set; }

    /// <summary>The unit the dossier was filed at, or that has taken over from it.</summary>
    public string UnitId { get; private set; } = "";

    /// <summary>Received by: the one-stop department.</summary>
    public string ReceivingAgencyId { get; private set; } = "";

    /// <summary>Who decides.</summary>
    public string CompetentAgencyId { get; private set; } = "";

    /// <summary>Where it lies now.</summary>
    public string ProcessingAgencyId { get; private set; } = "";

    /// <summary>The division that examines, or null.</summary>
    public string? HandlingAgencyId { get; private set; }

    /// <summary>The account whose dossier it is; <see cref="Applicant.Nobody"/> when it was filed at the counter for somebody without one.</summary>
    public Guid OwnerId { get; private init; }

    /// <summary>On which way it came in; decides which time limit counts.</summary>
    public FilingChannel Channel { get; private init; }

    /// <summary>The officer who helped at the counter, or null.</summary>
    public Guid? HelperId { get; private init; }

    /// <summary>How the applicant agreed to what the officer filed; null of a dossier filed online.</summary>
    public ConsentWay? Consent { get; private init; }

    /// <summary>UTC; when, or null.</summary>
    public DateTime? ConsentAt { get; private init; }

    /// <summary>For whom it was filed.</summary>
    public Representation Representation { get; private init; }

    /// <summary>The organisation it was filed for, whose members share it; or null.</summary>
    public Guid? OrganisationId { get; private init; }

    /// <summary>Who filed it with a written authority for the applicant; null otherwise.</summary>
    public string? RepresentativeName { get; private set; }

    /// <summary>Finds the dossiers of an identity number without storing the number readably; null when there is none.</summary>
    public string? ApplicantIdMark { get; private set; }

    /// <summary>UTC; when its personal data was erased after the time for keeping it, or null.</summary>
    public DateTime? ErasedAt { get; private set; }

    public string ApplicantName { get; private set; } = "";

    public string? OrganisationName { get; private set; }

    /// <summary>Number, names and procedure in the spelling of searches.</summary>
    public string FoldedSearch { get; private set; } = "";

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    public ResultDelivery ResultDelivery { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime SubmittedAt { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime? AcceptedAt { get; private set; }

    /// <summary>Appointed time as first promised, UTC; on-time figures count against this one.</summary>
    public DateTime? DueOriginal { get; private set; }

    /// <summary>Appointed time as it stands, UTC.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>UTC; when the result was ready.</summary>
    public DateTime? CompletedAt { get; private set; }

    /// <summary>UTC of the last act.</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>SHA-256 of the submitted answers, as reviewed by the applicant; empty once they are erased.</summary>
    public string AnswersHash { get; private set; } = "";

    public Guid IdempotencyKey { get; private init; }

    /// <summary>Eight characters printed on the receipt; with the number they open the public look-up. Empty once the personal data is erased.</summary>
    public string LookupCode { get; private set; } = "";

    /// <summary>Secret that salts the digests in the audit trail; replaced when the personal data is erased.</summary>
    public string DigestSalt { get; private set; } = "";

    /// <summary>Changes with every save, on both databases; SQLite has no row version of its own.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Hash of the last audit line; the next one builds on it.</summary>
    public string TrailHead { get; private set; } = "";

    /// <summary>How many audit lines there are.</summary>
    public int TrailLength { get; private set; }

    /// <summary>How many passages there were.</summary>
    public int StepCount { get; private set; }

    public IReadOnlyList<ProcessingStep> Steps => _steps;

    /// <summary>The audit trail, or of a loaded dossier only the lines added since.</summary>
    public IReadOnlyList<AuditEvent> Trail => _trail;

    public IReadOnlyList<SubmittedDocument> Documents => _documents;

    public SubmittedAnswers Answers { get; private init; } = null!;

    /// <summary>Files a dossier: the applicant online, or an officer at the counter with the applicant's agreement.</summary>
    /// <exception cref="RuleViolationException">An officer files without the agreement.</exception>
    public static Dossier Submit(Submission what, Actor by, DateTime nowUtc)
    {
        if (by.Kind == ActorKind.Officer && what.Counter is null)
        {
            throw new RuleViolationException("Counter.NoConsent");
        }

        var id = Guid.CreateVersion7();
        var dossier = new Dossier
        {
            Id = id,
            Number = what.Number,
            ProcedureCode = what.ProcedureCode,
            ProcedureName = what.ProcedureName,
            SectorCode = what.SectorCode,
            RevisionId = what.RevisionId,
            UnitId = what.UnitId,
            ReceivingAgencyId = what.ReceivingAgencyId,
            ProcessingAgencyId = what.ReceivingAgencyId,
            CompetentAgencyId = what.CompetentAgencyId,
            HandlingAgencyId = what.HandlingAgencyId,
            OwnerId = what.Applicant.UserId,
            Channel = what.Counter is null ? FilingChannel.Online : FilingChannel.Counter,
            HelperId = what.Counter?.HelperId,
            Consent = what.Counter?.Consent,
            ConsentAt = what.Counter?.ConsentAt,
            Representation = what.Applicant.Representation,
            OrganisationId = what.Applicant.OrganisationId,
            ResultDelivery = what.ResultDelivery,
            LettersToApprove = what.LettersToApprove,
            SubmittedAt = nowUtc,
            UpdatedAt = nowUtc,
            AnswersHash = what.AnswersHash,
            IdempotencyKey = what.IdempotencyKey,
            LookupCode = RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 8),
            DigestSalt = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Answers = new SubmittedAnswers(id, what.Answers),
        };
        dossier.Know(what.Applicant);
        dossier._documents.AddRange(what.Papers.Select(p => new SubmittedDocument(p.Id, id, p.ComponentCode, p.Ordinal, p.File)));
        dossier.MoveTo(DossierStatus.Submitted, by, nowUtc, null, ParticularsOf(what, dossier));
        dossier.Record(new DossierSubmitted(id, what.Number));
        return dossier;
    }

    private static object ParticularsOf(Submission what, Dossier dossier)
    {
        var (answers, files) = (dossier.Digest(what.AnswersHash), what.Papers.Select(p => dossier.Digest(p.File.Sha256)));
        return what.Counter is { } counter
            ? new
            {
                answers,
                files,
                channel = dossier.Channel.ToString(),
                helper = counter.HelperName,
                consent = counter.Consent.ToString(),
                consentAt = counter.ConsentAt,
            }
            : new { answers, files };
    }

    /// <summary>What has to be known to say who acts next.</summary>
    /// <param name="clock">Reckons when the one-stop department has to have answered.</param>
    public DossierPosition Position(ProcessingClock clock) =>
        new(
            Status,
            SubmittedAt,
            UpdatedAt,
            DueAt,
            clock.AcceptBy((Status == DossierStatus.AwaitingPayment ? PaymentProofAt : SupplementAnsweredAt) ?? SubmittedAt).DueAt,
            ReceivingAgencyId,
            IsBeingHandled ? ProcessingAgencyId : HandlingAgencyId ?? CompetentAgencyId,
            ResultDelivery
        )
        {
            ApplicantDueAt = Status == DossierStatus.AwaitingPayment ? PaymentDueAt : SupplementDueAt,
            ApplicantAnsweredAt = Status == DossierStatus.AwaitingPayment ? PaymentProofAt : SupplementAnsweredAt,
            WithdrawnAt = WithdrawnAt,
            AwaitsApproval = ApprovalLevel > 0,
            CompetentAgencyId = CompetentAgencyId,
        };

    private bool IsBeingHandled => Status == DossierStatus.InProgress && HandoverCount > 0;

    /// <summary>Whose dossier it is and who filed it.</summary>
    public FiledFor FiledFor() => new(Representation, ApplicantName, OrganisationName, RepresentativeName);

    private void Know(Applicant applicant)
    {
        (ApplicantName, OrganisationName, RepresentativeName) = (applicant.Name, applicant.OrganisationName, applicant.RepresentativeName);
        (ApplicantIdMark, Email, Phone) = (applicant.IdMark, applicant.Email, applicant.Phone);
        FoldedSearch = Fold.Text($"{Number} {applicant.Name} {applicant.OrganisationName} {ProcedureName}");
    }

    private void Trace(string kind, Actor by, DateTime nowUtc, object particulars)
    {
        var line = new AuditEvent(Id, ++TrailLength, kind, JsonSerializer.Serialize(particulars), by, nowUtc, TrailHead);
        _trail.Add(line);
        TrailHead = line.Hash;
    }
}
