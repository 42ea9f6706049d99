using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>What the form that closes a procedure sends.</summary>
public sealed class ClosingInput
{
    public string? Notice { get; set; }

    public string? ReplacedBy { get; set; }
}

/// <summary>One procedure: its revisions, its draft, what was done.</summary>
public sealed partial class ProcedureAuthoringPage(
    AuthoringQuery query,
    AuthorDraftDesk drafts,
    PublishingDesk publishing,
    ProcedureDesk desk,
    NavigationManager navigation
) : ComponentBase
{
    private readonly List<FieldError> _errors = [];
    private AuthoringView? _view;

    [Parameter]
    public string Code { get; set; } = "";

    [SupplyParameterFromQuery(Name = "xong")]
    private string? Done { get; set; }

    [SupplyParameterFromForm(FormName = "dong", Name = "Closing")]
    private ClosingInput? Closing { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        Closing ??= new ClosingInput();
        _view = await query.RunAsync(Me, Code, Context.RequestAborted);
        if (_view is null)
        {
            navigation.NotFound();
        }
    }

    private string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private Task BeginAsync() =>
        TryAsync("ban-nhap", () => drafts.BeginAsync(Me, Code, null, CancellationToken.None), $"/quan-tri/thu-tuc/{Code}/soan");

    private Task RestoreAsync(int number) =>
        TryAsync("ban-nhap", () => drafts.BeginAsync(Me, Code, number, CancellationToken.None), $"/quan-tri/thu-tuc/{Code}/soan");

    private Task DropAsync() => TryAsync("ban-nhap", () => drafts.DropAsync(Me, Code, CancellationToken.None));

    private Task UnscheduleAsync() => TryAsync("ban-nhap", () => publishing.UnscheduleAsync(Me, Code, CancellationToken.None));

    private Task CloseAsync() =>
        TryAsync("thong-bao", () => desk.CloseAsync(Me, Code, Closing!.Notice, Closing.ReplacedBy, CancellationToken.None));

    private Task ReopenAsync() => TryAsync("thong-bao", () => desk.ReopenAsync(Me, Code, CancellationToken.None));

    // Done: the page is asked for anew, so that reloading it does nothing twice.
    private async Task TryAsync(string field, Func<Task> act, string? next = null)
    {
        try
        {
            await act();
            navigation.NavigateTo(next ?? $"/quan-tri/thu-tuc/{Code}?xong=1");
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(field, RuleWords.Of(refusal)));
        }
    }
}
