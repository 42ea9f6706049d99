using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dvc.Blazor.Features.Deadlines;

/// <summary>How the time of running dossiers stands, by officer and unit; follows what happens elsewhere.</summary>
public sealed partial class DeadlinePage(DeadlineQuery query, DossierFeed feed, WorkingCalendars calendars, TimeProvider clock)
    : ComponentBase,
        IDisposable
{
    /// <summary>At most one read in this time, whatever happens elsewhere.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _changes;
    private WorkingCalendar? _calendar;
    private Guid _userId;
    private bool _isRead;
    private DeadlineBoard? _board;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

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
        _calendar = await calendars.CurrentAsync(_gone.Token);
        await ReadAsync();
        if (RendererInfo.IsInteractive)
        {
            _changes = feed.SubscribeToAny(HearAsync);
        }
    }

    private async Task ReadAsync()
    {
        _board = await query.RunAsync(_userId, _gone.Token);
        _isRead = true;
    }

    private async Task HearAsync()
    {
        await InvokeAsync(FollowAsync);
        await Task.Delay(Pause, clock);
    }

    private async Task FollowAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested) { }
    }

    private int DaysOf(DeadlineRow row) =>
        _calendar!.WorkingDaysBetween(VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime), VietnamTime.DateOf(row.DueAt));
}
