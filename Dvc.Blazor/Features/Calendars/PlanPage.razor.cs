using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Calendars;

/// <summary>What a planned change does, the choice of the due dates that move with it, and its confirmation.</summary>
public sealed partial class PlanPage(PlanQuery query, CalendarDesk desk, NavigationManager navigation) : ComponentBase
{
    private const string All = "tat-ca";
    private const string None = "khong";
    private const string Confirm = "xac-nhan";
    private const string Drop = "bo";
    private PlanView? _plan;
    private string? _fault;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "trang")]
    private int? Page { get; set; }

    [SupplyParameterFromForm(FormName = "xem-truoc")]
    private PlanInput? Plan { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        _plan = await query.RunAsync(Me, Id, Page ?? 1, Context.RequestAborted);
        if (_plan is null)
        {
            navigation.NotFound();
        }
    }

    private async Task DoAsync()
    {
        try
        {
            navigation.NavigateTo(await CarryOutAsync());
        }
        catch (RuleViolationException refusal)
        {
            _fault = RuleWords.Of(refusal);
        }
    }

    // Whatever button was pressed, the ticks of the page were seen and count; only all, none and dropping make them meaningless.
    private async Task<string> CarryOutAsync()
    {
        var what = Plan?.Do;
        if (what == Drop)
        {
            await desk.DropAsync(Me, Id, CancellationToken.None);
            return "/quan-tri/lich-lam-viec";
        }

        if (what is All or None)
        {
            await desk.ChooseAllAsync(Me, Id, what == All, CancellationToken.None);
            return Address(Page ?? 1);
        }

        await desk.ChooseAsync(Me, Id, Plan?.Shown ?? [], Plan?.Ticked ?? [], CancellationToken.None);
        if (what == Confirm)
        {
            var done = await desk.ConfirmAsync(Me, Id, CancellationToken.None);
            return string.Create(CultureInfo.InvariantCulture, $"/quan-tri/lich-lam-viec?doi={done.Moved}&giu={done.Left}");
        }

        return Address(int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1);
    }

    private string Address(int page) => string.Create(CultureInfo.InvariantCulture, $"/quan-tri/lich-lam-viec/xem-truoc/{Id}?trang={page}");
}
