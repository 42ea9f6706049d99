using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>One unit: what it is, its parts, another name, its end.</summary>
public sealed partial class UnitPage(UnitQuery query, AgencyDesk desk, NavigationManager navigation) : ComponentBase
{
    private readonly List<FieldError> _errors = [];
    private UnitView? _view;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromQuery(Name = "da")]
    private string? Did { get; set; }

    [SupplyParameterFromForm(FormName = "bo-phan")]
    private NewUnitInput? Part { get; set; }

    [SupplyParameterFromForm(FormName = "doi-ten")]
    private RenameInput? Rename { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        _view = await query.RunAsync(Me, Id, Context.RequestAborted);
        if (_view is null)
        {
            navigation.NotFound();
            return;
        }

        Part ??= new NewUnitInput();
        Rename ??= new RenameInput { Name = _view.Unit.Name, From = AgencyWords.FieldDay(_view.Day) };
    }

    private string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private Task AddPartAsync() =>
        Part!.Read(Id) is { } unit
            ? ActAsync("bp-ten", async () => (await desk.DoAsync(Me, new AddAgencies([unit]), null, CancellationToken.None)).IsScheduled)
            : Task.CompletedTask;

    private async Task RenameAsync()
    {
        if (AgencyWords.ReadDay(Rename!.From) is not { } from)
        {
            _errors.Add(new FieldError("dt-tu", AgenciesText.NotADay));
            return;
        }

        await ActAsync(
            "dt-ten",
            async () => (await desk.DoAsync(Me, new RenameAgency(Id, Rename.Name ?? ""), from, CancellationToken.None)).IsScheduled
        );
    }

    private async Task CloseAsync()
    {
        try
        {
            var plan = await desk.PlanAsync(Me, new CloseAgency(Id), null, CancellationToken.None);
            navigation.NavigateTo($"{AgencyWords.Path}/xem-truoc/{plan}");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError("ket-thuc", RuleWords.Of(refusal)));
        }
    }

    private async Task ActAsync(string field, Func<Task<bool>> act)
    {
        try
        {
            navigation.NavigateTo($"{AgencyWords.AddressOf(Id)}?da={(await act() ? "hen" : "xong")}");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(refusal.Rule == "Units.RenameDayWrong" ? "dt-tu" : field, RuleWords.Of(refusal)));
        }
    }
}
