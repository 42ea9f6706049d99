using System.Globalization;
using System.Text;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.People;

/// <summary>Invites officers from a file. The first step only shows what would be; the file goes with the second, which tries it again.</summary>
public sealed partial class ImportPage(PersonQuery query, PeopleImport import, NavigationManager navigation) : ComponentBase
{
    private const int ShownFaults = 50;
    private readonly List<FieldError> _errors = [];
    private IReadOnlyList<string> _lines = [];
    private Dictionary<string, string> _names = [];
    private PeopleFileRead? _read;
    private string? _text;
    private bool _isThere;

    [SupplyParameterFromQuery(Name = "moi")]
    private int? Invited { get; set; }

    [SupplyParameterFromForm(FormName = "nap-nguoi")]
    private IFormFile? File { get; set; }

    /// <summary>The file once it was shown; then the form is the confirmation.</summary>
    [SupplyParameterFromForm(FormName = "nap-nguoi")]
    private string? Text { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    protected override async Task OnInitializedAsync()
    {
        if (await query.ChoicesAsync(Me, Context.RequestAborted) is var (units, _, _))
        {
            _isThere = true;
            _names = units.ToDictionary(u => u.Value, u => u.Name, StringComparer.Ordinal);
        }
        else
        {
            navigation.NotFound();
        }
    }

    // Both steps are one form: of two names only the first would be there when the second step is sent.
    private Task SubmitAsync() => Text is null ? TryAsync() : InviteAsync();

    private async Task TryAsync()
    {
        if (File is not { Length: > 0 and <= PeopleFile.MaxBytes })
        {
            _errors.Add(new FieldError("tep", File is { Length: > 0 } ? PeopleText.ImportFileTooLarge : PeopleText.ImportNoFile));
            return;
        }

        using var reader = new StreamReader(File.OpenReadStream(), Encoding.UTF8);
        _text = await reader.ReadToEndAsync(Context.RequestAborted);
        await ReadAsync(_text);
    }

    private async Task InviteAsync()
    {
        try
        {
            var count = await import.InviteAsync(Me, Text ?? "", CancellationToken.None);
            navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/quan-tri/nguoi-dung/nap?moi={count}"));
        }
        catch (RuleViolationException)
        {
            // Something has changed since it was shown: the lines say what.
            await ReadAsync(Text ?? "");
        }
    }

    private async Task ReadAsync(string text)
    {
        try
        {
            var read = await import.TryAsync(Me, text, Context.RequestAborted);
            if (read.Faults.Count > 0)
            {
                _lines = read.Faults;
                _errors.Add(new FieldError("tep", Say.With(PeopleText.FileFaults, read.Faults.Count)));
            }
            else
            {
                (_read, _text) = (read, text);
            }
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError("tep", RuleWords.Of(refusal)));
        }
    }
}
