namespace Dvc.Blazor.Domain.Dossiers;

public sealed partial class Dossier
{
    private readonly List<DossierMessage> _messages = [];
    private readonly List<PhoneCall> _calls = [];
    private readonly List<DossierNote> _notes = [];

    /// <summary>What applicant and office wrote to each other.</summary>
    public IReadOnlyList<DossierMessage> Messages => _messages;

    /// <summary>Calls to the applicant.</summary>
    public IReadOnlyList<PhoneCall> Calls => _calls;

    /// <summary>What officers noted for each other.</summary>
    public IReadOnlyList<DossierNote> Notes => _notes;

    /// <summary>UTC; the last words of the applicant that the office has not read, or null.</summary>
    public DateTime? UnreadSince { get; private set; }

    /// <summary>Writes to the other side: an officer to the applicant, the applicant to the office.</summary>
    /// <param name="by">Who writes.</param>
    /// <param name="words">May be empty where files come along.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="files">What comes with the words.</param>
    /// <exception cref="RuleViolationException">Neither words nor files, or too many of either.</exception>
    public DossierMessage Write(Actor by, string words, DateTime nowUtc, IReadOnlyList<AttachedFile>? files = null)
    {
        var attached = files ?? [];
        if (attached.Count > DossierMessage.MaxFiles)
        {
            throw new RuleViolationException("Message.TooManyFiles", DossierMessage.MaxFiles);
        }

        var said = attached.Count > 0 && string.IsNullOrWhiteSpace(words) ? "" : Stated(words);
        var message = new DossierMessage(Id, by, said, attached, nowUtc);
        _messages.Add(message);
        UnreadSince = by.Kind == ActorKind.Applicant ? UnreadSince ?? nowUtc : UnreadSince;
        Trace(
            "Message",
            by,
            nowUtc,
            new { words = Digest(message.Words), files = attached.Count > 0 ? attached.Select(f => Digest(f.File.Sha256)).ToArray() : null }
        );
        Record(new MessageWritten(Id, Number, message.Id, message.IsFromApplicant));
        return message;
    }

    /// <summary>One side has read what the other wrote. Unread messages have to be loaded.</summary>
    /// <param name="byApplicant">Whether the applicant reads.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    public void ReadMessages(bool byApplicant, DateTime nowUtc)
    {
        foreach (var message in _messages.Where(m => m.IsFromApplicant != byApplicant && m.ReadAt is null))
        {
            message.Read(nowUtc);
        }

        UnreadSince = byApplicant ? UnreadSince : null;
    }

    /// <summary>Notes a call to the applicant.</summary>
    /// <exception cref="RuleViolationException">No words, or too many.</exception>
    public PhoneCall LogCall(Actor by, bool reached, string words, DateTime nowUtc)
    {
        var call = new PhoneCall(Id, by, reached, Stated(words), nowUtc);
        _calls.Add(call);
        Trace("Call", by, nowUtc, new { reached, words = Digest(call.Words) });
        return call;
    }

    /// <summary>Notes something for colleagues, on the dossier or on one field or paper of it.</summary>
    /// <param name="by">Who notes it.</param>
    /// <param name="words">What.</param>
    /// <param name="about">The field or paper; null of a note on the whole dossier.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="mentioned">Officers who are to hear of it.</param>
    /// <exception cref="RuleViolationException">No words, or too many.</exception>
    public DossierNote Note(
        Actor by,
        string words,
        (SupplementKind Kind, string Target)? about,
        DateTime nowUtc,
        IReadOnlyCollection<Guid>? mentioned = null
    )
    {
        var note = new DossierNote(Id, by, Stated(words), about, nowUtc);
        _notes.Add(note);
        Guid[] called = [.. (mentioned ?? []).Where(officer => officer != by.UserId).Distinct()];
        Trace(
            "Note",
            by,
            nowUtc,
            new
            {
                about = about?.Target,
                words = Digest(note.Words),
                mentioned = called.Length > 0 ? called : null,
            }
        );
        if (called.Length > 0)
        {
            Record(new OfficersMentioned(Id, Number, note.Id, called));
        }

        return note;
    }
}
