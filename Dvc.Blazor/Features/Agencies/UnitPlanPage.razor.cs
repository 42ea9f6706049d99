using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>What a planned change of the units touches, and its confirmation.</summary>
public sealed partial class UnitPlanPage(UnitPlanQuery query, AgencyDesk desk, NavigationManager navigation) : ComponentBase
{
    private const int ShownWords = 50;
    private const string Confirm = "xac-nhan";
    private const string Drop = "bo";
    private UnitPlanView? _view;
    private RuleViolationException? _fault;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "chuyen")]
    private int? Moved { get; set; }

    [SupplyParameterFromForm(FormName = "xem-truoc-don-vi")]
    private UnitPlanInput? Input { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        _view = await query.RunAsync(Me, Id, Context.RequestAborted);
        if (_view is null)
        {
            navigation.NotFound();
        }
    }

    private static string Lead(AgencyPlanState state) =>
        state switch
        {
            AgencyPlanState.Proposed => AgenciesText.PlanLead,
            AgencyPlanState.Failed => AgenciesText.PlanFailed,
            _ => AgenciesText.PlanLeadDone,
        };

    private async Task DoAsync()
    {
        try
        {
            if (Input?.Do == Drop)
            {
                await desk.DropAsync(Me, Id, CancellationToken.None);
                navigation.NavigateTo(AgencyWords.Path);
                return;
            }

            var done = await desk.ConfirmAsync(Me, Id, CancellationToken.None);
            navigation.NavigateTo(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{AgencyWords.Path}/xem-truoc/{Id}{(done.IsScheduled ? "" : $"?chuyen={done.Moved}")}"
                )
            );
        }
        catch (RuleViolationException refusal)
        {
            _fault = refusal;
        }
    }
}
