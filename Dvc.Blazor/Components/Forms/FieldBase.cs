using Dvc.Blazor.Domain.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Dvc.Blazor.Components.Forms;

/// <summary>
/// A field whose native controls belong to the person: they are rendered once with the answer of that moment and never written over by a later render.
/// An answer that came from elsewhere (another device, an undo) is put in by script, and not while the person is in the field.
/// </summary>
public abstract class FieldBase : ComponentBase
{
    private AnswerValue? _shown;
    private AnswerValue? _waiting;
    private bool _started;
    private FieldState? _changedFrom;
    private int _changes;
    private bool _wasInConflict;

    [CascadingParameter]
    public FormSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired]
    public FieldState State { get; set; } = null!;

    [Inject]
    protected IJSRuntime Script { get; set; } = null!;

    /// <summary>The answer the controls were rendered with.</summary>
    protected AnswerValue? Initial { get; private set; }

    protected FormField Field => State.Field;

    protected string Id => FieldControls.IdOf(State.Path);

    protected string? Invalid => Error is null ? null : "true";

    protected string? Required => Field.Required ? "true" : null;

    internal string? Error => Told(Severity.Error);

    internal string? Warning => Told(Severity.Warning);

    /// <summary>Ids of the sentences that belong to the control.</summary>
    internal string? DescribedBy
    {
        get
        {
            var ids = new List<string>();
            if (Field.IsOptional && Field.Kind != FieldKind.Checkbox)
            {
                ids.Add($"{Id}-o");
            }

            if (Field.Help is not null)
            {
                ids.Add($"{Id}-h");
            }

            if (Error is not null)
            {
                ids.Add($"{Id}-e");
            }

            if (Warning is not null)
            {
                ids.Add($"{Id}-w");
            }

            return ids.Count == 0 ? null : string.Join(' ', ids);
        }
    }

    protected override void OnParametersSet()
    {
        if (!_started)
        {
            (_started, Initial, _shown) = (true, State.Answer, State.Answer);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A state from before the person's own change says nothing new.
        if (Sheet.Conflicts.ContainsKey(State.Path))
        {
            _wasInConflict = true;
            return;
        }

        var sure = _wasInConflict;
        _wasInConflict = false;
        if (FieldChange.LooksSame(State.Answer, _shown) || ReferenceEquals(State, _changedFrom) || IsWaiting(State.Answer))
        {
            return;
        }

        await PutAsync(State.Answer, sure);
    }

    /// <summary>Tells the page what the controls now say.</summary>
    protected Task ChangeAsync(AnswerValue value, bool left = true)
    {
        var change = new FieldChange(State.Path, value, left, _shown);
        _waiting = null;
        if (!FieldChange.LooksSame(value, _shown))
        {
            (_shown, _changedFrom) = (value, State);
            _changes++;
        }

        return Sheet.Change(change);
    }

    // What the browser refuses, because words under way to here stand in the control, is tried again when those have come.
    private async Task PutAsync(AnswerValue? answer, bool sure)
    {
        var before = _changes;
        var outcome = await Script.InvokeAsync<string>("DvcForm.put", FieldControls.Of(Field, State.Path, answer), sure);
        if (before != _changes)
        {
            return;
        }

        if (outcome == "shown")
        {
            (_shown, _waiting) = (answer, null);
        }
        else if (outcome == "waiting")
        {
            _waiting = answer ?? VoidAnswer.Instance;
        }
    }

    private bool IsWaiting(AnswerValue? answer) => _waiting is not null && FieldChange.LooksSame(answer, _waiting);

    private string? Told(Severity severity) =>
        Sheet.ShowsFindings(State.Path)
            ? FieldFindings.At(Sheet, State).FirstOrDefault(finding => finding.Severity == severity)?.Message
            : null;
}
