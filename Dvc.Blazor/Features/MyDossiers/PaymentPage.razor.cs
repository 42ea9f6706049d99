using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Files;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.MyDossiers;

public sealed partial class PaymentPage(
    MyDossierQuery query,
    ApplicantDesk desk,
    IOptionsMonitor<PortalOptions> portal,
    NavigationManager navigation
) : ComponentBase
{
    private static readonly string[] Kinds = [.. PaperSlots.ProofKinds.Select(kind => kind.MediaType())];
    private MyDossier? _dossier;
    private PaymentProofDraft? _proof;
    private string? _fault;

    [Parameter]
    public string Number { get; set; } = "";

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid UserId => CurrentUser.Of(Context.User)!.Id;

    private string Account => portal.CurrentValue.PaymentAccount.Trim();

    protected override async Task OnInitializedAsync()
    {
        var number = DossierNumber.Normalize(Number);
        _dossier = number is null ? null : await query.RunAsync(UserId, number, Context.RequestAborted);
        if (_dossier is null)
        {
            navigation.NotFound();
            return;
        }

        _proof = _dossier.Payment is null ? null : await desk.ProofAsync(UserId, _dossier.Number, Context.RequestAborted);
    }

    private async Task SendAsync()
    {
        if (_dossier is not { } dossier)
        {
            return;
        }

        try
        {
            await desk.SendProofAsync(UserId, dossier.Number, Context.RequestAborted);
            navigation.NavigateTo($"/ho-so/{dossier.Number}");
        }
        catch (RuleViolationException refusal)
        {
            _fault = RuleWords.Of(refusal);
        }
    }
}
