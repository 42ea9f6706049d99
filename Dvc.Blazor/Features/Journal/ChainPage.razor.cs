using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dvc.Blazor.Features.Journal;

/// <summary>Checks of the audit chains: the one that runs, and what the last ones found.</summary>
public sealed partial class ChainPage(ChainDesk desk, PeopleFeed feed, NavigationManager navigation) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _changes;
    private Guid _userId;
    private IReadOnlyList<ChainCheck>? _checks;
    private bool _isThere = true;
    private string? _fault;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private bool IsRunning => _checks?.Any(c => c.FinishedAt is null) == true;

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
        if (RendererInfo.IsInteractive)
        {
            // A check that another administrator has asked for is told to that one; this page follows whatever is told.
            _changes = feed.SubscribeToAny(() => InvokeAsync(FollowAsync));
        }
        else if (!_isThere)
        {
            navigation.NotFound();
        }
    }

    private async Task ReadAsync()
    {
        _checks = await desk.ListAsync(_userId, _gone.Token);
        _isThere = _checks is not null;
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

    private async Task AskAsync()
    {
        try
        {
            _fault = null;
            await desk.AskAsync(_userId, CancellationToken.None);
        }
        catch (RuleViolationException refusal)
        {
            _fault = RuleWords.Of(refusal);
        }

        await ReadAsync();
    }
}
