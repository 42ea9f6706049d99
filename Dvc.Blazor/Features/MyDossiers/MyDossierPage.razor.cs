using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.MyDossiers;

public sealed partial class MyDossierPage(MyDossierQuery query, ApplicantDesk desk, NavigationManager navigation) : ComponentBase
{
    private MyDossier? _dossier;
    private IReadOnlyList<TimelineStep> _steps = [];
    private string? _fault;

    [Parameter]
    public string Number { get; set; } = "";

    [SupplyParameterFromForm(FormName = "nhan-tin")]
    private string? Words { get; set; }

    [SupplyParameterFromForm(FormName = "nhan-tin")]
    private Guid? Remove { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid UserId => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        var number = DossierNumber.Normalize(Number);
        _dossier = number is null ? null : await query.RunAsync(UserId, number, Context.RequestAborted);
        if (_dossier is not { } dossier)
        {
            navigation.NotFound();
            return;
        }

        _steps = new DossierTimeline(dossier.Position, dossier.Agencies, toApplicant: true).Steps(dossier.Passages);
        if (dossier.Messages.Any(m => m is { IsFromApplicant: false, ReadAt: null }))
        {
            await desk.ReadAsync(UserId, dossier.Number, Context.RequestAborted);
        }
    }

    private async Task WriteAsync()
    {
        if (_dossier is not { } dossier)
        {
            return;
        }

        if (Remove is { } file)
        {
            await desk.RemoveFileAsync(UserId, dossier.Number, file, Context.RequestAborted);
            _dossier = await query.RunAsync(UserId, dossier.Number, Context.RequestAborted);
            return;
        }

        if (string.IsNullOrWhiteSpace(Words) && dossier.Waiting.Count == 0)
        {
            _fault = MyDossiersText.NoWords;
            return;
        }

        try
        {
            await desk.WriteAsync(UserId, dossier.Number, Words ?? "", Context.RequestAborted);
            navigation.NavigateTo($"/ho-so/{dossier.Number}#nhan-tin");
        }
        catch (RuleViolationException refusal)
        {
            _fault = RuleWords.Of(refusal);
        }
    }
}
