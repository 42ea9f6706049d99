using System.Security.Claims;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using FieldError = Dvc.Blazor.Components.Kit.FieldError;

namespace Dvc.Blazor.Features.Submission;

public sealed partial class Wizard(
    DraftDesk desk,
    SubmissionDesk submissions,
    ForWhomDesk forWhom,
    FormContexts contexts,
    PlaceNames places,
    DossierFeed feed,
    AuthenticationStateProvider people,
    NavigationManager navigation,
    IJSRuntime script,
    TimeProvider clock
)
{
    private static readonly TimeSpan SavePatience = TimeSpan.FromSeconds(4);
    private const ConfigureAwaitOptions Patiently =
        ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;
    private readonly string _device = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _gone = new();
    private Guid _userId;
    private Guid _revisionId;
    private DraftSession? _session;
    private WizardProgress? _progress;
    private AddressBook _book = AddressBook.Empty;
    private IReadOnlyList<ServingUnit> _units = [];
    private IReadOnlyList<FilingOrganisation> _organisations = [];
    private IDisposable? _listening;
    private ErrorSummary? _summary;
    private ToastRegion? _toasts;
    private string? _arrivedAt;
    private string? _open;
    private string? _detour;
    private string? _stuckAt;
    private string? _wishedFrom;
    private int _refusals;
    private bool _unsaved;
    private bool _focusSummary;
    private bool _leaving;
    private Task _choosing = Task.CompletedTask;

    [Parameter, EditorRequired]
    public string ProcedureCode { get; set; } = "";

    /// <summary>Name of the procedure, shown until the draft is there.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Address of the step; null: go on where the person was.</summary>
    [Parameter]
    public string? Step { get; set; }

    /// <summary>The step to go back to after a correction from the review.</summary>
    [Parameter]
    public string? Return { get; set; }

    /// <summary>The draft begun at the counter that the officer goes on with; null: the person's own draft of the procedure.</summary>
    [Parameter]
    public Guid? AtCounter { get; set; }

    private string HomeAddress => AtCounter is null ? "/ho-so" : CounterView.Home;

    private int Place => WizardSteps.All.Index().First(step => step.Item == Step).Index;

    private string BackAddress =>
        WizardProgress.Previous(Step!) is { } previous ? _progress!.Address(previous)
        : AtCounter is null ? $"/thu-tuc/{ProcedureCode}"
        : CounterView.Home;

    private FormSheet Sheet =>
        new()
        {
            Form = _session!.Draft.Revision.Form,
            State = _session.State,
            Answers = _session.Answers,
            Answered = _session.Draft.Answered,
            Places = _book,
            ShowsFindings = _session.ShowsFindings,
            Conflicts = _session.Conflicts,
            Change = ChangeAsync,
            Resolve = ResolveAsync,
            Tell = (text, undo) => _toasts?.Show(text, undo),
        };

    /// <summary>After a vain try to go on: what is wrong here, one line for each finding, with the words of the field.</summary>
    private List<FieldError> Errors
    {
        get
        {
            if (_stuckAt != Step)
            {
                return [];
            }

            if (WizardProgress.FormStepOf(Step!) is not { } form)
            {
                // Papers may follow later; only filing needs them all.
                return Step != WizardSteps.Unit || _progress!.IsDone(Step)
                    ? []
                    : [new FieldError(UnitStep.FieldId, SubmissionText.UnitMissing)];
            }

            var findings = FieldFindings.StoppingAt(_session!.State, _session.Draft.Revision.Form, form);
            var conflicts = _session.Conflicts.Keys.Where(path => _session.State[path]?.Step == form);
            return
            [
                .. findings.Select(finding => new FieldError(FieldControls.IdOf(finding.Path), finding.Message)),
                .. conflicts.Select(path => new FieldError(
                    FieldControls.IdOf(path),
                    Say.With(SubmissionText.ChooseOne, _session.State[path]!.Field.Label)
                )),
            ];
        }
    }

    /// <summary>Of a draft that was moved to another revision: what that one wants besides at this step.</summary>
    private List<FieldError> NewlyWanted
    {
        get
        {
            var draft = _session!.Draft;
            return Step == WizardSteps.Papers
                ?
                [
                    .. draft
                        .Revision.Definition.Components.Where(c =>
                            draft.NewlyWanted.Contains(c.Code) && draft.Papers.All(p => p.ComponentCode != c.Code)
                        )
                        .Select(c => new FieldError($"giay-{c.Code}", c.Name)),
                ]
                :
                [
                    .. _session
                        .State.Fields.Where(f => draft.NewlyWanted.Contains(f.Path) && f.Step == WizardProgress.FormStepOf(Step!))
                        .Where(f => f.Visible && f.Errors.Count > 0)
                        .Select(f => new FieldError(FieldControls.IdOf(f.Path), f.Field.Label)),
                ];
        }
    }

    public ValueTask DisposeAsync()
    {
        _session?.Close();
        _listening?.Dispose();
        return new ValueTask(_gone.CancelAsync());
    }

    // The first pass, in the page, only reads; a draft is opened by the live one.
    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? OpenAsync() : Task.CompletedTask;

    protected override async Task OnParametersSetAsync()
    {
        if (_session is null)
        {
            return;
        }

        if (Step is not null && _arrivedAt == Step)
        {
            _open = Step;
            return;
        }

        var wanted = Step ?? (_session.Draft.Step == WizardSteps.Unit && _units.Count == 1 ? WizardSteps.Applicant : _session.Draft.Step);
        var open = WizardSteps.All.Contains(wanted) ? _progress!.Reachable(wanted) : WizardSteps.Unit;
        _open = open == Step ? Step : null;
        if (_open is null)
        {
            _detour = Step is null ? null : Step;
            navigation.NavigateTo(_progress!.Address(open), replace: true);
            return;
        }

        _stuckAt = null;
        _unsaved = false;
        _wishedFrom = null;
        await desk.GoToStepAsync(_userId, _session.Draft.Id, open, _gone.Token);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusSummary && _summary is not null)
        {
            _focusSummary = false;
            await _summary.FocusAsync();
        }

        if (_session is not null && Step is not null && _arrivedAt != Step && _progress!.Reachable(Step) == Step)
        {
            var isFirst = _arrivedAt is null;
            _arrivedAt = Step;
            await script.InvokeVoidAsync("DvcForm.arrive", isFirst ? null : "tieu-de");
        }
    }

    // An own draft is begun with its page; one at the counter was begun by saying whom it is for.
    private async Task<DraftView?> BeginAsync() =>
        AtCounter is { } draftId
            ? await desk.FindAtCounterAsync(_userId, draftId, _gone.Token)
            : await desk.OpenAsync(_userId, ProcedureCode, _gone.Token);

    private async Task OpenAsync()
    {
        _userId = Guid.Parse((await people.GetAuthenticationStateAsync()).User.FindFirstValue(ClaimTypes.NameIdentifier)!);
        if (await BeginAsync() is not { } draft)
        {
            navigation.NavigateTo(HomeAddress, forceLoad: true);
            return;
        }

        var today = await contexts.TodayAsync(_gone.Token);
        _units = await desk.UnitsAsync(draft, _gone.Token);
        _organisations = draft.Counter is null ? await forWhom.OrganisationsAsync(_userId, _gone.Token) : [];
        _book = await places.BookAsync(_gone.Token);
        var session = new DraftSession(
            draft,
            new DraftDoor(
                changes => desk.SaveAsync(_userId, draft.Id, changes, _device, CancellationToken.None),
                () => desk.FindAgainAsync(_userId, draft, CancellationToken.None),
                answers => FormEvaluator.Evaluate(draft.Revision.Form, answers, today),
                async () => (await people.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated == true
            ),
            clock
        );
        session.Changed += Redraw;
        session.Confirmed += answers => _ = InvokeAsync(() => ConfirmAsync(answers));
        _progress = new WizardProgress(draft, session.State, _units);
        (_session, _revisionId) = (session, draft.Revision.Id);
        _listening = feed.Subscribe(_ => InvokeAsync(ReadAgainAsync), draft.Id);
    }
}
