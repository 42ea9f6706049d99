using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission;

/// <summary>
/// A draft on one open page. The database is the memory: each change goes there at once; what could not be saved is kept and tried again, and what
/// another device saved is merged path by path. Used from the page's own thread of work only.
/// </summary>
public sealed partial class DraftSession(DraftView draft, DraftDoor door, TimeProvider time)
{
    private readonly Dictionary<string, AnswerValue> _pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _base = new(draft.AnswerSequences, StringComparer.Ordinal);
    private readonly Dictionary<string, FieldConflict> _conflicts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly HashSet<FormStep> _tried = [];
    private long _newest = draft.Sequence;
    private int _readings;
    private int _merged;

    /// <summary>Raised when the page has to be drawn again.</summary>
    public event Action? Changed;

    /// <summary>Raised with answers of this page that need not be said again: the database has them, or they were no edit.</summary>
    public event Action<IReadOnlyDictionary<string, AnswerValue>>? Confirmed;

    public DraftView Draft { get; private set; } = draft;

    public FormAnswers Answers { get; private set; } = draft.Answers;

    public FormState State { get; private set; } = door.Evaluate(draft.Answers);

    public IReadOnlyDictionary<string, FieldConflict> Conflicts => _conflicts;

    /// <summary>Whether the draft was filed or thrown away elsewhere.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether this page is filing the draft itself, and will leave for the receipt by itself.</summary>
    public bool IsBeingFiled { get; set; }

    /// <summary>Whether the person has left the field or wanted to leave its step, or only the revision that the draft was moved to finds something.</summary>
    public bool ShowsFindings(string path) =>
        _left.Contains(path) || Draft.NewlyWanted.Contains(path) || (State[path] is { } field && _tried.Contains(field.Step));

    /// <summary>From now on everything that is wrong at the step is told.</summary>
    public void Try(FormStep step) => _tried.Add(step);

    /// <summary>
    /// Takes in a change and starts to save it; an answer that the database already has is only confirmed. A change made without having seen the newest
    /// answer of another device is saved as one of the older answer, so that the person is asked; leaving a field as it was is no change.
    /// </summary>
    public void Change(FieldChange change)
    {
        if (change.Left)
        {
            _left.Add(change.Path);
        }

        if (!_pending.ContainsKey(change.Path) && !_conflicts.ContainsKey(change.Path))
        {
            var overtaken = IsOvertaken(change, out var newest);
            if (IsStored(change) || (overtaken && FieldChange.LooksSame(change.Value, change.Seen)))
            {
                Confirmed?.Invoke(new Dictionary<string, AnswerValue>(StringComparer.Ordinal) { [change.Path] = change.Value });
                Changed?.Invoke();
                return;
            }

            if (overtaken)
            {
                _base[change.Path] = newest - 1;
            }
        }

        Take(change.Path, change.Value);
        if (_conflicts.TryGetValue(change.Path, out var conflict))
        {
            _conflicts[change.Path] = conflict with { Mine = change.Value };
            Changed?.Invoke();
            return;
        }

        _pending[change.Path] = change.Value;
        Start();
    }

    /// <summary>Ends a conflict: saves what was entered here over the other, or takes the other.</summary>
    public void Resolve(string path, bool keepMine)
    {
        if (!_conflicts.Remove(path, out var conflict))
        {
            return;
        }

        if (keepMine)
        {
            _pending[path] = conflict.Mine;
            Start();
        }
        else
        {
            Take(path, conflict.Stored);
            Changed?.Invoke();
        }
    }

    /// <summary>Reads the draft again and merges what others saved; unsaved changes of this page stay.</summary>
    /// <returns>False when the draft is gone.</returns>
    public async Task<bool> MergeAsync()
    {
        var reading = ++_readings;
        if (await door.Read() is not { } fresh || fresh.Id != Draft.Id)
        {
            IsGone = true;
            Changed?.Invoke();
            return false;
        }

        // Read before an own save was there (the announcement of that save brings the next reading), or slower than a later reading.
        if (fresh.Sequence < _newest || reading < _merged)
        {
            return true;
        }

        (Draft, _merged) = (fresh, reading);
        foreach (var conflict in _conflicts.Values.ToList())
        {
            _conflicts[conflict.Path] = conflict with { Stored = fresh.Answers[conflict.Path] ?? VoidAnswer.Instance };
        }

        var answers = fresh.Answers;
        foreach (var (path, value) in _pending.Concat(_conflicts.Select(c => KeyValuePair.Create(c.Key, c.Value.Mine))))
        {
            answers = answers.With(path, value);
        }

        foreach (var (path, sequence) in fresh.AnswerSequences.Where(a => !_pending.ContainsKey(a.Key)))
        {
            _base[path] = sequence;
        }

        (Answers, State) = (answers, door.Evaluate(answers));
        Changed?.Invoke();
        return true;
    }

    private bool IsStored(FieldChange change) =>
        Equals(Answers[change.Path] ?? VoidAnswer.Instance, change.Value)
        || (Answers[change.Path] is null && State[change.Path]?.Answer is null && change.Value is TextAnswer { Text: "" });

    private bool IsOvertaken(FieldChange change, out long newest) =>
        Draft.AnswerSequences.TryGetValue(change.Path, out newest)
        && !FieldChange.LooksSame(State[change.Path] is { } field ? field.Answer : Answers[change.Path], change.Seen);

    private void Take(string path, AnswerValue value)
    {
        Answers = Answers.With(path, value);
        State = door.Evaluate(Answers);
    }
}
