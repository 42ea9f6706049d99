using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Organisations;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Dvc.Blazor.Features.Submission;

/// <summary>What people do on the page.</summary>
public sealed partial class Wizard
{
    private void Redraw() =>
        _ = InvokeAsync(async () =>
        {
            _progress = new WizardProgress(_session!.Draft, _session.State, _units);
            _unsaved &= _session.HasUnsaved;
            StateHasChanged();
            if (!_unsaved && _wishedFrom is { } step)
            {
                await ContinueAsync(step);
                StateHasChanged();
            }
        });

    private Task ChangeAsync(FieldChange change)
    {
        _wishedFrom = null;
        _session!.Change(change);
        return Task.CompletedTask;
    }

    private Task ResolveAsync(string path, bool keepMine)
    {
        _session!.Resolve(path, keepMine);
        return Task.CompletedTask;
    }

    /// <summary>The browser need not send these fields again after a lost connection.</summary>
    private async Task ConfirmAsync(IReadOnlyDictionary<string, AnswerValue> answers)
    {
        var controls = answers
            .Where(answer => _session!.State[answer.Key] is not null)
            .SelectMany(answer => FieldControls.Of(_session!.State[answer.Key]!.Field, answer.Key, answer.Value))
            .ToList();
        if (controls.Count == 0 || _gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await script.InvokeVoidAsync("DvcForm.saved", _gone.Token, controls);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone; after coming back it sends the fields again and hears the same answer.
        }
    }

    private async Task ReadAgainAsync()
    {
        if (_session is null || _session.IsGone)
        {
            return;
        }

        if (!await _session.MergeAsync() && !_session.IsBeingFiled && !_leaving)
        {
            _leaving = true;
            await LeaveAsync();
        }

        // The form itself has changed under the page: it is drawn anew, with everything typed saved.
        if (!_session.IsGone && _session.Draft.Revision.Id != _revisionId && !_leaving)
        {
            _leaving = true;
            await _session.FlushAsync(SavePatience);
            navigation.NavigateTo(navigation.Uri, forceLoad: true);
        }
    }

    private EventCallback ContinueHere(string step) => EventCallback.Factory.Create(this, () => ContinueAsync(step));

    /// <summary>Leads on, or says in words why not.</summary>
    /// <param name="step">The step that was under the hand; once it is left, a press on it asks for nothing more.</param>
    private async Task ContinueAsync(string step)
    {
        await _choosing.ConfigureAwait(Patiently);
        if (step != Step)
        {
            return;
        }

        (_detour, _wishedFrom, _stuckAt) = (null, null, step);
        if (WizardProgress.FormStepOf(step) is { } form)
        {
            _session!.Try(form);
        }

        if (Errors.Count == 0)
        {
            _unsaved = !await _session!.FlushAsync(SavePatience);
            if (step != Step)
            {
                return;
            }
        }

        if (_unsaved || Errors.Count > 0)
        {
            // What only has to be saved first goes on by itself then, unless the person changes something meanwhile.
            _wishedFrom = _session!.HasUnsaved && Errors.Count == 0 ? step : null;
            _focusSummary = Errors.Count > 0;
            _refusals++;
            return;
        }

        _stuckAt = null;
        _progress = new WizardProgress(_session!.Draft, _session.State, _units);
        var next = Return is not null && WizardSteps.All.Contains(Return) ? Return : WizardProgress.Next(step)!;
        GoTo(_progress.Reachable(next), next);
    }

    private void GoTo(string open, string wanted)
    {
        _detour = open == wanted ? null : wanted;
        if (open == Step)
        {
            _refusals++;
            return;
        }

        _ = LeadAsync(_progress!.Address(open));
    }

    // The browser alone knows whether it is on the way there already, from an earlier press.
    private async Task LeadAsync(string address)
    {
        try
        {
            await script.InvokeVoidAsync("Dvc.go", _gone.Token, address);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The link is gone; once it is back the page presses again.
        }
    }

    // One after the other, so that the last choice of a quick hand counts and the button to go on knows of it.
    private Task ChooseUnitAsync(string unitId) => _choosing = ChooseUnitAsync(unitId, _choosing);

    private async Task ChooseUnitAsync(string unitId, Task before)
    {
        await before.ConfigureAwait(Patiently);
        await desk.ChooseUnitAsync(_userId, _session!.Draft.Id, unitId, _gone.Token);
        await ReadAgainAsync();
    }

    private Task ChooseForWhomAsync((Representation Whom, Guid? Organisation) choice) => _choosing = ChooseForWhomAsync(choice, _choosing);

    private async Task ChooseForWhomAsync((Representation Whom, Guid? Organisation) choice, Task before)
    {
        await before.ConfigureAwait(Patiently);
        await forWhom.ChooseAsync(_userId, _session!.Draft.Id, choice.Whom, choice.Organisation, _gone.Token);
        await ReadAgainAsync();
    }

    private async Task RemovePaperAsync(DraftPaperView paper)
    {
        await desk.RemovePaperAsync(_userId, _session!.Draft.Id, paper.Id, _gone.Token);
        await ReadAgainAsync();
        _toasts?.Show(
            Components.Kit.Say.With(SubmissionText.FileRemoved, paper.File.FileName),
            async () =>
            {
                await desk.PutBackPaperAsync(_userId, _session!.Draft.Id, paper, _gone.Token);
                await ReadAgainAsync();
            }
        );
    }

    private async Task SortPaperAsync(DraftPaperView paper, string componentCode)
    {
        await desk.SortPaperAsync(_userId, _session!.Draft.Id, paper.Id, componentCode, _gone.Token);
        await ReadAgainAsync();
    }

    private async Task<DraftView> ReadDraftAsync()
    {
        await ReadAgainAsync();
        return _session!.Draft;
    }

    /// <summary>The draft is no longer open: to the receipt when it was filed elsewhere, else to the person's own list.</summary>
    private async Task LeaveAsync()
    {
        try
        {
            var outcome = await submissions.SubmitAsync(_userId, _session!.Draft.Id, "", _gone.Token);
            var target = outcome is SubmissionOutcome.Done done ? ReviewStep.ReceiptOf(done.DossierNumber) : HomeAddress;
            navigation.NavigateTo(target, forceLoad: true);
        }
        catch (RuleViolationException)
        {
            navigation.NavigateTo(HomeAddress, forceLoad: true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left already.
        }
    }
}
