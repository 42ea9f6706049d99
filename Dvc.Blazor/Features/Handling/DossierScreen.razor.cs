using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace Dvc.Blazor.Features.Handling;

/// <summary>One dossier before an officer. Its parts carry out their acts through it, so that what changed is read once and told once.</summary>
public sealed partial class DossierScreen(
    DossierQuery query,
    DecisionDesk desk,
    WorkDesk work,
    ReadingLog readings,
    DossierFeed feed,
    DossierPresence presence,
    WorkingCalendars calendars,
    TimeProvider clock,
    NavigationManager navigation,
    IJSRuntime script
) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<DossierAct, ActSheet> _sheets = [];
    private IDisposable? _changes;
    private DossierPresence.Stay? _stay;
    private Guid _userId;
    private bool _hasLeft;
    private IReadOnlyList<AnswerRowsPart> _answers = [];
    private NoticeKind _toldKind;
    private ActSheet? _sheet;
    private ProcessingClock? _clock;
    private DueView? _due;
    private bool _isUncollected;
    private PaperPanel? _papers;
    private string? _focus;
    private bool _offersSlip;

    /// <summary>What parts of the work are counted with.</summary>
    internal ProcessingClock? Counting => _clock;

    [Parameter, EditorRequired]
    public string Number { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    internal OfficerDossier? View { get; private set; }

    /// <summary>What the officer has marked to ask for.</summary>
    internal SupplementMarks Marks { get; } = new();

    /// <summary>Ends when the screen is left.</summary>
    internal CancellationToken Gone => _gone.Token;

    private string? Told { get; set; }

    private IReadOnlyList<Onlooker> Others => _stay?.Others ?? [];

    private IReadOnlyList<TimelineStep> Steps =>
        [
            .. Story
                .Of(View!)
                .Select(
                    (line, i) =>
                        new TimelineStep(
                            line.Title,
                            line.By.Length > 0 ? $"{When.Moment(line.At)} · {line.By}" : When.Moment(line.At),
                            line.Icon,
                            i == 0 ? TimelinePlace.Now : TimelinePlace.Past,
                            line.Text
                        )
                ),
        ];

    public void Dispose()
    {
        _stay?.Dispose();
        _changes?.Dispose();
        // Not disposed of: what is still being read asks it for its token.
        _gone.Cancel();
    }

    /// <summary>Opens the form of an act; what was typed for it before is still there.</summary>
    internal async Task ChooseAsync(DossierAct act)
    {
        if (!_sheets.TryGetValue(act, out var sheet))
        {
            _sheets[act] = sheet = await NewSheetAsync(act);
        }

        // Drafted or approved since it was typed: what counts stands in the fields.
        if (sheet.Seen != View!.Dossier.Version && ActRights.LetterOf(act) is { } letter)
        {
            sheet.Choose(letter, View.Dossier);
        }

        sheet.Seen = View.Dossier.Version;
        sheet.Faults.Clear();
        (_sheet, Told) = (sheet, null);
        _stay?.Write(true);
        FocusOn(ActForm.HeadingId);
    }

    /// <summary>Closes the form and keeps what was typed.</summary>
    internal void PutAside()
    {
        var act = _sheet?.Act;
        _sheet = null;
        _stay?.Write(false);
        FocusOn(act is { } was && View!.Offered.Contains(was) ? ActBar.IdOf(was) : DossierHead.HeadingId);
    }

    /// <summary>Carries out what the open form says.</summary>
    internal async Task DecideAsync()
    {
        var sheet = _sheet!;
        if (ActReader.Read(sheet, Number, Marks) is not { } decision)
        {
            FocusOn(sheet.Faults.Keys.First());
            return;
        }

        try
        {
            var outcome = await desk.DecideAsync(_userId, decision, CancellationToken.None);
            await ReloadAsync();
            if (outcome is DecisionOutcome.Overtaken by)
            {
                // What was typed stays; the next try is about the dossier as it stands now.
                Tell(Say.With(HandlingText.Overtaken, by.By, When.Moment(by.At)), NoticeKind.Warn);
                sheet.Seen = View?.Dossier.Version ?? sheet.Seen;
                return;
            }

            Tell(Say.With(HandlingText.Done, ActWords.Of(decision.Act).Verb), NoticeKind.Ok);
            _offersSlip = decision is { Act: DossierAct.ReturnAtOnce, Return.WithSlip: true };
            Forget(decision);
            FocusOn(DossierHead.HeadingId);
        }
        catch (RuleViolationException refused)
        {
            sheet.Note(refused);
            FocusOn(sheet.Faults.Keys.First());
        }
        finally
        {
            StateHasChanged();
        }
    }

    /// <summary>Carries out something besides decisions and reads the dossier again; says why it was refused, or null.</summary>
    internal async Task<string?> DoAsync(Func<Guid, string, CancellationToken, Task> act, string? done = null)
    {
        try
        {
            await act(_userId, Number, CancellationToken.None);
            await ReloadAsync();
            if (done is not null)
            {
                Tell(done, NoticeKind.Ok);
            }

            return null;
        }
        catch (RuleViolationException refused)
        {
            return ActFaults.WordsOf(refused);
        }
        finally
        {
            // Called from a component inside, which renders only itself.
            StateHasChanged();
        }
    }

    /// <summary>As <see cref="DoAsync"/>, with a refusal told at the top of the page.</summary>
    internal async Task DoOrTellAsync(Func<Guid, string, CancellationToken, Task> act, string? done = null)
    {
        if (await DoAsync(act, done) is { } fault)
        {
            Tell(fault, NoticeKind.Error);
            StateHasChanged();
        }
    }

    /// <summary>Marks an answer or a paper to be asked for, or takes the mark away.</summary>
    internal void Toggle(SupplementKind kind, string target, string label)
    {
        if (Marks.Toggle(kind, target, label) is { } mark)
        {
            FocusOn(mark.FieldId);
        }

        StateHasChanged();
    }

    /// <summary>Shows the papers handed in for one required document.</summary>
    internal void ShowPaper(string componentCode) => _papers?.Show(componentCode);

    /// <summary>Says something again that others of its parts show.</summary>
    internal void Refresh() => StateHasChanged();

    /// <summary>Moves the focus there once the page shows it.</summary>
    internal void FocusOn(string id)
    {
        _focus = id;
        StateHasChanged();
    }

    protected override async Task OnInitializedAsync()
    {
        // Nobody: the session ended between the page and its circuit.
        _userId = CurrentUser.Of((await Authentication).User)?.Id ?? Guid.Empty;
        _clock = await calendars.ClockAsync(_gone.Token);
        await ReloadAsync();
        if (View is null)
        {
            navigation.NotFound();
            return;
        }

        await readings.NoteAsync(_userId, View.Dossier.Id);
        if (RendererInfo.IsInteractive)
        {
            _changes = feed.Subscribe(_ => InvokeAsync(FollowAsync), only: View.Dossier.Id);
            _stay = presence.Enter(View.Dossier.Id, _userId, View.Me.Name, () => _ = InvokeAsync(StateHasChanged));
            await OpenAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } id)
        {
            _focus = null;
            await script.InvokeVoidAsync("Dvc.focus", id);
        }
    }

    // Received, and read: only who works on it receives it.
    private async Task OpenAsync()
    {
        if (View is { Me.Works: true, Dossier: { IsHandoverPending: true } or { UnreadSince: not null } })
        {
            await work.OpenAsync(_userId, Number, CancellationToken.None);
            await ReloadAsync();
        }
    }

    private async Task<ActSheet> NewSheetAsync(DossierAct act)
    {
        var dossier = View!.Dossier;
        var sheet = new ActSheet(act, dossier.Version)
        {
            Way = act == DossierAct.ReturnAtOnce ? ResultDelivery.OneStop : dossier.ResultDelivery,
            Collector =
                act == DossierAct.ReturnAtOnce || dossier.ResultDelivery == ResultDelivery.OneStop
                    ? dossier.RepresentativeName ?? dossier.ApplicantName
                    : "",
            AgencyId =
                act == DossierAct.Forward && dossier.HandlingAgencyId != dossier.ProcessingAgencyId ? dossier.HandlingAgencyId ?? "" : "",
            Units = act is DossierAct.Extend or DossierAct.DraftLetter ? "1" : "",
        };
        if (act == DossierAct.GiveSubtasks)
        {
            sheet.Subtasks.Add(new SubtaskLine());
        }

        if ((ActRights.LetterOf(act) ?? View.LettersFor(act).Cast<OfficeLetterKind?>().FirstOrDefault()) is { } letter)
        {
            sheet.Choose(letter, dossier);
        }

        if (act is DossierAct.RequestSupplement or DossierAct.DraftSupplement or DossierAct.RequestPayment or DossierAct.AskOpinion)
        {
            var calendar = await calendars.CurrentAsync(_gone.Token);
            var days = act == DossierAct.AskOpinion ? HandlingDays.Opinion : HandlingDays.Applicant;
            sheet.Day = ActReader.Typed(calendar.AddWorkingDays(VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime), days));
        }

        if (act is DossierAct.RequestSupplement or DossierAct.DraftSupplement && View.Draft is { } draft)
        {
            sheet.Words = draft.Reason;
            sheet.WhyAgain = draft.WhyAgain ?? "";
            sheet.Day = ActReader.Typed(VietnamTime.DateOf(draft.DueAt));
            Marks.TakeOver(draft, (kind, target) => Labels.Of(View, kind, target));
        }

        return sheet;
    }

    private void Forget(Decision decision)
    {
        _sheets.Clear();
        _sheet = null;
        _stay?.Write(false);
        if (decision.Supplement is not null)
        {
            Marks.Clear();
        }
    }

    private void Tell(string words, NoticeKind kind) => (Told, _toldKind, _offersSlip) = (words, kind, false);

    private async Task ReloadAsync()
    {
        var before = View;
        View = await query.RunAsync(_userId, Number, _gone.Token);
        _hasLeft = (before is not null || _hasLeft) && View is null;
        GoAlong(before);
        _answers = View is null ? [] : AnswerRows.Of(View.Revision.Definition.Form, View.Dossier.Answers.Json);
        _isUncollected =
            View?.Dossier is { } dossier
            && CollectReminders.IsUncollected(dossier.Status, dossier.ResultDelivery, dossier.CompletedAt, clock.GetUtcNow().UtcDateTime);
        _due = View is null ? null : DueView.Of(View.Dossier, _clock!, clock.GetUtcNow().UtcDateTime);
    }

    // A note, a call or a compared original changes nothing a decision rests on; an act or a new draft does, and then the officer decides anew.
    private void GoAlong(OfficerDossier? before)
    {
        if (
            _sheet is { } sheet
            && View is { Dossier: var now } view
            && before?.Dossier.Version == sheet.Seen
            && (before.Dossier.StepCount, before.Draft?.Id) == (now.StepCount, view.Draft?.Id)
            && before.Dossier.Letters.SequenceEqual(now.Letters)
        )
        {
            sheet.Seen = now.Version;
        }
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
}
