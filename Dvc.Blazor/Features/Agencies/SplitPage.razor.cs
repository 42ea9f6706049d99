using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>A unit becomes several. What is entered here only becomes a plan, which the next page shows.</summary>
public sealed partial class SplitPage(UnitQuery query, AgencyDesk desk, NavigationManager navigation) : ComponentBase
{
    private readonly List<FieldError> _errors = [];
    private UnitView? _view;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromForm(FormName = "chia-tach")]
    private SplitInput? Input { get; set; }

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

        Input ??= new SplitInput { From = AgencyWords.FieldDay(_view.Day) };
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
        var named = (Input.Names ?? []).TakeWhile(name => !string.IsNullOrWhiteSpace(name));
        List<NewAgency> parts = [.. named.Select(name => new NewAgency(null, name!, unit.Kind, unit.ParentId))];
        try
        {
            var plan = await desk.PlanAsync(Me, new SplitAgency(unit.Id, parts, Sectors()), from, CancellationToken.None);
            navigation.NavigateTo($"{AgencyWords.Path}/xem-truoc/{plan}");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(refusal.Rule == "Units.DayWrong" ? "tu" : "ten-1", RuleWords.Of(refusal)));
        }
    }

    // Those that stay with the first part need no saying.
    private Dictionary<string, int> Sectors() =>
        (Input!.Sectors ?? [])
            .Zip(Input.Goes ?? [])
            .Select(pair =>
                (
                    Sector: pair.First,
                    Part: int.TryParse(pair.Second, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n - 1 : 0
                )
            )
            .Where(pair => pair.Part > 0)
            .DistinctBy(pair => pair.Sector)
            .ToDictionary(pair => pair.Sector, pair => pair.Part, StringComparer.Ordinal);
}
