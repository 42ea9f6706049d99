using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using FieldError = Dvc.Blazor.Components.Kit.FieldError;

namespace Dvc.Blazor.Features.Accounts.Profile;

public sealed partial class ProfilePage(ProfileDesk desk, PlaceNames places, TimeProvider clock, NavigationManager navigation)
    : ComponentBase
{
    private static readonly string[] Order = ["ho-ten", "so-cccd", "ngay-sinh", "xa", "dien-thoai"];

    private OwnProfile? _profile;
    private AddressBook _book = AddressBook.Empty;
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private IReadOnlyList<FieldError> _errors = [];

    [SupplyParameterFromForm(FormName = "thong-tin")]
    private ProfileInput? Input { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid UserId => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        _profile = await desk.ReadAsync(UserId, Context.RequestAborted);
        if (_profile is not null)
        {
            _book = await places.BookAsync(Context.RequestAborted);
            Input ??= ProfileInput.Of(_profile, _book);
        }
    }

    private async Task SaveAsync()
    {
        var form = new ProfileForm(_profile!, Input!, _book, VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime));
        if (form.Read() is { } change)
        {
            if (await desk.ChangeAsync(UserId, change, CancellationToken.None))
            {
                navigation.NavigateTo("/tai-khoan");
                return;
            }

            form.RefuseNumber();
        }

        _faults = form.Faults;
        _errors = [.. Order.Where(form.Faults.ContainsKey).Select(id => new FieldError(id, form.Faults[id]))];
    }
}
