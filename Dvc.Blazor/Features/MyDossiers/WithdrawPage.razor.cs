using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.MyDossiers;

public sealed partial class WithdrawPage(MyDossierQuery query, ApplicantDesk desk, NavigationManager navigation) : ComponentBase
{
    private MyDossier? _dossier;
    private string? _fault;
    private string? _unsure;

    [Parameter]
    public string Number { get; set; } = "";

    [SupplyParameterFromForm(FormName = "rut-ho-so")]
    private string? Reason { get; set; }

    [SupplyParameterFromForm(FormName = "rut-ho-so")]
    private bool Sure { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid UserId => CurrentUser.Of(Context.User)!.Id;

    private IReadOnlyList<FieldError> Errors =>
        [
            .. _fault is null ? [] : new[] { new FieldError("ly-do", _fault) },
            .. _unsure is null ? [] : new[] { new FieldError("chac-chan", _unsure) },
        ];

    protected override async Task OnInitializedAsync()
    {
        var number = DossierNumber.Normalize(Number);
        _dossier = number is null ? null : await query.RunAsync(UserId, number, Context.RequestAborted);
        if (_dossier is null)
        {
            navigation.NotFound();
        }
    }

    private async Task WithdrawAsync()
    {
        if (_dossier is not { } dossier)
        {
            return;
        }

        _fault = string.IsNullOrWhiteSpace(Reason) ? MyDossiersText.WithdrawReasonMissing : null;
        _unsure = Sure ? null : MyDossiersText.WithdrawUnsure;
        if (Errors.Count > 0)
        {
            return;
        }

        try
        {
            await desk.WithdrawAsync(UserId, dossier.Number, Reason!, Context.RequestAborted);
            navigation.NavigateTo($"/ho-so/{dossier.Number}");
        }
        catch (RuleViolationException refusal)
        {
            _fault = RuleWords.Of(refusal);
        }
    }
}
