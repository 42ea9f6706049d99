using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Infrastructure.Receipts;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Accounts.SecondFactor;

public sealed partial class AuthenticatorPage : ComponentBase
{
    public const string Address = "/tai-khoan/bao-mat/ung-dung-xac-thuc";

    private SecondFactorState _state = SecondFactorState.Unread;
    private Enrolment _offer = new("", "", "");
    private QrSvg _qr = new(0, "");
    private IReadOnlyList<string>? _codes;
    private string? _codeFault;
    private string? _proofFault;

    [SupplyParameterFromQuery(Name = "tro-lai")]
    private string? Back { get; set; }

    [SupplyParameterFromQuery(Name = "doi")]
    private string? Replacing { get; set; }

    [SupplyParameterFromForm(Name = "ticket")]
    private string? Ticket { get; set; }

    [SupplyParameterFromForm(Name = "code")]
    private string? Code { get; set; }

    [SupplyParameterFromForm(Name = "proof")]
    private string? Proof { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Person => CurrentUser.Of(Context.User)!.Id;

    private bool Replaces => Replacing is not null;

    private string Next => LocalAddress.IsLocal(Back) ? LocalAddress.OrHome(Back) : SecurityPage.Address;

    private IReadOnlyList<FieldError> Faults => FieldError.Those(("code", _codeFault), ("proof", _proofFault));

    protected override async Task OnInitializedAsync()
    {
        _state = await Desk.StateAsync(Person);
        _offer = await Desk.OfferAsync(Person, Ticket);
        _qr = QrSvg.Of(_offer.Address);
    }

    private async Task TurnOnAsync()
    {
        var (outcome, codes) = await Desk.TurnOnAsync(Person, Ticket, Code, Proof);
        _codes = outcome == SecondFactorOutcome.Done ? codes : null;
        _codeFault = outcome switch
        {
            SecondFactorOutcome.WrongCode => SecondFactorText.WrongCode,
            SecondFactorOutcome.Expired => SecondFactorText.KeyExpired,
            _ => null,
        };
        _proofFault = outcome == SecondFactorOutcome.WrongProof ? SecondFactorText.WrongProof : null;
    }

    private async Task TurnOffAsync()
    {
        if (await Desk.TurnOffAsync(Person, Proof) == SecondFactorOutcome.Done)
            Navigation.NavigateTo(SecurityPage.Address);
        else
            _proofFault = SecondFactorText.WrongProof;
    }
}
