using System.Security.Claims;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using FieldError = Dvc.Blazor.Components.Kit.FieldError;

namespace Dvc.Blazor.Features.Submission.Supplements;

public sealed partial class SupplementForm(
    SupplementDesk desk,
    DraftDesk drafts,
    FormContexts contexts,
    PlaceNames places,
    DossierFeed feed,
    AuthenticationStateProvider people,
    NavigationManager navigation,
    IJSRuntime script,
    TimeProvider clock,
    ILogger<SupplementForm> log
)
{
    private static readonly TimeSpan SavePatience = TimeSpan.FromSeconds(4);
    private readonly string _device = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _gone = new();
    private readonly List<IDisposable> _listening = [];
    private Guid _userId;
    private Guid _revisionId;
    private SupplementView? _view;
    private DraftSession? _session;
    private SupplementCheck? _check;
    private SupplementCheck? _reviewed;
    private WizardProgress? _progress;
    private FormContext _today = null!;
    private AddressBook _book = AddressBook.Empty;
    private ErrorSummary? _summary;
    private ToastRegion? _toasts;
    private bool _arrived;
    private bool _tried;
    private bool _focusSummary;
    private string? _focus;
    private bool _changed;
    private bool _leaving;
    private string? _refused;

    [Parameter, EditorRequired]
    public string Number { get; set; } = "";

    private FormSheet Sheet =>
        new()
        {
            Form = _session!.Draft.Revision.Form,
            State = _session.State,
            Answers = _session.Answers,
            Places = _book,
            ShowsFindings = _session.ShowsFindings,
            Conflicts = _session.Conflicts,
            Change = Change,
            Resolve = Resolve,
            Tell = (text, undo) => _toasts?.Show(text, undo),
        };

    /// <summary>The fields that can be changed, each with all that stands in it.</summary>
    private IEnumerable<FieldState> OpenFields =>
        _session!.State.Fields.Where(open =>
            open is { Visible: true, Field.Computed: null }
            && _check!.Scope.IsOpen(open.Path)
            && !_check.Scope.IsOpen(AnswerPath.Parent(open.Path))
        );

    private IEnumerable<FormSection> OpenSections
    {
        get
        {
            var keys = OpenFields.Select(open => open.SectionKey).ToHashSet(StringComparer.Ordinal);
            return _session!.Draft.Revision.Definition.Form.Sections.Where(section => keys.Contains(section.Key));
        }
    }

    private IEnumerable<RequiredDocument> OpenPapers =>
        _session!.Draft.Revision.Definition.Components.Where(paper =>
            _view!.Request.Asks(SupplementKind.Paper, paper.Code) || _check!.Scope.NewPapers.Contains(paper.Code)
        );

    private List<SubmittedDocument> KeptPapers =>
        [.. _view!.Papers.Where(paper => !_view.Request.Asks(SupplementKind.Paper, paper.ComponentCode))];

    private IReadOnlyList<AnswerPart> KeptAnswers
    {
        get
        {
            var open = OpenFields.Select(opened => opened.Path).ToHashSet(StringComparer.Ordinal);
            var form = _session!.Draft.Revision.Definition.Form;
            return AnswerSummary.Of(
                form with
                {
                    Sections =
                    [
                        .. form.Sections.Select(section =>
                            section with
                            {
                                Fields = [.. section.Fields.Where(kept => !open.Contains(kept.Key))],
                            }
                        ),
                    ],
                },
                _session.State.Submitted.Json
            );
        }
    }

    /// <summary>After a vain try to send: what is wrong and what is missing, with the words of the place.</summary>
    private List<FieldError> Errors
    {
        get
        {
            if (!_tried)
            {
                return [];
            }

            var (state, form) = (_session!.State, _session.Draft.Revision.Form);
            var findings = Enum.GetValues<FormStep>().SelectMany(step => FieldFindings.StoppingAt(state, form, step));
            return
            [
                .. findings.Select(finding => new FieldError(FieldControls.IdOf(finding.Path), finding.Message)),
                .. _session.Conflicts.Keys.Select(path => new FieldError(
                    FieldControls.IdOf(path),
                    Say.With(SubmissionText.ChooseOne, state[path]!.Field.Label)
                )),
                .. OpenPapers
                    .Where(paper => _check!.Missing.Contains(paper.Code))
                    .Select(paper => new FieldError($"giay-{paper.Code}", Say.With(SubmissionText.PaperMissing, paper.Name))),
            ];
        }
    }

    public ValueTask DisposeAsync()
    {
        _session?.Close();
        _listening.ForEach(subscription => subscription.Dispose());
        return new ValueTask(_gone.CancelAsync());
    }

    // The first pass, in the page, only reads; the answer is begun by the live one.
    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? OpenAsync() : Task.CompletedTask;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusSummary && _summary is not null)
        {
            _focusSummary = false;
            await _summary.FocusAsync();
        }

        if (_focus is { } id)
        {
            _focus = null;
            await script.InvokeVoidAsync("DvcForm.focus", id);
        }

        if (_session is not null && !_arrived)
        {
            _arrived = true;
            await script.InvokeVoidAsync("DvcForm.arrive", null);
        }
    }

    private async Task OpenAsync()
    {
        _userId = Guid.Parse((await people.GetAuthenticationStateAsync()).User.FindFirstValue(ClaimTypes.NameIdentifier)!);
        if (await desk.OpenAsync(_userId, Number, _gone.Token) is not { } view)
        {
            Leave();
            return;
        }

        _today = await contexts.TodayAsync(_gone.Token);
        _book = await places.BookAsync(_gone.Token);
        _view = view;
        var session = new DraftSession(
            view.Draft,
            new DraftDoor(
                changes => desk.SaveAsync(_userId, view.Draft.Id, changes, _device, CancellationToken.None),
                ReadAsync,
                answers => FormEvaluator.Evaluate(view.Draft.Revision.Form, answers, _today),
                async () => (await people.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated == true
            ),
            clock
        );
        session.Changed += Redraw;
        session.Confirmed += answers => _ = InvokeAsync(() => ConfirmAsync(answers));
        (_session, _revisionId) = (session, view.Draft.Revision.Id);
        Reckon();
        _listening.Add(feed.Subscribe(_ => InvokeAsync(ReadAgainAsync), view.Draft.Id));
        _listening.Add(feed.Subscribe(_ => InvokeAsync(ReadAgainAsync), view.DossierId));
    }

    private async Task<DraftView?> ReadAsync()
    {
        var fresh = await desk.FindAsync(_userId, Number, CancellationToken.None);
        if (fresh?.Draft.Id != _view!.Draft.Id)
        {
            return null;
        }

        _view = fresh;
        return fresh.Draft;
    }

    private void Reckon()
    {
        var view = _view! with { Draft = _session!.Draft };
        _check = SupplementReview.Of(view, _session.Answers, _today);
        _progress = new WizardProgress(_session.Draft, _session.State, []);
    }

    private void Redraw() =>
        _ = InvokeAsync(() =>
        {
            if (_session!.IsGone)
            {
                Leave();
                return;
            }

            Reckon();
            StateHasChanged();
        });

    private Task Change(FieldChange change)
    {
        _session!.Change(change);
        return Task.CompletedTask;
    }

    private Task Resolve(string path, bool keepMine)
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
        if (_session is not null && !_session.IsBeingFiled && !_leaving)
        {
            await _session.MergeAsync();
            // The form itself has changed under the page: it is drawn anew, with everything typed saved.
            if (!_session.IsGone && _session.Draft.Revision.Id != _revisionId && !_leaving)
            {
                _leaving = true;
                await _session.FlushAsync(SavePatience);
                navigation.NavigateTo(navigation.Uri, forceLoad: true);
            }
        }
    }

    private async Task RemovePaperAsync(DraftPaperView paper)
    {
        await drafts.RemovePaperAsync(_userId, _session!.Draft.Id, paper.Id, _gone.Token);
        await ReadAgainAsync();
        _toasts?.Show(
            Say.With(SubmissionText.FileRemoved, paper.File.FileName),
            async () =>
            {
                await drafts.PutBackPaperAsync(_userId, _session!.Draft.Id, paper, _gone.Token);
                await ReadAgainAsync();
            }
        );
    }

    private async Task ReviewAsync()
    {
        (_tried, _changed, _refused) = (true, false, null);
        Array.ForEach(Enum.GetValues<FormStep>(), _session!.Try);
        if (Errors.Count > 0 || !await _session.FlushAsync(SavePatience) || Errors.Count > 0)
        {
            _focusSummary = true;
            return;
        }

        if (await ReadReviewedAsync())
        {
            _focus = "xem-lai";
        }
    }

    // What is reviewed is read from the database, as it would be sent.
    private async Task<bool> ReadReviewedAsync()
    {
        if (await desk.FindAsync(_userId, Number, _gone.Token) is not { } fresh)
        {
            Leave();
            return false;
        }

        _view = fresh;
        _reviewed = await desk.CheckAsync(fresh, _gone.Token);
        return true;
    }

    private Task BackAsync()
    {
        (_reviewed, _focus) = (null, "viec-can-sua");
        return Task.CompletedTask;
    }

    private async Task SendAsync()
    {
        if (_session!.IsBeingFiled)
        {
            return;
        }

        (_refused, _changed) = (null, false);
        _session.IsBeingFiled = true;
        try
        {
            switch (await desk.SendAsync(_userId, Number, _session.Draft.Id, _reviewed!.Hash, CancellationToken.None))
            {
                case SupplementOutcome.Done or SupplementOutcome.Closed:
                    Leave();
                    return;
                case SupplementOutcome.Changed:
                    _changed = await ReadReviewedAsync();
                    break;
                default:
                    _reviewed = null;
                    break;
            }
        }
        catch (RuleViolationException refusal)
        {
            _refused = RuleWords.Of(refusal);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nothing was sent, or it was and a second click says so: either way the person may simply try again.
            Failed(log, e);
            _refused = SupplementText.Failed;
        }

        _session.IsBeingFiled = false;
        await ReadAgainAsync();
    }

    /// <summary>Answered or closed: the dossier's page says how it stands.</summary>
    private void Leave()
    {
        if (!_leaving)
        {
            _leaving = true;
            navigation.NavigateTo($"/ho-so/{Number}", forceLoad: true);
        }
    }

    private PaperState? StateOf(RequiredDocument paper) => _session!.State.Papers.FirstOrDefault(state => state.Code == paper.Code);

    private string? BeforeOf(string path) =>
        _check!.Filed[path] is { Visible: true, Field.Kind: not (FieldKind.Group or FieldKind.RepeatingGroup) } field
            ? AnswerWords.Of(field)
            : null;

    private string? RowOf(FieldState field)
    {
        if (field.RowPath.Length == 0 || _session!.State[AnswerPath.Parent(field.RowPath)] is not { } group)
        {
            return null;
        }

        return Say.With(
            Text.DossierText.RowNumber,
            group.Field.ItemLabel ?? group.Field.Label,
            group.Rows.ToList().IndexOf(field.RowPath) + 1
        );
    }

    private static bool IsAbout(AskedItem item, string path) => item.Item.Kind == SupplementKind.Field && item.Item.Target == path;

    private static bool IsAbout(AskedItem item, RequiredDocument paper) =>
        item.Item.Kind == SupplementKind.Paper && item.Item.Target == paper.Code;

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending an answer to a request for supplements failed")]
    private static partial void Failed(ILogger log, Exception failure);
}
