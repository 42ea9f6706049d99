using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission;

/// <summary>Brings the changes of one page into a draft, path by path.</summary>
internal sealed class AnswerMerge(Draft draft, CompiledForm form, string device, DateTime nowUtc)
{
    private readonly Dictionary<string, long> _saved = new(StringComparer.Ordinal);
    private readonly List<AnswerConflict> _conflicts = [];

    public SaveReceipt Apply(IEnumerable<AnswerChange> changes, Dictionary<string, DraftAnswer> stored, Action<DraftAnswer> add)
    {
        foreach (var change in changes)
        {
            Check(change);
            Apply(change, stored, add);
        }

        return new SaveReceipt(draft.UpdatedAt, _saved, _conflicts);
    }

    private void Apply(AnswerChange change, Dictionary<string, DraftAnswer> stored, Action<DraftAnswer> add)
    {
        var json = change.Value is VoidAnswer ? null : change.Value.ToJson();
        var answer = stored.GetValueOrDefault(change.Path);
        if (answer is not null && answer.Value == json)
        {
            // The same words again: a field sent once more after a reconnect.
            _saved[change.Path] = answer.Sequence;
        }
        else if (answer is not null && answer.Sequence > change.BaseSequence && answer.Device != device)
        {
            _conflicts.Add(new AnswerConflict(change.Path, Read(answer.Value), answer.Sequence));
        }
        else
        {
            _saved[change.Path] = Write(change.Path, json, answer, stored, add);
        }
    }

    private long Write(string path, string? json, DraftAnswer? answer, Dictionary<string, DraftAnswer> stored, Action<DraftAnswer> add)
    {
        var sequence = ++draft.Sequence;
        draft.UpdatedAt = nowUtc;
        if (answer is null)
        {
            answer = new DraftAnswer
            {
                DraftId = draft.Id,
                Path = path,
                Value = json,
                Sequence = sequence,
                SavedAt = nowUtc,
                Device = device,
            };
            stored[path] = answer;
            add(answer);
        }

        (answer.Value, answer.Sequence, answer.SavedAt, answer.Device) = (json, sequence, nowUtc, device);
        return sequence;
    }

    private void Check(AnswerChange change)
    {
        // Row ids are free, so only the first key is known by the form.
        var root = change.Path.Split(AnswerPath.Separator)[0];
        if (change.Path.Length > 300 || !change.Path.All(IsPathLetter) || form.Find(root) is null)
        {
            throw new RuleViolationException("Draft.UnknownField");
        }

        if (change.Value is not VoidAnswer && change.Value.ToJson().Length > DraftDesk.MaxAnswerLength)
        {
            throw new RuleViolationException("Draft.AnswerTooLong", DraftDesk.MaxAnswerLength);
        }
    }

    private static bool IsPathLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or AnswerPath.Separator;

    private static AnswerValue Read(string? json) => json is null ? VoidAnswer.Instance : AnswerValue.FromJson(json);
}
