using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>How a person wants to hear of each kind of thing.</summary>
public sealed partial class ChoicesPage(NotificationDesk desk, IOptions<NotificationOptions> options, NavigationManager navigation)
    : ComponentBase
{
    private IReadOnlyList<TopicChoice> _choices = [];
    private string? _fault;

    [SupplyParameterFromQuery(Name = "da-luu")]
    private int? Saved { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    private bool IsSaved => Saved == 1 && _fault is null;

    private int Hour => options.Value.DigestHour;

    private Guid UserId => CurrentUser.Of(Context.User)!.Id;

    private IEnumerable<(string Title, IReadOnlyList<TopicChoice> Choices)> Groups =>
        new (string, IReadOnlyList<TopicChoice>)[]
        {
            (NotifyingText.ChoicesOfOfficer, [.. _choices.Where(c => c.Topic.IsForOfficers())]),
            (NotifyingText.ChoicesOfApplicant, [.. _choices.Where(c => !c.Topic.IsForOfficers())]),
        }.Where(g => g.Item2.Count > 0);

    protected override async Task OnInitializedAsync() => _choices = await desk.ChoicesAsync(UserId, Context.RequestAborted);

    private async Task SaveAsync()
    {
        try
        {
            await desk.ChooseAsync(UserId, Read(await Context.Request.ReadFormAsync(Context.RequestAborted)), CancellationToken.None);
            navigation.NavigateTo("/tai-khoan/thong-bao?da-luu=1");
        }
        catch (RuleViolationException refused)
        {
            _fault = RuleWords.Of(refused);
        }
    }

    // What is not in the form stays as it is; what is there and no number is no way either.
    private Dictionary<NotificationTopic, NotificationWay> Read(IFormCollection form) =>
        _choices
            .Where(c => form.ContainsKey(IdOf(c.Topic)))
            .ToDictionary(
                c => c.Topic,
                c =>
                    int.TryParse(form[IdOf(c.Topic)], NumberStyles.None, CultureInfo.InvariantCulture, out var way)
                        ? (NotificationWay)way
                        : (NotificationWay)(-1)
            );

    private static string IdOf(NotificationTopic topic) => string.Create(CultureInfo.InvariantCulture, $"loai-{(int)topic}");
}
