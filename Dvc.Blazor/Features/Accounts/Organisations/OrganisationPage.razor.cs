using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Accounts.Organisations;

/// <summary>The members of one's organisations, and what their representative does with them.</summary>
public sealed partial class OrganisationPage : ComponentBase
{
    private readonly List<FieldError> _errors = [];
    private IReadOnlyList<OwnOrganisation> _organisations = [];

    [SupplyParameterFromQuery(Name = "xong")]
    private string? Done { get; set; }

    [SupplyParameterFromForm]
    private InviteMemberInput? Input { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync() => _organisations = await Query.RunAsync(Me, Context.RequestAborted);

    private static string Field(Guid organisation) => $"moi-{organisation:N}";

    private string? Fault(Guid organisation) => _errors.Find(e => e.FieldId == Field(organisation))?.Message;

    private async Task InviteAsync(Guid organisation)
    {
        if (MailAddress.Normalize(Input?.Email?.Trim()) is not { } email)
        {
            _errors.Add(new FieldError(Field(organisation), OrganisationText.EmailWrong));
            return;
        }

        await TryAsync(organisation, "moi", () => Desk.InviteAsync(Me, organisation, email, CancellationToken.None));
    }

    private Task RemoveAsync(Guid organisation, Guid member) =>
        TryAsync(organisation, "bo", () => Desk.RemoveAsync(Me, organisation, member, CancellationToken.None));

    private Task HandOverAsync(Guid organisation, Guid member) =>
        TryAsync(organisation, "chuyen", () => Desk.HandOverAsync(Me, organisation, member, CancellationToken.None));

    private Task LeaveAsync(Guid organisation) =>
        TryAsync(organisation, "roi", () => Desk.LeaveAsync(Me, organisation, CancellationToken.None));

    private async Task TryAsync(Guid organisation, string done, Func<Task> act)
    {
        try
        {
            await act();
            Navigation.NavigateTo($"/tai-khoan/to-chuc?xong={done}");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(Field(organisation), RuleWords.Of(refusal)));
        }
    }
}

/// <summary>What the form of an invitation sends.</summary>
public sealed class InviteMemberInput
{
    public string? Email { get; set; }
}
