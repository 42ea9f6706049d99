using System.Globalization;
using System.Text;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Accounts.SignIn;

public sealed partial class SignInPage : ComponentBase
{
    private bool _refused;
    private int? _minutesToWait;
    private string? _emailFault;
    private string? _passwordFault;

    [SupplyParameterFromQuery(Name = "tro-lai")]
    private string? Back { get; set; }

    /// <summary>Says that a new password was set just now.</summary>
    [SupplyParameterFromQuery(Name = "moi")]
    private string? NewPassword { get; set; }

    [SupplyParameterFromForm(FormName = "dang-nhap")]
    private SignInInput? Input { get; set; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    private CurrentUser? Person => CurrentUser.Of(Context?.User);

    private string RegistrationAddress => LocalAddress.IsLocal(Back) ? $"/dang-ky?tro-lai={Uri.EscapeDataString(Back!)}" : "/dang-ky";

    protected override void OnInitialized() => Input ??= new SignInInput();

    private async Task SignInAsync()
    {
        var email = (Input!.Email ?? "").Normalize(NormalizationForm.FormC).Trim();
        var password = Input.Password ?? "";
        _emailFault = email.Length == 0 ? AccountsText.EmailMissing : null;
        _passwordFault = password.Length == 0 ? AccountsText.PasswordMissing : null;
        if (_emailFault is not null || _passwordFault is not null)
            return;

        var outcome = Input.FitsLimits ? await Desk.SignInAsync(email, password, Back, Context!) : new SignInOutcome.Refused();
        switch (outcome)
        {
            case SignInOutcome.LetOn(var next):
                Navigation.NavigateTo(next);
                break;
            case SignInOutcome.Slowed(var wait):
                Slow(wait);
                break;
            default:
                _refused = true;
                break;
        }
    }

    private void Slow(TimeSpan wait)
    {
        _minutesToWait = (int)Math.Ceiling(wait.TotalMinutes);
        Context!.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>What the sign-in form sends.</summary>
public sealed class SignInInput
{
    public const int MaxLength = 256;

    public string? Email { get; set; }

    public string? Password { get; set; }

    public bool FitsLimits => Email is { Length: <= MaxLength } && Password is { Length: <= MaxLength };
}
