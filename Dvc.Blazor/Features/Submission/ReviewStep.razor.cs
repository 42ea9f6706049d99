using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Submission;

public sealed partial class ReviewStep(DraftDesk desk, SubmissionDesk submissions, NavigationManager navigation, ILogger<ReviewStep> log)
{
    private static readonly TimeSpan SavePatience = TimeSpan.FromSeconds(4);
    private DraftView? _draft;
    private DraftView? _readAfter;
    private DraftCheck? _check;
    private WizardProgress _now = null!;
    private IReadOnlyList<ReviewSection> _sections = [];
    private string? _fingerprint;
    private bool _changed;
    private bool _failed;
    private string? _refused;

    [Parameter, EditorRequired]
    public DraftSession Session { get; set; } = null!;

    [Parameter, EditorRequired]
    public FormSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired]
    public WizardProgress Progress { get; set; } = null!;

    [Parameter, EditorRequired]
    public Guid UserId { get; set; }

    private bool IsReady => _check is { IsComplete: true } && IsAgreed && Session is { HasUnsaved: false, Conflicts.Count: 0 };

    // Online the applicant is the one who presses the button.
    private bool IsAgreed => _draft?.Counter?.Filing.IsAgreed(_check!.Hash) ?? true;

    /// <summary>What is missing, in words, with the place where it is given.</summary>
    private List<(string Words, string Href)> Missing
    {
        get
        {
            var missing = new List<(string, string)>();
            if (_now.Unit is null)
            {
                missing.Add((SubmissionText.UnitMissing, Edit(WizardSteps.Unit, UnitStep.FieldId)));
            }

            foreach (var step in WizardSteps.All.Append(WizardSteps.Review))
            {
                var form = step == WizardSteps.Review ? FormStep.Review : WizardProgress.FormStepOf(step);
                if (form is { } part)
                {
                    missing.AddRange(Findings(step, part));
                }
            }

            missing.AddRange(
                _check!.MissingPapers.Select(code =>
                    (Components.Kit.Say.With(SubmissionText.PaperMissing, NameOf(code)), Edit(WizardSteps.Papers, $"giay-{code}"))
                )
            );
            if (_check.Unsorted > 0)
            {
                missing.Add((Components.Kit.Say.With(SubmissionText.UnsortedLeft, _check.Unsorted), Edit(WizardSteps.Papers, "quet")));
            }

            return [.. missing.Distinct()];
        }
    }

    /// <summary>Address of the receipt of a dossier.</summary>
    public static string ReceiptOf(string dossierNumber) => $"/ho-so/{Uri.EscapeDataString(dossierNumber)}/bien-nhan";

    // The page has announced that the draft changed, or it is the first time: read what the database has.
    protected override Task OnParametersSetAsync() => ReferenceEquals(_readAfter, Session.Draft) ? Task.CompletedTask : ReadAsync();

    private async Task ReadAsync()
    {
        _readAfter = Session.Draft;
        if (await desk.FindAgainAsync(UserId, Session.Draft, CancellationToken.None) is not { } draft)
        {
            return;
        }

        var check = await submissions.CheckAsync(draft, CancellationToken.None);
        var now = new WizardProgress(draft, check.State, Progress.Units);
        (_draft, _check, _now) = (draft, check, now);
        _sections = ReviewRows.Of(check.State, draft.Answered, now.Address);
        var papers = string.Join(' ', draft.Papers.Select(paper => paper.Id));
        var fingerprint = string.Join(
            '\n',
            _sections
                .Select(section => section.Fingerprint)
                .Append(draft.UnitId)
                .Append(papers)
                .Append(ForWhom.Words(draft.Representation, draft.Organisation))
        );
        _changed |= _fingerprint is not null && _fingerprint != fingerprint;
        _fingerprint = fingerprint;
    }

    private async Task SubmitAsync()
    {
        (_failed, _refused) = (false, null);
        // A click while the first is on its way would lead to the receipt once more and break off the way there.
        if (!await Session.FlushAsync(SavePatience) || _check is null || Session.IsBeingFiled)
        {
            return;
        }

        Session.IsBeingFiled = true;
        try
        {
            switch (await submissions.SubmitAsync(UserId, Session.Draft.Id, _check.Hash, CancellationToken.None))
            {
                case SubmissionOutcome.Done done:
                    navigation.NavigateTo(ReceiptOf(done.DossierNumber), forceLoad: true);
                    return;
                case SubmissionOutcome.Changed:
                    await ReadAsync();
                    _changed = true;
                    break;
                default:
                    await ReadAsync();
                    break;
            }
        }
        catch (RuleViolationException refusal)
        {
            _refused = RuleWords.Of(refusal);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nothing was filed, or it was and a second click tells the number: either way the person may simply try again.
            Failed(log, e);
            _failed = true;
        }

        Session.IsBeingFiled = false;
    }

    private IEnumerable<(string, string)> Findings(string step, FormStep part) =>
        FieldFindings
            .StoppingAt(_check!.State, Session.Draft.Revision.Form, part)
            .Select(finding => (finding.Message, Edit(step, FieldControls.IdOf(finding.Path))));

    private string NameOf(string paper) => Session.Draft.Revision.Definition.Components.First(component => component.Code == paper).Name;

    private string Edit(string step, string field) =>
        step == WizardSteps.Review ? $"{_now.Address(step)}#{field}" : $"{_now.Address(step)}?ve={WizardSteps.Review}#{field}";

    [LoggerMessage(Level = LogLevel.Error, Message = "A submission failed")]
    private static partial void Failed(ILogger log, Exception failure);
}
