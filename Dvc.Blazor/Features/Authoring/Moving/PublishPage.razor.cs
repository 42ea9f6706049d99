using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dvc.Blazor.Features.Authoring.Moving;

/// <summary>Shows what publishing the draft means, takes the decision for each group, and how far the moving is. The page only shows; the work is done behind it.</summary>
public sealed partial class PublishPage(PlanDesk desk, PublishingDesk publishing, DossierFeed feed, NavigationManager navigation)
    : ComponentBase,
        IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<MoveGroup, MoveChoice> _choices = [];
    private IDisposable? _changes;
    private Guid _followed;
    private Guid _userId;
    private PlanView? _view;
    private string? _fault;
    private string? _dayFault;
    private bool _isLater;
    private string _day = "";
    private string _time = "00:00";

    [Parameter]
    public string Code { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private string Heading =>
        _view?.Draft is { } draft ? Say.With(AuthoringText.PublishRevision, draft.Number) : AuthoringText.PublishTitle;

    public void Dispose()
    {
        _changes?.Dispose();
        // Not disposed of: what is still being read asks it for its token.
        _gone.Cancel();
    }

    protected override async Task OnInitializedAsync()
    {
        // Nobody: the session ended between the page and its circuit.
        _userId = CurrentUser.Of((await Authentication).User)?.Id ?? Guid.Empty;
        await ReadAsync();
        if (_view is null)
        {
            navigation.NotFound();
            return;
        }

        if (RendererInfo.IsInteractive && _view is { Draft.PublishAt: null, Draft: not null, Plan: null })
        {
            await TryAsync(() => desk.BeginAsync(_userId, Code, _gone.Token));
        }
    }

    private MoveChoice ChoiceOf(MoveGroup group) =>
        _view!.Plan!.State != PlanState.Reckoned ? _view.Plan.Choices.Of(group) : _choices.GetValueOrDefault(group);

    private async Task ReadAsync()
    {
        _view = await desk.FindAsync(_userId, Code, _gone.Token);
        if (RendererInfo.IsInteractive && _view?.Plan is { } plan && plan.Id != _followed)
        {
            _changes?.Dispose();
            _followed = plan.Id;
            _changes = feed.Subscribe(_ => InvokeAsync(FollowAsync), only: plan.Id);
            // It may have gone on between the reading and the listening.
            _view = await desk.FindAsync(_userId, Code, _gone.Token);
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested) { }
    }

    private Task ReckonAgainAsync() => TryAsync(() => desk.BeginAgainAsync(_userId, Code, _gone.Token));

    private async Task PublishAsync()
    {
        (_dayFault, var seen) = (null, _view!.Draft!.Edits);
        var choices = new MoveChoices(
            _choices.GetValueOrDefault(MoveGroup.Drafts),
            _choices.GetValueOrDefault(MoveGroup.NotReceived),
            _choices.GetValueOrDefault(MoveGroup.Running),
            _choices.GetValueOrDefault(MoveGroup.AwaitingSupplement)
        );
        var at = _isLater ? At() : null;
        if (_isLater && at is null)
        {
            _dayFault = AuthoringText.NotAMoment;
            return;
        }

        await TryAsync(() =>
            _view.ToConfirm.Count > 0 ? publishing.ProposeAsync(_userId, Code, seen, at, choices, CancellationToken.None)
            : at is { } then ? publishing.ScheduleAsync(_userId, Code, seen, then, choices, CancellationToken.None)
            : publishing.PublishAsync(_userId, Code, seen, choices, CancellationToken.None)
        );
    }

    private string Weighty => string.Join(", ", _view!.ToConfirm.Select(part => AuthoringWords.Of(part).ToLowerInvariant()));

    private Task SecondAsync() => TryAsync(() => publishing.SecondAsync(_userId, Code, CancellationToken.None));

    private Task TakeBackAsync() => TryAsync(() => publishing.TakeProposalBackAsync(_userId, Code, CancellationToken.None));

    private DateTime? At() =>
        DateTime.TryParseExact(
            $"{_day.Trim()} {_time.Trim()}",
            ["d/M/yyyy H:mm", "yyyy-MM-dd H:mm"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
            ? TimeZoneInfo.ConvertTimeToUtc(local, VietnamTime.Zone)
            : null;

    private async Task TryAsync(Func<Task> act)
    {
        _fault = null;
        try
        {
            await act();
        }
        catch (RuleViolationException refusal)
        {
            _fault = RuleWords.Of(refusal);
        }

        await ReadAsync();
    }
}
