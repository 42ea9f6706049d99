using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Articles;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Infrastructure.Files;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using FieldError = Dvc.Blazor.Components.Kit.FieldError;

namespace Dvc.Blazor.Features.Articles;

/// <summary>Writing an article. A script shows it while it is written and asks before unsaved words are left; without the script everything can be saved all the same.</summary>
public sealed partial class ArticleEditPage(
    ArticleQuery query,
    ArticleDesk desk,
    PictureIntake pictures,
    TimeProvider clock,
    NavigationManager navigation
) : ComponentBase
{
    private const int MaxPictureMegabytes = 5;
    private readonly List<FieldError> _errors = [];
    private ArticleView? _view;

    [Parameter]
    public Guid? Id { get; set; }

    [SupplyParameterFromForm(FormName = "bai-viet")]
    private ArticleInput? Input { get; set; }

    [SupplyParameterFromForm(FormName = "bai-viet")]
    private IFormFile? Picture { get; set; }

    [SupplyParameterFromQuery(Name = "da-luu")]
    private string? Saved { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private Guid Me => CurrentUser.Of(Context.User)!.Id;

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    protected override async Task OnInitializedAsync()
    {
        _view = await query.RunAsync(Me, Id, Context.RequestAborted);
        if (_view is null)
        {
            navigation.NotFound();
            return;
        }

        Input ??= ArticleInput.Of(_view.Article);
    }

    private string? Fault(string field) => _errors.Find(e => e.FieldId == field)?.Message;

    private string? Err(string field) => Fault(field) is null ? null : "err";

    private string? Invalid(string field) => Fault(field) is null ? null : "true";

    private string? Described(string field) => Fault(field) is null ? null : $"{field}-e";

    private static string FieldOf(string rule) =>
        rule switch
        {
            "Article.CategoryMissing" or "Article.CategoryTooLong" => "chuyen-muc",
            "Article.BodyMissing" or "Article.BodyTooLong" => "noi-dung-bai",
            _ => "tieu-de-bai",
        };

    private async Task SaveAsync()
    {
        if (_view is null || Input is not { } input || (Id is { } id && id != input.Id))
        {
            return;
        }

        if (!input.TryRead(out var content))
        {
            _errors.Add(new FieldError("ngay-dang", ArticlesText.NotAMoment));
            return;
        }

        try
        {
            if (content.Tidy().Fault() is { } fault)
            {
                throw fault;
            }

            if (await PictureAsync(content, input.PictureText) is { } picture)
            {
                await desk.SaveAsync(
                    Me,
                    new ArticleSave(input.Id, input.Seen, picture.Content, input.NewCategory ?? "", picture.Taken, input.Step),
                    CancellationToken.None
                );
                navigation.NavigateTo($"/quan-tri/bai-viet/{input.Id}?da-luu=1");
            }
        }
        catch (RuleViolationException refusal)
        {
            _errors.Add(new FieldError(FieldOf(refusal.Rule), RuleWords.Of(refusal)));
        }
    }

    // The picture goes to the end of the body, from where its line can be moved.
    private async Task<(ArticleContent Content, TakenPicture? Taken)?> PictureAsync(ArticleContent content, string? words)
    {
        if (Picture is not { Length: > 0 })
        {
            return (content, null);
        }

        await using var bytes = Picture.OpenReadStream();
        var taken = await pictures.TakeAsync(bytes, MaxPictureMegabytes << 20, Context.RequestAborted);
        if (taken.Refusal is { } why)
        {
            _errors.Add(new FieldError("anh", why));
            return null;
        }

        var text = TextRules.Normalise(words ?? "").Replace('[', '(').Replace(']', ')').ReplaceLineEndings(" ");
        var body = $"{content.Vietnamese.Body}\n\n![{text}]({ArticlePicture.PathOf(taken.Sha256)})";
        return (content with { Vietnamese = content.Vietnamese with { Body = body } }, taken);
    }
}
