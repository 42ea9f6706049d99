using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>Base of the pages on which a change of a unit is entered; it only becomes a plan, which the next page shows.</summary>
public abstract class UnitChangePage(UnitQuery query, AgencyDesk desk, NavigationManager navigation) : ComponentBase
{
    private protected readonly List<FieldError> _errors = [];
    private protected UnitView? _view;

    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    protected HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        _view = await query.RunAsync(Me, Id, Context.RequestAborted);
        if (_view is not { CanChange: true })
        {
            _view = null;
            navigation.NotFound();
            return;
        }

        Begin(AgencyWords.FieldDay(_view.Day));
    }

    /// <summary>Fills the form in unless it has been sent.</summary>
    /// <param name="day">The day that counts for units, as a field shows it.</param>
    private protected abstract void Begin(string day);

    /// <summary>The field at which a refusal is said.</summary>
    private protected abstract string FieldOf(string rule);

    private protected string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private protected async Task PlanAsync(string? day, Func<Agency, AgencyChange> change)
    {
        if (AgencyWords.ReadDay(day) is not { } from)
        {
            _errors.Add(new FieldError("tu", AgenciesText.NotADay));
            return;
        }

        try
        {
            var plan = await desk.PlanAsync(Me, change(_view!.Unit), from, CancellationToken.None);
            navigation.NavigateTo($"{AgencyWords.Path}/xem-truoc/{plan}");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(refusal.Rule == "Units.DayWrong" ? "tu" : FieldOf(refusal.Rule), RuleWords.Of(refusal)));
        }
    }
}
