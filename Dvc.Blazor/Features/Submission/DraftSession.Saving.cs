using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Features.Submission;

/// <summary>Saving: one round at a time, tried again until the database has everything.</summary>
public sealed partial class DraftSession
{
    private const string TooManyRows = "Draft.TooManyRows";
    private static readonly int[] RetrySeconds = [1, 2, 5, 10];
    private Task _saving = Task.CompletedTask;
    private TaskCompletionSource _hurry = new();
    private bool _closed;

    public SaveState Saving { get; private set; } = SaveState.Nothing;

    /// <summary>UTC of the last save.</summary>
    public DateTime SavedAt { get; private set; } = draft.UpdatedAt;

    public bool HasUnsaved => _pending.Count > 0;

    /// <summary>Waits until all is saved, trying at once; false when something could not be saved or is in conflict.</summary>
    public async Task<bool> FlushAsync(TimeSpan within)
    {
        _hurry.TrySetResult();
        await Task.WhenAny(_saving, Task.Delay(within, time));
        return !HasUnsaved && _conflicts.Count == 0;
    }

    /// <summary>The page is left: what waits is still saved, but not tried for ever.</summary>
    public void Close()
    {
        _closed = true;
        _hurry.TrySetResult();
    }

    private void Start()
    {
        if (_saving.IsCompleted)
        {
            _saving = SaveAsync();
        }
    }

    private async Task SaveAsync()
    {
        var failures = 0;
        var outcome = SaveState.Saved;
        var overfull = false;
        while (_pending.Count > 0 && !IsGone && !(_closed && failures > 3))
        {
            // After a failure one by one, so that an answer the database never takes does not hold up the others.
            var batch = failures == 0 ? _pending.ToList() : [_pending.First()];
            Show(failures == 0 ? SaveState.Saving : Saving);
            try
            {
                var changes = batch.Select(c => new AnswerChange(c.Key, c.Value, _base.GetValueOrDefault(c.Key))).ToList();
                Take(batch, await door.Save(changes));
                (failures, outcome) = (0, SaveState.Saved);
            }
            catch (Exception e)
            {
                // Whatever went wrong, the words are kept and tried again; the page says what kind of failure it is.
                failures++;
                outcome = await door.IsSignedIn() ? SaveState.ServerFault : SaveState.SignedOut;
                IsGone = e is RuleViolationException { Rule: "Draft.NotFound" };
                if (IsRefused(e) && batch.Count == 1)
                {
                    _pending.Remove(batch[0].Key);
                    overfull |= e is RuleViolationException { Rule: TooManyRows };
                    continue;
                }

                Show(outcome);
                await PauseAsync(failures);
            }
        }

        Show(overfull ? SaveState.Saved : outcome);
        if (overfull && !IsGone)
        {
            // Another device filled the group: the row that did not fit leaves the page, where a sentence says why.
            await MergeAsync();
            if (_pending.Count > 0 && !_closed && !IsGone)
            {
                await SaveAsync();
            }
        }
    }

    private static bool IsRefused(Exception failure) =>
        failure
            is RuleViolationException
            {
                Rule: "Draft.UnknownField" or "Draft.AnswerTooLong" or "Draft.TooManyAnswers" or "Supplement.NotAsked" or TooManyRows
            };

    private async Task PauseAsync(int failures)
    {
        var pause = TimeSpan.FromSeconds(RetrySeconds[Math.Min(failures, RetrySeconds.Length) - 1]);
        await Task.WhenAny(Task.Delay(pause, time), _hurry.Task);
        _hurry = new TaskCompletionSource();
    }

    private void Take(List<KeyValuePair<string, AnswerValue>> batch, SaveReceipt receipt)
    {
        SavedAt = receipt.SavedAt;
        _newest = receipt.Saved.Values.Append(_newest).Max();
        foreach (var (path, value) in batch)
        {
            // Typing went on while this was saved: then the newer words follow in the next round.
            var isNewest = _pending.TryGetValue(path, out var now) && Equals(now, value);
            if (receipt.Saved.TryGetValue(path, out var sequence))
            {
                _base[path] = sequence;
                if (isNewest)
                {
                    _pending.Remove(path);
                }
            }
        }

        foreach (var conflict in receipt.Conflicts)
        {
            _base[conflict.Path] = conflict.Sequence;
            if (_pending.Remove(conflict.Path, out var mine))
            {
                _conflicts[conflict.Path] = new FieldConflict(conflict.Path, mine, conflict.Stored);
            }
        }

        var confirmed = batch.Where(change => receipt.Saved.ContainsKey(change.Key) && !_pending.ContainsKey(change.Key));
        Confirmed?.Invoke(confirmed.ToDictionary(StringComparer.Ordinal));
    }

    private void Show(SaveState state)
    {
        Saving = state;
        Changed?.Invoke();
    }
}
