using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Intake.Exports;

/// <summary>The officer's own files: what is being made, what can be fetched, what is over.</summary>
public sealed partial class ExportsPage(ExportDesk desk, PeopleFeed feed, IOptions<ExportOptions> options) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _changes;
    private Guid _userId;
    private IReadOnlyList<Export>? _exports;
    private string? _fault;
    private bool _isAsked;
    private bool _withEarlier;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>A dossier whose papers are offered to be packed.</summary>
    [SupplyParameterFromQuery(Name = "ho-so")]
    private string? Number { get; set; }

    private IOptions<ExportOptions> Options => options;

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
        if (RendererInfo.IsInteractive)
        {
            _changes = feed.Subscribe(_ => InvokeAsync(FollowAsync), only: _userId);
        }

        await ReadAsync();
    }

    private async Task ReadAsync() => _exports = await desk.ListAsync(_userId, _gone.Token);

    private async Task FollowAsync()
    {
        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested) { }
    }

    private async Task PackAsync()
    {
        try
        {
            _fault = null;
            await desk.StartPapersAsync(_userId, [Number!], CancellationToken.None, _withEarlier);
            _isAsked = true;
        }
        catch (RuleViolationException refusal)
        {
            _fault = RuleWords.Of(refusal);
        }

        await ReadAsync();
    }

    private async Task CancelAsync(Guid id)
    {
        await desk.CancelAsync(_userId, id, CancellationToken.None);
        await ReadAsync();
    }

    private static string KindOf(ExportKind kind) =>
        kind switch
        {
            ExportKind.ListXlsx => IntakeText.KindXlsx,
            ExportKind.ListCsv => IntakeText.KindCsv,
            ExportKind.BookXlsx => IntakeText.KindBookXlsx,
            ExportKind.BookCsv => IntakeText.KindBookCsv,
            ExportKind.PapersWithEarlier => IntakeText.KindPapersWithEarlier,
            _ => IntakeText.KindPapers,
        };

    private static string Facts(Export export) =>
        export is { State: ExportState.Ready, ExpiresAt: { } until }
            ? $" · {FileSize.Of(export.Bytes)} · {Say.With(IntakeText.FetchUntil, When.Moment(until))}"
            : "";
}
