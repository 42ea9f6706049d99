using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Features.Intake.Exports;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dvc.Blazor.Features.Intake;

/// <summary>The live board. What it lists is in its address; what changes elsewhere shows here without moving what is being read.</summary>
public sealed partial class BoardPage(
    BoardQuery query,
    BoardDesk desk,
    BoardCatalogue catalogue,
    SoughtDesk sought,
    BulkDesk bulk,
    ExportDesk exports,
    NavigationManager navigation,
    Colleagues people,
    UnitDesks desks,
    DossierFeed feed,
    WorkingCalendars calendars,
    TimeProvider clock
) : ComponentBase, IDisposable
{
    /// <summary>At most one read in this time, whatever happens elsewhere.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // A dossier bears the time at which filing began; a reading in between does not see it yet, and the clocks of two nodes differ.
    private static readonly TimeSpan CommitTime = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<Guid> _fresh = [];
    private readonly HashSet<Guid> _selected = [];
    private IDisposable? _changes;
    private WorkingCalendar? _calendar;
    private BoardSight? _sight;
    private Guid _userId;
    private bool _takesIn;
    private IReadOnlyList<BoardSector> _sectors = [];
    private IReadOnlyList<BoardProcedure> _procedures = [];
    private IReadOnlyList<BoardUnit> _units = [];
    private IReadOnlyList<BoardLabel> _labels = [];
    private IReadOnlyList<NamedView> _views = [];
    private IReadOnlyList<Colleague> _colleagues = [];
    private bool _mayShare;
    private string? _columns;
    private string? _where;
    private bool _isRead;
    private Board? _board;
    private IReadOnlyList<BoardRow> _rows = [];
    private int _arrivals;
    private string? _told;
    private NoticeKind _toldKind;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "hang-doi")]
    private string? Queue { get; set; }

    [SupplyParameterFromQuery(Name = "trang-thai")]
    private int? Status { get; set; }

    [SupplyParameterFromQuery(Name = "linh-vuc")]
    private string? Sector { get; set; }

    [SupplyParameterFromQuery(Name = "don-vi")]
    private string? Place { get; set; }

    [SupplyParameterFromQuery(Name = "tim")]
    private string? Words { get; set; }

    [SupplyParameterFromQuery(Name = "sap-xep")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "cot")]
    private string? ColumnKeys { get; set; }

    [SupplyParameterFromQuery(Name = "nhan")]
    private string? Label { get; set; }

    [SupplyParameterFromQuery(Name = "co")]
    private string? Flag { get; set; }

    [SupplyParameterFromQuery(Name = "thu-tuc")]
    private string? Procedure { get; set; }

    [SupplyParameterFromQuery(Name = "trang")]
    private int? PageNumber { get; set; }

    private BoardFilter Filter =>
        BoardFilter.Of(Queue, Status, Sector, Place, Words, Sort, ColumnKeys, PageNumber, Label, Flag, Procedure, _where);

    private IReadOnlyList<BoardColumn> Columns => _board?.Columns.Of(Filter.Columns ?? _columns) ?? [];

    // In the order of the screen.
    private IReadOnlyList<string> Selected => [.. _rows.Where(r => _selected.Contains(r.Id)).Select(r => r.Number)];

    public void Dispose()
    {
        _changes?.Dispose();
        // Not disposed of: what is still being read asks it for its token.
        _gone.Cancel();
    }

    protected override async Task OnInitializedAsync()
    {
        // Nobody: the session ended between the page and its circuit.
        var user = CurrentUser.Of((await Authentication).User);
        (_userId, _takesIn) = (user?.Id ?? Guid.Empty, user?.Roles.Contains(Roles.IntakeOfficer) ?? false);
        _calendar = await calendars.CurrentAsync(_gone.Token);
        _sectors = await query.SectorsAsync(_gone.Token);
        _procedures = await catalogue.ProceduresAsync(_gone.Token);
        _units = await query.UnitsAsync(_userId, _gone.Token);
        _labels = await query.LabelsAsync(_userId, _gone.Token);
        _views = await desk.ViewsAsync(_userId, _gone.Token);
        _columns = await desk.ColumnsAsync(_userId, _gone.Token);
        if (RendererInfo.IsInteractive)
        {
            _colleagues = await people.AroundAsync(_userId, _gone.Token);
            _mayShare = await desks.MayShareAsync(_userId, _gone.Token);
            _changes = feed.SubscribeToAny(HearAsync);
        }
    }

    protected override Task OnParametersSetAsync()
    {
        _told = null;
        // Conditions are named after columns, so they are no parameters of the page.
        _where = BoardConditions.Of(navigation.Uri).Text;
        return ShowAsync();
    }

    private async Task ShowAsync()
    {
        var filter = Filter;
        var board = await query.RunAsync(_userId, filter, [], _gone.Token, _columns);
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
        _selected.IntersectWith(_rows.Select(r => r.Id));
        _arrivals = 0;
        Look();
    }

    private void Look() =>
        _sight = new BoardSight(_calendar!, _sectors.ToDictionary(s => s.Code, s => s.Name), clock.GetUtcNow().UtcDateTime);

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
            var now = await query.RunAsync(_userId, filter, [.. _rows.Select(r => r.Id)], _gone.Token, _columns);
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
        Look();
    }

    private void Select((Guid Id, bool On) choice)
    {
        if (choice.On)
        {
            _selected.Add(choice.Id);
        }
        else
        {
            _selected.Remove(choice.Id);
        }
    }

    private void SelectAll(bool on)
    {
        _selected.Clear();
        if (on)
        {
            _selected.UnionWith(_rows.Select(r => r.Id));
        }
    }

    private void ClearSelection() => _selected.Clear();

    private Task<IReadOnlyList<BulkItem>> TryAsync(BulkOrder order) => bulk.TryAsync(_userId, order, _gone.Token);

    private async Task<IReadOnlyList<BulkItem>> DoAsync(BulkOrder order)
    {
        var items = await bulk.DoAsync(_userId, order, CancellationToken.None);
        var refused = items.Where(i => i.Refusal is not null).Select(i => i.Number).ToHashSet(StringComparer.Ordinal);
        // What was refused stays selected, for another try.
        _selected.RemoveWhere(id => _rows.Any(r => r.Id == id && !refused.Contains(r.Number)));
        await FollowAsync();
        return items;
    }

    private async Task ClaimAsync(BoardRow row)
    {
        var item = (await bulk.DoAsync(_userId, new BulkOrder(BulkAct.Claim, [row.Number]), CancellationToken.None))[0];
        (_told, _toldKind) = item.Refusal is { } refusal
            ? ($"{row.Number}: {RuleWords.Of(refusal)}", NoticeKind.Error)
            : (Say.With(IntakeText.Claimed, row.Number), NoticeKind.Ok);
        await FollowAsync();
    }

    private Task PackAsync() => StartAsync(exports.StartPapersAsync(_userId, Selected, CancellationToken.None));

    private Task ExportAsync(ExportKind kind) => StartAsync(exports.StartListAsync(_userId, Filter, kind, CancellationToken.None));

    private async Task StartAsync(Task started)
    {
        try
        {
            await started;
            navigation.NavigateTo("/mot-cua/tep-xuat");
        }
        catch (RuleViolationException refusal)
        {
            (_told, _toldKind) = (RuleWords.Of(refusal), NoticeKind.Error);
        }
    }

    private async Task ToggleColumnAsync(string key)
    {
        var shown = Columns.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        if (!shown.Remove(key))
        {
            shown.Add(key);
        }

        if (shown.Count == 0)
        {
            return;
        }

        // What was chosen for lists of other procedures stays chosen.
        var elsewhere = (_columns ?? "").Split(',').Where(k => BoardColumns.IsOfSomeProcedure(k) && _board!.Columns.Find(k) is null);
        await desk.ChooseAsync(_userId, shown.Concat(elsewhere), CancellationToken.None);
        _columns = await desk.ColumnsAsync(_userId, _gone.Token);
        if (Filter.Columns is not null)
        {
            navigation.NavigateTo(
                (Filter with { Columns = string.Join(',', _board!.Columns.All.Select(c => c.Key).Where(shown.Contains)) }).Address()
            );
        }
        else
        {
            await ShowAsync();
        }
    }

    private async Task SeekAsync((string Path, bool On) field)
    {
        try
        {
            await (
                field.On
                    ? sought.SeekAsync(_userId, Procedure!, field.Path, CancellationToken.None)
                    : sought.EndAsync(_userId, Procedure!, field.Path, CancellationToken.None)
            );
            await ShowAsync();
        }
        catch (RuleViolationException refusal)
        {
            (_told, _toldKind) = (RuleWords.Of(refusal), NoticeKind.Error);
        }
    }

    private async Task<string?> NameViewAsync((string? Name, string? AgencyId) view)
    {
        try
        {
            var filter = Filter with { Columns = string.Join(',', Columns.Select(c => c.Key)) };
            await desk.NameAsync(_userId, view.Name, filter, view.AgencyId, CancellationToken.None);
            _views = await desk.ViewsAsync(_userId, _gone.Token);
            StateHasChanged();
            return null;
        }
        catch (RuleViolationException violation)
        {
            return RuleWords.Of(violation);
        }
    }

    private async Task ForgetViewAsync(Guid id)
    {
        await desk.ForgetAsync(_userId, id, CancellationToken.None);
        _views = await desk.ViewsAsync(_userId, _gone.Token);
    }

    private static string? ToneOf(Board board, BoardQueue queue) =>
        !queue.IsLive ? null
        : board.Counts.GetValueOrDefault(queue.Key) == 0 ? "none"
        : queue.Key == BoardQueue.LateKey ? "red"
        : null;

    private static string Count(Board board, string key) =>
        board.Counts.GetValueOrDefault(key) is var count && (count >= BoardQuery.MaxRows || board.IsCountPartial)
            ? Say.With(IntakeText.CountAtLeast, Math.Min(count, BoardQuery.MaxRows - 1))
            : Say.With("{0}", count);

    private string Range(Board board)
    {
        var from = ((Filter.Page - 1) * BoardQuery.PageSize) + 1;
        var to = from + _rows.Count - 1;
        return _rows.Count == 0 ? ""
            : board.IsCut ? Say.With(IntakeText.RangeCut, from, to, board.Reach - 1)
            : Say.With(IntakeText.Range, from, to, board.Total);
    }
}
