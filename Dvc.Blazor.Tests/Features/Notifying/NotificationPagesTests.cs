using System.Globalization;
using System.Security.Claims;
using Bunit;
using Dvc.Blazor.Components.Layout;
using Dvc.Blazor.Features.Notifying;
using Dvc.Blazor.Infrastructure.Notifications;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Retention;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Web;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Notifying;

/// <summary>The bell, the list and the choices as a person sees them.</summary>
public sealed class NotificationPagesTests : BunitContext, IAsyncLifetime
{
    private readonly DefaultHttpContext _http = new();
    private NotificationRig? _rig;
    private Guid _citizen;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _rig = await NotificationRig.StartAsync(DatabaseProvider.Sqlite);
        _citizen = await _rig.Portal.UserAsync(Cast.Citizen);
        SignIn(_citizen, Roles.Citizen);
        Services.AddSingleton(new PortalOptions().ToIdentity());
        Services.AddSingleton(_rig.Query).AddSingleton(_rig.Desk);
        Services.AddSingleton<UnreadCount>(_rig.Query.UnreadAsync);
        Services.AddSingleton(Options.Create(new NotificationOptions())).AddSingleton(Options.Create(new RetentionOptions()));
        Services.AddCascadingValue<HttpContext>(_ => _http);
    }

    [Fact]
    public async Task Bell_SaysHowMuchIsUnread_AndKeepsItsPlaceWithout()
    {
        var none = Render<Bell>().Find("a.bell");
        await NoteAsync(2);
        var two = Render<Bell>().Find("a.bell");
        await NoteAsync(99);
        var many = Render<Bell>().Find("a.bell");

        Assert.True(none.QuerySelector("b")!.HasAttribute("hidden"));
        Assert.Equal("Thông báo", none.TextContent.Replace("0", "", StringComparison.Ordinal).Trim());
        Assert.Equal(("2", ", 2 chưa đọc"), (two.QuerySelector("b")!.TextContent, two.QuerySelector("dvc-bell .vh")!.TextContent));
        Assert.Equal("99+", many.QuerySelector("b")!.TextContent);
    }

    [Fact]
    public void Bell_IsNotThere_ForNobody()
    {
        _http.User = new ClaimsPrincipal(new ClaimsIdentity());

        Assert.Empty(Render<Bell>().Markup.Trim());
    }

    [Fact]
    public async Task List_ShowsWhatIsUnread_AndReadsAll()
    {
        await NoteAsync(2);

        var page = Render<NotificationsPage>();
        await page.Find("form").SubmitAsync();
        var after = Render<NotificationsPage>();

        Assert.Equal(2, page.FindAll(".news .unread").Count);
        Assert.All(page.FindAll(".news a"), a => Assert.StartsWith("/thong-bao/", a.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Empty(after.FindAll(".news .unread"));
        Assert.Equal(2, after.FindAll(".news li").Count);
    }

    [Fact]
    public async Task Choices_AreSaved_AndTheRequiredOnesAreNotForChoosing()
    {
        var page = Render<ChoicesPage>();
        var message = IdOf(NotificationTopic.Message);
        _http.Request.Form = new FormCollection(
            new()
            {
                [message] = ((int)NotificationWay.Digest).ToString(CultureInfo.InvariantCulture),
                [IdOf(NotificationTopic.Result)] = "0",
            }
        );

        await page.Find("form").SubmitAsync();
        var after = Render<ChoicesPage>();

        Assert.Equal(5, page.FindAll(".fixed").Count);
        Assert.Contains("theo quy định", page.Find(".fixed").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("select").Count);
        Assert.Equal("2", after.Find($"#{message} option[selected]").GetAttribute("value"));
        Assert.Equal(
            NotificationWay.Mail,
            (await _rig!.Desk.ChoicesAsync(_citizen, Cancel)).Single(c => c.Topic == NotificationTopic.Result).Way
        );
    }

    [Fact]
    public async Task Choices_OfNoKnownWay_AreRefusedInWords()
    {
        var page = Render<ChoicesPage>();
        _http.Request.Form = new FormCollection(new() { [IdOf(NotificationTopic.Message)] = "vô nghĩa" });

        await page.Find("form").SubmitAsync();

        Assert.Contains("không hợp lệ", page.Find("#cach-nhan-e").TextContent, StringComparison.Ordinal);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        if (_rig is not null)
        {
            await _rig.DisposeAsync();
        }
    }

    private static string IdOf(NotificationTopic topic) => string.Create(CultureInfo.InvariantCulture, $"loai-{(int)topic}");

    private void SignIn(Guid id, string role) =>
        _http.User = new ClaimsPrincipal(
            new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.ToString()), new(ClaimTypes.Role, role)], "test")
        );

    private async Task NoteAsync(int times)
    {
        var dossier = await _rig!.FileAsync(times, _citizen);
        for (var i = 0; i < times; i++)
        {
            var news = new News(Guid.CreateVersion7(), NotificationKind.OfficeWrote, dossier.Id, dossier.Number);
            await _rig.Ledgers.One.RecordAsync(news, [_citizen], Cancel);
        }
    }
}
