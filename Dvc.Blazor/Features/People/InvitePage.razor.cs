using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.People;

/// <summary>The form for a new officer.</summary>
public sealed partial class InvitePage(PersonQuery query, InviteDesk desk, NavigationManager navigation) : ComponentBase
{
    private readonly List<FieldError> _errors = [];
    private IReadOnlyList<Choice>? _units;
    private IReadOnlyList<Choice> _sectors = [];

    [SupplyParameterFromForm(FormName = "moi")]
    private InviteInput? Input { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new InviteInput();
        if (await query.ChoicesAsync(Me, Context.RequestAborted) is var (units, sectors, _))
        {
            (_units, _sectors) = (units, sectors);
        }
        else
        {
            navigation.NotFound();
        }
    }

    private string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private async Task InviteAsync()
    {
        var (name, email) = (Input!.Name, MailAddress.Normalize(Input.Email?.Trim()));
        if (OfficerName.RefusalOf(name) is { } refused)
        {
            _errors.Add(new FieldError("ho-ten", RuleWords.Of(refused)));
        }

        Require(email is not null, "thu", PeopleText.EmailWrong);
        Require(Input.Roles is { Count: > 0 }, "vai-tro", PeopleText.NoRoleChosen);
        Require(!string.IsNullOrEmpty(Input.Unit), "don-vi", PeopleText.NoUnitChosen);
        if (_errors.Count > 0)
        {
            return;
        }

        var sector = string.IsNullOrEmpty(Input.Sector) ? null : Input.Sector;
        try
        {
            var id = await desk.InviteAsync(Me, new NewOfficer(name!, email!, Input.Roles!, Input.Unit!, sector), CancellationToken.None);
            navigation.NavigateTo($"/quan-tri/nguoi-dung/{id}?xong=moi");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(refusal.Rule == "People.EmailTaken" ? "thu" : "don-vi", RuleWords.Of(refusal)));
        }
    }

    private void Require(bool holds, string field, string message)
    {
        if (!holds)
        {
            _errors.Add(new FieldError(field, message));
        }
    }
}
