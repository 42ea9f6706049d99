using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.People;

/// <summary>One account: its roles, postings, absences, locks.</summary>
public sealed partial class PersonPage(PersonQuery query, PeopleDesk desk, NavigationManager navigation) : ComponentBase
{
    private readonly List<FieldError> _errors = [];
    private PersonView? _view;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "xong")]
    private string? Done { get; set; }

    [SupplyParameterFromForm(FormName = "ten")]
    private NameInput? Name { get; set; }

    [SupplyParameterFromForm(FormName = "vai-tro", Name = "Roles")]
    private RolesInput? Roles { get; set; }

    [SupplyParameterFromForm(FormName = "phan-cong")]
    private PostingInput? Posting { get; set; }

    [SupplyParameterFromForm(FormName = "vang-mat")]
    private AbsenceInput? Absence { get; set; }

    [SupplyParameterFromForm(FormName = "khoa")]
    private LockInput? Lock { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        Roles ??= new RolesInput();
        Posting ??= new PostingInput();
        Absence ??= new AbsenceInput();
        Lock ??= new LockInput();
        _view = await query.RunAsync(Me, Id, Context.RequestAborted);
        if (_view is null)
        {
            navigation.NotFound();
        }
    }

    private string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private Task RenameAsync() => TryAsync("ho-ten", () => desk.RenameAsync(Me, Id, Name?.Name, CancellationToken.None));

    private Task SaveRolesAsync() => TryAsync("vai-tro", () => desk.SetRolesAsync(Me, Id, Roles!.Names ?? [], CancellationToken.None));

    private async Task PostAsync()
    {
        var (from, to) = Period(Posting!.From, "tu-ngay", Posting.To, "den-ngay");
        if (string.IsNullOrEmpty(Posting.Unit))
        {
            _errors.Insert(0, new FieldError("don-vi", PeopleText.NoUnitChosen));
        }

        if (_errors.Count == 0)
        {
            var sector = string.IsNullOrEmpty(Posting.Sector) ? null : Posting.Sector;
            await TryAsync("don-vi", () => desk.PostAsync(Me, Id, Posting.Unit!, sector, from, to, CancellationToken.None));
        }
    }

    private Task EndPostingAsync(Guid posting) => TryAsync("don-vi", () => desk.EndPostingAsync(Me, Id, posting, CancellationToken.None));

    private async Task DelegateAsync()
    {
        var (from, to) = Period(Absence!.From, "vang-tu", Absence.To, "vang-den");
        AbsenceInput.Check(Absence, _errors);
        if (_errors.Count == 0)
        {
            await TryAsync(
                "nguoi-thay",
                () => desk.DelegateAsync(Me, Id, Absence.StandIn!.Value, from!.Value, to!.Value, CancellationToken.None)
            );
        }
    }

    private Task RevokeAsync(Guid delegation) => TryAsync("nguoi-thay", () => desk.RevokeAsync(Me, Id, delegation, CancellationToken.None));

    private Task LockAsync() => TryAsync("ly-do", () => desk.LockAsync(Me, Id, Lock!.Reason, CancellationToken.None));

    private Task UnlockAsync() => TryAsync("ly-do", () => desk.UnlockAsync(Me, Id, CancellationToken.None));

    private Task EndSessionsAsync() => TryAsync("ly-do", () => desk.EndSessionsAsync(Me, Id, CancellationToken.None));

    private Task ForgetSecondFactorAsync() => TryAsync("hai-buoc-h", () => desk.ForgetSecondFactorAsync(Me, Id, CancellationToken.None));

    private (DateOnly? From, DateOnly? To) Period(string? from, string fromField, string? to, string toField)
    {
        if (!PeopleWords.TryDay(from, out var first))
        {
            _errors.Add(new FieldError(fromField, PeopleText.NotADay));
        }

        if (!PeopleWords.TryDay(to, out var last))
        {
            _errors.Add(new FieldError(toField, PeopleText.NotADay));
        }

        return (first, last);
    }

    // Done: the page is asked for anew, so that reloading it does nothing twice.
    private async Task TryAsync(string field, Func<Task> act)
    {
        try
        {
            await act();
            navigation.NavigateTo($"/quan-tri/nguoi-dung/{Id}?xong={field}");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(field, RuleWords.Of(refusal)));
            _view = await query.RunAsync(Me, Id, Context.RequestAborted);
        }
    }
}
