using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Infrastructure.Retention;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Accounts.MyData;

public sealed partial class ErasePage(ErasureDesk desk, AccountErasure erasure, NavigationManager navigation) : ComponentBase
{
    private ErasureOutlook? _outlook;
    private string? _fault;

    [SupplyParameterFromForm(FormName = "xoa")]
    private string? Password { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid UserId => CurrentUser.Of(Context.User)!.Id;

    private IReadOnlyList<FieldError> Errors => _fault is null ? [] : [new FieldError("mat-khau", _fault)];

    protected override async Task OnInitializedAsync() => _outlook = await erasure.OutlookAsync(UserId, Context.RequestAborted);

    private async Task EraseAsync()
    {
        if (string.IsNullOrEmpty(Password))
        {
            _fault = MyDataText.PasswordMissing;
            return;
        }

        switch (await desk.EraseAsync(UserId, Password))
        {
            case ErasureAnswer.Erased:
                // Words and photos kept in the browser go too.
                Context.Response.Headers["Clear-Site-Data"] = "\"storage\"";
                navigation.NavigateTo("/tai-khoan/da-xoa");
                break;
            case ErasureAnswer.WrongPassword:
                _fault = MyDataText.PasswordWrong;
                break;
            default:
                _outlook = await erasure.OutlookAsync(UserId, CancellationToken.None);
                break;
        }
    }
}
