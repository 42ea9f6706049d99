using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>Units become one. What is entered here only becomes a plan, which the next page shows.</summary>
public sealed partial class MergePage(UnitQuery query, AgencyDesk desk, NavigationManager navigation) : ComponentBase
{
    private readonly List<FieldError> _errors = [];
    private UnitView? _view;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromForm(FormName = "sap-nhap")]
    private MergeInput? Input { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

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

        Input ??= new MergeInput { From = AgencyWords.FieldDay(_view.Day) };
    }

    private string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private async Task PlanAsync()
    {
        if (AgencyWords.ReadDay(Input!.From) is not { } from)
        {
            _errors.Add(new FieldError("tu", AgenciesText.NotADay));
            return;
        }

        var unit = _view!.Unit;
        var isNew = Input.Into is null or MergeInput.New;
        List<string> ending = [unit.Id, .. (Input.With ?? []).Where(id => id != unit.Id && id != Input.Into)];
        var change = new MergeAgencies(
            ending,
            isNew ? null : Input.Into,
            isNew ? new NewAgency(null, Input.Name ?? "", unit.Kind, unit.ParentId, Input.Prefix) : null
        );
        try
        {
            navigation.NavigateTo($"{AgencyWords.Path}/xem-truoc/{await desk.PlanAsync(Me, change, from, CancellationToken.None)}");
        }
        catch (RuleViolationException refusal)
        {
            var field = refusal.Rule switch
            {
                "Units.NameWrong" or "Units.NameTaken" => "ten",
                "Units.PrefixWrong" or "Units.PrefixTaken" => "tien-to",
                "Units.DayWrong" => "tu",
                _ => "vao",
            };
            _errors.Add(new FieldError(field, RuleWords.Of(refusal)));
        }
    }
}
