using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Portals;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Portals;

/// <summary>Name, contact and look of the portal, and who changed what when.</summary>
public sealed partial class PortalPage(PortalQuery query, PortalDesk desk, PictureIntake pictures, NavigationManager navigation)
    : ComponentBase
{
    /// <summary>Every page loads the emblem, so it has to be small.</summary>
    private const int MaxEmblemKilobytes = 512;

    private readonly List<FieldError> _errors = [];
    private PortalView? _view;

    [SupplyParameterFromForm(FormName = "cong")]
    private PortalInput? Input { get; set; }

    [SupplyParameterFromForm(FormName = "cong")]
    private IFormFile? Emblem { get; set; }

    [SupplyParameterFromQuery(Name = "da-luu")]
    private string? Saved { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        _view = await query.RunAsync(Me, Context.RequestAborted);
        if (_view is null)
        {
            navigation.NotFound();
            return;
        }

        Input ??= PortalInput.Of(_view);
    }

    private static string IdOf(PortalPart part) =>
        part switch
        {
            PortalPart.Name => "ten",
            PortalPart.AgencyName => "co-quan",
            PortalPart.Address => "dia-chi",
            PortalPart.Phone => "dien-thoai",
            PortalPart.Email => "email",
            PortalPart.OpeningHours => "gio",
            PortalPart.Emblem => "bieu-trung",
            PortalPart.Accent => "mau",
            _ => "so-lieu",
        };

    private string? Fault(PortalPart part) => _errors.Find(e => e.FieldId == IdOf(part))?.Message;

    private async Task SaveAsync()
    {
        if (_view is not { } view || Input is not { } input)
        {
            return;
        }

        var wanted = input.Read(input.NoEmblem ? null : view.Portal.Emblem);
        _errors.AddRange(wanted.Faults().Select(f => new FieldError(IdOf(f.Part), RuleWords.Of(f.Why))));
        if (_errors.Count > 0 || await WithEmblemAsync(wanted) is not { } portal)
        {
            return;
        }

        try
        {
            await desk.SaveAsync(Me, input.Edition, portal, CancellationToken.None);
            navigation.NavigateTo("/quan-tri/cong?da-luu=1");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError("ten", RuleWords.Of(refusal)));
        }
    }

    // Last, when nothing else stands in the way: a browser does not send the chosen file a second time.
    private async Task<PortalIdentity?> WithEmblemAsync(PortalIdentity wanted)
    {
        if (Emblem is not { Length: > 0 })
        {
            return wanted;
        }

        await using var content = Emblem.OpenReadStream();
        var taken = await pictures.TakeAsync(content, MaxEmblemKilobytes * 1024, Context.RequestAborted);
        if (taken.Refusal is { } why)
        {
            _errors.Add(new FieldError(IdOf(PortalPart.Emblem), why));
            return null;
        }

        return wanted with
        {
            Emblem = new PortalEmblem(taken.Sha256, taken.MediaType),
        };
    }
}
