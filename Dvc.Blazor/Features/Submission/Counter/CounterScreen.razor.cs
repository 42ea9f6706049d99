using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using FieldError = Dvc.Blazor.Components.Kit.FieldError;

namespace Dvc.Blazor.Features.Submission.Counter;

public sealed partial class CounterScreen(CounterDesk desk, DraftDesk drafts, NavigationManager navigation, TimeProvider clock)
    : ComponentBase
{
    private const string ProcedureId = "thu-tuc";
    private const string UnitId = "noi-nop";
    private const string NumberId = "so-can-cuoc";
    private const string NameId = "ho-ten";
    private const string PhoneId = "dien-thoai";
    private const string EmailId = "thu-dien-tu";
    private const int MaxName = 100;
    private readonly List<FieldError> _errors = [];
    private IReadOnlyList<CounterProcedure>? _procedures;
    private IReadOnlyList<CounterDraftRow> _drafts = [];
    private CounterProcedure? _procedure;
    private FoundApplicant? _found;
    private ErrorSummary? _summary;
    private Guid _userId;
    private Guid? _discarding;
    private string? _unit;
    private string? _typed;
    private string? _name;
    private string? _phone;
    private string? _email;
    private bool _looked;
    private bool _focusSummary;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        // Nobody: the session ended between the page and its circuit.
        _userId = CurrentUser.Of((await Authentication).User)?.Id ?? Guid.Empty;
        if (RendererInfo.IsInteractive)
        {
            _procedures = await desk.ProceduresAsync(_userId, CancellationToken.None);
            _drafts = await desk.DraftsAsync(_userId, CancellationToken.None);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusSummary && _summary is not null)
        {
            _focusSummary = false;
            await _summary.FocusAsync();
        }
    }

    private void Choose(string? code) => (_procedure, _unit) = (_procedures!.FirstOrDefault(p => p.Code == code), null);

    private void TypeNumber(string? typed) => (_typed, _looked, _found) = (typed, false, null);

    private string Age(DateTime savedAt)
    {
        var age = clock.GetUtcNow().UtcDateTime - savedAt;
        return age.TotalHours < 1 ? Say.With(CounterText.MinutesAgo, Math.Max(1, (int)age.TotalMinutes))
            : age.TotalDays < 1 ? Say.With(CounterText.HoursAgo, (int)age.TotalHours)
            : Say.With(CounterText.DaysAgo, (int)age.TotalDays);
    }

    private async Task LookUpAsync()
    {
        _errors.Clear();
        (_looked, _found) = (false, null);
        if (Number() is { } number)
        {
            await TryAsync(
                NumberId,
                async () =>
                {
                    _found = await desk.LookUpAsync(_userId, number, CancellationToken.None);
                    _looked = true;
                }
            );
        }

        _focusSummary = _errors.Count > 0;
    }

    private async Task BeginAsync()
    {
        _errors.Clear();
        Require(_procedure is not null, ProcedureId, CounterText.ProcedureMissing);
        var unit = _procedure is { Units: [var only] } ? only.Id : _unit;
        Require(_procedure is null || !string.IsNullOrEmpty(unit), UnitId, CounterText.UnitMissing);
        var number = Number();
        var name = _found is null ? Read(NameId, CounterText.Name, TextRules.Read(_name ?? "", multiline: false)) : null;
        var phone = _found is null ? Read(PhoneId, CounterText.Phone, ContactReader.Phone(_phone ?? "")) : null;
        var email =
            _found is null && !string.IsNullOrWhiteSpace(_email) ? Read(EmailId, CounterText.Email, ContactReader.Email(_email)) : null;
        Require(name is null || (name.Length <= MaxName && name.Any(char.IsLetter)), NameId, CounterText.NameWrong);
        if (_errors.Count == 0)
        {
            var start = new CounterStart(_procedure!.Code, unit!, number!, name, phone, email);
            await TryAsync(
                NumberId,
                async () =>
                {
                    var draft = await desk.BeginAsync(_userId, start, CancellationToken.None);
                    navigation.NavigateTo($"{CounterView.Home}/{draft:D}", forceLoad: true);
                }
            );
        }

        _focusSummary = _errors.Count > 0;
    }

    private async Task DiscardAsync(Guid draftId)
    {
        _discarding = null;
        await TryAsync(ProcedureId, () => drafts.DiscardAsync(_userId, draftId, CancellationToken.None));
        _drafts = await desk.DraftsAsync(_userId, CancellationToken.None);
    }

    private async Task TryAsync(string field, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(field, RuleWords.Of(refusal)));
        }
    }

    private string? Number()
    {
        if (NationalId.Parse(_typed ?? "") is { HasKnownProvince: true } id)
        {
            return id.Number;
        }

        Require(false, NumberId, CounterText.NumberWrong);
        return null;
    }

    private string? Read(string field, string label, Reading reading)
    {
        if (reading.Problem is { } problem)
        {
            _errors.Add(new FieldError(field, FormWords.Of(problem, label, reading.Arg ?? "")));
        }
        else if (reading.Value is null)
        {
            _errors.Add(new FieldError(field, FormWords.Of(FieldRules.Required, label)));
        }

        return reading.Value is { } value ? ValueText.Of(value) : null;
    }

    private void Require(bool holds, string field, string message)
    {
        if (!holds)
        {
            _errors.Add(new FieldError(field, message));
        }
    }

    private string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private string? Error(string field) => Fault(field) is null ? null : $"{field}-e";

    private string? Invalid(string field) => Fault(field) is null ? null : "true";

    private string? Described(string field, string? help) =>
        string.Join(' ', new[] { help is null ? null : $"{field}-h", Error(field) }.OfType<string>()) is { Length: > 0 } ids ? ids : null;
}
