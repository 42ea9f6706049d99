using Dvc.Blazor.Features.Accounts.SecondFactor;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Accounts.Passkeys;

public sealed partial class PasskeysPage : ComponentBase
{
    public const string Address = "/tai-khoan/bao-mat/khoa-truy-cap";

    /// <summary>Name of the query that says how adding went.</summary>
    public const string News = "them";
    public const string Added = "xong";
    public const string Failed = "loi";

    private IReadOnlyList<PasskeyLine> _passkeys = [];
    private SecondFactorState _state = SecondFactorState.Unread;
    private string? _faultAt;

    [SupplyParameterFromQuery(Name = News)]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "tro-lai")]
    private string? Back { get; set; }

    [SupplyParameterFromForm(Name = "name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(Name = "proof")]
    private string? Proof { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Person => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        _state = await Factors.StateAsync(Person);
        _passkeys = await Desk.ListAsync(Person);
    }

    private static string NameOf(PasskeyLine passkey) => passkey.Name.Length > 0 ? passkey.Name : PasskeysText.Unnamed;

    private async Task RenameAsync(PasskeyLine passkey)
    {
        await Desk.RenameAsync(Person, passkey.Id, Name);
        Navigation.NavigateTo(Address);
    }

    private async Task RemoveAsync(PasskeyLine passkey)
    {
        if (await Desk.RemoveAsync(Person, passkey.Id, Proof))
            Navigation.NavigateTo(Address);
        else
            _faultAt = passkey.Id;
    }
}
