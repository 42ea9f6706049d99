using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dvc.Blazor.Features.Authoring.Builder;

/// <summary>The form builder: tree, properties, preview, and the other parts of the content.</summary>
public sealed partial class BuilderPage(
    AuthorDraftDesk desk,
    AuthoringQuery query,
    FormContexts contexts,
    PlaceNames places,
    AuthenticationStateProvider people,
    TimeProvider clock
) : ComponentBase, IDisposable
{
    private BuilderSession? _session;
    private DraftSaving? _saving;
    private OpenDraft? _draft;
    private FormContext? _today;
    private AddressBook _places = AddressBook.Empty;
    private IReadOnlyList<Sector> _sectors = [];
    private string _tab = BuilderTabs.All[0];
    private bool _missing;

    [Parameter]
    public string Code { get; set; } = "";

    protected override async Task OnInitializedAsync()
    {
        // The first pass is without a connection: nothing could be done on it.
        var user = CurrentUser.Of((await people.GetAuthenticationStateAsync()).User)!;
        _draft = await desk.FindAsync(user.Id, Code, CancellationToken.None);
        _missing = _draft is null || _draft.PublishAt is not null;
        if (_missing || !RendererInfo.IsInteractive)
        {
            return;
        }

        _today = await contexts.TodayAsync(CancellationToken.None);
        _places = await places.BookAsync(CancellationToken.None);
        _sectors = (await query.ChoicesAsync(user.Id, CancellationToken.None))?.Sectors ?? [];
        _saving = new DraftSaving(desk, user.Id, _draft!, clock);
        _session = new BuilderSession(_draft!);
        _session.Changed += OnChanged;
    }

    public void Dispose()
    {
        if (_session is not null)
        {
            _session.Changed -= OnChanged;
        }
    }

    private void OnChanged() => _ = InvokeAsync(SaveAsync);

    private async Task SaveAsync()
    {
        StateHasChanged();
        await _saving!.SaveAsync(() => _session!.Content);
        StateHasChanged();
    }

    private void Go(string place) => _tab = _session!.Go(place) ? BuilderTabs.All[0] : BuilderTabs.Of(place) ?? _tab;
}

/// <summary>The parts of the content that the builder shows, one at a time.</summary>
public static class BuilderTabs
{
    public static IReadOnlyList<string> All { get; } = ["to-khai", "giay-to", "phi", "thoi-han", "quy-trinh", "mo-ta", Samples];

    /// <summary>The test bench.</summary>
    public const string Samples = "ho-so-mau";

    public static string Name(string tab) =>
        tab switch
        {
            "giay-to" => AuthoringText.TabPapers,
            "phi" => AuthoringText.TabFees,
            "thoi-han" => AuthoringText.TabTime,
            "quy-trinh" => AuthoringText.TabWorkflow,
            "mo-ta" => AuthoringText.TabDescription,
            Samples => AuthoringText.TabSamples,
            _ => AuthoringText.TabForm,
        };

    /// <summary>Where the place of a fault is changed, or null.</summary>
    public static string? Of(string place) =>
        place.Split('[')[0] switch
        {
            "components" => "giay-to",
            "fees" => "phi",
            "processing" => "thoi-han",
            "workflow" => "quy-trinh",
            "samples" => Samples,
            "name" or "level" or "legal_basis" or "result" => "mo-ta",
            _ => null,
        };
}
