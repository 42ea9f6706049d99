using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Procedures;

namespace Dvc.Blazor.Features.Authoring.Builder;

/// <summary>Saves a draft while it is edited: one saving at a time, always of the newest content, on the state that this page knows.</summary>
public sealed class DraftSaving(AuthorDraftDesk desk, Guid byId, OpenDraft draft, TimeProvider clock)
{
    private ProcedureDefinition _saved = draft.Content;
    private int _edits = draft.Edits;
    private bool _running;

    public SaveState State { get; private set; } = SaveState.Saved;

    /// <summary>UTC of the last saving.</summary>
    public DateTime At { get; private set; } = draft.ChangedAt ?? clock.GetUtcNow().UtcDateTime;

    /// <summary>Why nothing is saved any more, in words: somebody else changed the draft, or it is gone.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Saves until the newest content is saved.</summary>
    /// <param name="newest">The content as it stands.</param>
    public async Task SaveAsync(Func<ProcedureDefinition> newest)
    {
        if (_running || Refusal is not null)
        {
            return;
        }

        _running = true;
        try
        {
            while (!ReferenceEquals(newest(), _saved))
            {
                State = SaveState.Saving;
                var content = newest();
                _edits = await desk.SaveAsync(byId, draft.Code, _edits, content, CancellationToken.None);
                (_saved, At) = (content, clock.GetUtcNow().UtcDateTime);
            }

            State = SaveState.Saved;
        }
        catch (RuleViolationException refusal)
        {
            (State, Refusal) = (SaveState.ServerFault, RuleWords.Of(refusal));
        }
        finally
        {
            _running = false;
        }
    }
}
