using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Features.Accounts.SignIn;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.Registration;

public sealed partial class ConfirmationPage(
    RegistrationDesk desk,
    ConfirmationDesk confirming,
    SignInDesk signIn,
    UserManager<DvcUser> users,
    NavigationManager navigation
) : ComponentBase
{
    private readonly List<FieldError> _errors = [];
    private string? _email;
    private bool _sent;
    private bool _tooSoon;

    [SupplyParameterFromQuery(Name = "dang-ky")]
    private string? QueryId { get; set; }

    [SupplyParameterFromQuery(Name = "ma")]
    private string? QueryCode { get; set; }

    [SupplyParameterFromForm(FormName = "xac-nhan")]
    private CodeInput? Input { get; set; }

    [SupplyParameterFromForm(FormName = "gui-lai")]
    private CodeInput? Again { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Id => Guid.TryParse(Input?.Id ?? Again?.Id ?? QueryId, CultureInfo.InvariantCulture, out var id) ? id : Guid.Empty;

    // The link in the mail only fills the code in: programs that look into mails open links too, and must not confirm anything.
    private string? LinkCode => RegistrationCodes.Read(QueryCode) is { Length: 6 } code && Again is null ? code : null;

    protected override async Task OnInitializedAsync() => _email = await desk.AddressOfAsync(Id, Context.RequestAborted);

    private async Task ConfirmAsync()
    {
        if (_email is null)
            return;
        if (RegistrationCodes.Read(Input!.Code).Length != 6)
        {
            _errors.Add(new FieldError("ma", RegistrationText.CodeMissing));
            return;
        }

        switch (await confirming.ConfirmAsync(Id, Input.Code, Context.RequestAborted))
        {
            case Confirmation.Done done:
                await EnterAsync(done);
                break;
            case Confirmation.Wrong { TriesLeft: 0 }:
                _errors.Add(new FieldError("ma", RegistrationText.CodeSpent));
                break;
            case Confirmation.Wrong wrong:
                _errors.Add(new FieldError("ma", Say.With(RegistrationText.CodeWrong, wrong.TriesLeft)));
                break;
            default:
                _email = null;
                break;
        }
    }

    private async Task EnterAsync(Confirmation.Done done)
    {
        var user =
            await users.FindByIdAsync(done.UserId.ToString()) ?? throw new InvalidOperationException("The new account is not there.");
        navigation.NavigateTo(await signIn.FinishAsync(user, SignInMethod.Registration, done.Back, Context));
    }

    private async Task SendAgainAsync()
    {
        if (_email is null)
            return;
        _sent = await desk.SendAgainAsync(Id, Context.RequestAborted);
        _tooSoon = !_sent;
    }
}

/// <summary>What the page of the code sends.</summary>
public sealed class CodeInput
{
    public string? Id { get; set; }

    public string? Code { get; set; }
}
