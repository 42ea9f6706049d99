using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;

namespace Dvc.Blazor.Features.Intake;

/// <summary>The live board. What it lists is in its address; what changes elsewhere shows here without moving what is being read.</summary>
public sealed partial class BoardPage(
    BoardQuery query,
    DossierFeed feed,
    WorkingCalendars calendars,
    TimeProvider clock,
    NavigationManager navigation
) : ComponentBase, IDisposable
{
    /// <summary>At most one read in this time, whatever happens elsewhere.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // A dossier bears the time at which filing began; a reading in between does not see it yet, and the clocks of two nodes differ.
    private static readonly TimeSpan CommitTime = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<Guid> _fresh = [];
    private IDisposable? _changes;
    private ProcessingClock? _clock;
    private Guid _userId;
    private IReadOnlyList<BoardSector> _sectors = [];
    private bool _isRead;
    private Board? _board;
    private IReadOnlyList<BoardRow> _rows = [];
    private int _arrivals;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "trang-thai")]
    private int? Status { get; set; }

    [SupplyParameterFromQuery(Name = "linh-vuc")]
    private string? Sector { get; set; }

    [SupplyParameterFromQuery(Name = "tim")]
    private string? Words { get; set; }

    [SupplyParameterFromQuery(Name = "trang")]
    private int? PageNumber { get; set; }

    private BoardFilter Filter =>
        new(
            Enum.IsDefined((DossierStatus)(Status ?? -1)) ? (DossierStatus)Status! : null,
            string.IsNullOrEmpty(Sector) ? null : Sector,
            string.IsNullOrWhiteSpace(Words) ? null : Words,
            Math.Clamp(PageNumber ?? 1, 1, 100_000)
        );

    public void Dispose()
    {
        _changes?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _userId = CurrentUser.Of((await Authentication).User)!.Id;
        _clock = await calendars.ClockAsync(_gone.Token);
        _sectors = await query.SectorsAsync(_gone.Token);
        if (RendererInfo.IsInteractive)
        {
            _changes = feed.SubscribeToAny(HearAsync);
        }
    }

    protected override Task OnParametersSetAsync() => ShowAsync();

    private async Task ShowAsync()
    {
        var filter = Filter;
        var board = await query.RunAsync(_userId, filter, _gone.Token);
        if (filter == Filter)
        {
            Show(board);
        }
    }

    private void Show(Board? board)
    {
        _isRead = true;
        _board = board;
        _rows = board?.Rows ?? [];
        _arrivals = 0;
    }

    private async Task ShowArrivalsAsync()
    {
        var before = _rows.Select(r => r.Id).ToHashSet();
        await ShowAsync();
        _fresh.Clear();
        _fresh.UnionWith(_rows.Select(r => r.Id).Except(before));
    }

    private async Task HearAsync()
    {
        await InvokeAsync(FollowAsync);
        await Task.Delay(Pause, clock);
    }

    private async Task FollowAsync()
    {
        if (_gone.IsCancellationRequested || _board is null)
        {
            return;
        }

        try
        {
            var filter = Filter;
            var now = await query.RunAsync(_userId, filter, [.. _rows.Select(r => r.Id)], _gone.Token);
            // Meanwhile the officer may have gone on to another list.
            if (filter == Filter)
            {
                Follow(now);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested) { }
    }

    // Rows on the screen change in place; new ones wait behind a button.
    private void Follow(Board? now)
    {
        if (now is null || _board is null || _rows.Count == 0)
        {
            Show(now);
            _fresh.UnionWith(_rows.Select(r => r.Id));
            return;
        }

        _fresh.UnionWith(_rows.Where(r => now.Shown.TryGetValue(r.Id, out var row) && row.UpdatedAt > r.UpdatedAt).Select(r => r.Id));
        _rows = [.. _rows.Select(r => now.Shown.GetValueOrDefault(r.Id, r))];
        var known = _rows.Select(r => r.Id).ToHashSet();
        _arrivals = now.Rows.Count(r => !known.Contains(r.Id) && r.UpdatedAt > _board.ReadAt - CommitTime);
        _board = now with { ReadAt = _arrivals > 0 ? _board.ReadAt : now.ReadAt };
    }

    private (DueState State, int Days, TimeOnly? At)? DueOf(BoardRow row)
    {
        if (row.Status is DossierStatus.AwaitingSupplement or DossierStatus.AwaitingPayment or DossierStatus.WithdrawalRequested)
        {
            return (DueState.Paused, 0, null);
        }

        if (row.DueAt is not { } due || _clock is null || row.Status is DossierStatus.Discontinued)
        {
            return null;
        }

        if (row.CompletedAt is { } done)
        {
            return done <= due ? (DueState.Met, 0, null) : (DueState.Late, 1, null);
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var days = _clock.WorkingDaysLeft(VietnamTime.DateOf(due), nowUtc);
        return due < nowUtc ? (DueState.Late, Math.Max(1, -days), null)
            : days == 0 ? (DueState.Today, 0, TimeOnly.FromDateTime(VietnamTime.Local(due)))
            : (DueState.Ahead, days, null);
    }

    private string Address(BoardFilter filter) =>
        QueryHelpers.AddQueryString(
            new Uri(navigation.BaseUri).AbsolutePath + "mot-cua",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["trang-thai"] = filter.Status is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : null,
                ["linh-vuc"] = filter.Sector,
                ["tim"] = filter.Words,
                ["trang"] = filter.Page > 1 ? filter.Page.ToString(CultureInfo.InvariantCulture) : null,
            }.Where(p => p.Value is not null)
        );
}
