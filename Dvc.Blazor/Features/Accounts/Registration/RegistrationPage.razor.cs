using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Features.Accounts.External;
using Dvc.Blazor.Features.Accounts.Passwords;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.Passwords;
using Dvc.Blazor.Infrastructure.Security.ProofOfWork;
using Dvc.Blazor.Text;
using Microsoft.AspNetCore.Components;
using FieldError = Dvc.Blazor.Components.Kit.FieldError;

namespace Dvc.Blazor.Features.Accounts.Registration;

public sealed partial class RegistrationPage(
    RegistrationDesk desk,
    HumanCheck humans,
    PlaceNames places,
    FormContexts contexts,
    ExternalDesk external,
    NavigationManager navigation
) : ComponentBase
{
    private const string Organisations = "to-chuc";
    private AddressBook _book = AddressBook.Empty;
    private List<FieldError> _errors = [];
    private ExternalIdentity? _identity;

    [SupplyParameterFromQuery(Name = "tro-lai")]
    private string? Back { get; set; }

    [SupplyParameterFromQuery(Name = "loai")]
    private string? Kind { get; set; }

    [SupplyParameterFromForm(FormName = "dang-ky")]
    private RegistrationInput? Input { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private CurrentUser? Person => CurrentUser.Of(Context.User);

    private bool ForOrganisation => Kind == Organisations;

    private string? KnownBack => LocalAddress.IsLocal(Back) ? Back : null;

    private string SignInAddress => KnownBack is null ? "/dang-nhap" : $"/dang-nhap?tro-lai={Uri.EscapeDataString(KnownBack)}";

    protected override async Task OnInitializedAsync()
    {
        _identity = Person is null ? await external.HeldAsync(Context) : null;
        Input ??= _identity is { } known ? ClaimedPerson.InputOf(known) : new RegistrationInput();
        _book = await places.BookAsync(Context.RequestAborted);
    }

    private async Task RegisterAsync()
    {
        var check = new RegistrationCheck(Input!, _book, await contexts.TodayAsync(Context.RequestAborted), ForOrganisation);
        var person = check.Read(KnownBack);
        _errors = [.. check.Errors, .. PasswordErrors()];
        if (!await IsHumanAsync())
            _errors.Add(new FieldError(RegistrationFields.Proof, KitText.HumanCheckMissing));
        if (_errors.Count > 0)
        {
            _errors = [.. _errors.OrderBy(e => RegistrationFields.InOrder.IndexOf(e.FieldId))];
            return;
        }

        var id = await desk.BeginAsync(person!, Input!.Password!, Context.RequestAborted);
        navigation.NavigateTo($"/dang-ky/xac-nhan?dang-ky={id:N}");
    }

    private IEnumerable<FieldError> PasswordErrors() =>
        Input!.Password is { Length: > 0 } password
        && PasswordWords.Of(PasswordRules.FaultIn(password, $"{Input.FamilyName} {Input.GivenName}", Input.Email)) is { } words
            ? [new FieldError(RegistrationFields.Password, words)]
            : [];

    // Used up only by a form that is otherwise in order; a mistake costs no second task.
    private Task<bool> IsHumanAsync() =>
        _errors.Count == 0
            ? humans.SpendAsync(Input!.Proof, Context.RequestAborted)
            : humans.IsSolvedAsync(Input!.Proof, Context.RequestAborted);

    private string AddressOf(bool organisation) =>
        navigation.GetUriWithQueryParameters(
            "/dang-ky",
            new Dictionary<string, object?> { ["loai"] = organisation ? Organisations : null, ["tro-lai"] = KnownBack }
        );

    private string? ErrorAt(string field) => _errors.Find(e => e.FieldId == field)?.Message;
}
