using System.Globalization;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dvc.Blazor.Features.Handling;

public sealed partial class DossierPage(
    DossierQuery query,
    DecisionDesk desk,
    ReadingLog readings,
    DossierFeed feed,
    NavigationManager navigation
) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _changes;
    private Guid _userId;
    private OfficerDossier? _view;
    private bool _hasLeft;
    private IReadOnlyList<AnswerPart> _answers = [];
    private string? _told;
    private NoticeKind _toldKind;
    private string? _fault;

    [Parameter]
    public string Number { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private IReadOnlyList<TimelineStep> Steps =>
        [
            .. _view!
                .Dossier.Steps.OrderBy(s => s.Ordinal)
                .Select(
                    (s, i) =>
                        new TimelineStep(
                            StatusLook.Of(s.To).Name,
                            $"{When.Moment(s.At)} · {s.ActorName}",
                            StatusLook.Of(s.To).Icon,
                            i == _view.Dossier.Steps.Count - 1 ? TimelinePlace.Now : TimelinePlace.Past,
                            s.Note
                        )
                ),
        ];

    public void Dispose()
    {
        _changes?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _userId = CurrentUser.Of((await Authentication).User)!.Id;
        await ReloadAsync();
        if (_view is null)
        {
            navigation.NotFound();
            return;
        }

        await readings.NoteAsync(_userId, _view.Dossier.Id);
        if (RendererInfo.IsInteractive)
        {
            _changes = feed.Subscribe(_ => InvokeAsync(FollowAsync), only: _view.Dossier.Id);
        }
    }

    private async Task ReloadAsync()
    {
        var hadIt = _view is not null || _hasLeft;
        _view = await query.RunAsync(_userId, Number, _gone.Token);
        _hasLeft = hadIt && _view is null;
        _answers = _view is null ? [] : AnswerSummary.Of(_view.Revision.Definition.Form, _view.Dossier.Answers.Json);
    }

    private async Task FollowAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await ReloadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested) { }
    }

    private Task<Deadline?> ReckonAsync() => desk.DueIfAcceptedNowAsync(_view!.Dossier.RevisionId, _gone.Token);

    private async Task<bool> DecideAsync(Decision decision)
    {
        _fault = null;
        try
        {
            var outcome = await desk.DecideAsync(_userId, decision, CancellationToken.None);
            (_told, _toldKind) = outcome is DecisionOutcome.Overtaken by
                ? (Say.With(HandlingText.Overtaken, by.By, When.Moment(by.At)), NoticeKind.Warn)
                : (Say.With(HandlingText.Done, ActWords.Of(decision.Act).Verb), NoticeKind.Ok);
            await ReloadAsync();
            return outcome is DecisionOutcome.Done;
        }
        catch (RuleViolationException violation)
        {
            _fault = RuleWords.Of(violation);
            return false;
        }
        finally
        {
            // Called from a component inside, which renders only itself.
            StateHasChanged();
        }
    }
}
