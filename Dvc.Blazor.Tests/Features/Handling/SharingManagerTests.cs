using AngleSharp.Dom;
using Bunit;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Handling;

/// <summary>How work is shared out at a unit, as its leaders settle it on the page of a dossier.</summary>
public sealed class SharingManagerTests : OfficersPages
{
    [Fact]
    public async Task Leader_SettlesIt_AndTheButtonFollows()
    {
        var dossier = (await FileAsync(1))[0];
        var leader = await SignInAsync(Cast.Approver, Roles.Approver);
        var page = Render<DossierPage>(parameters => parameters.Add(p => p.Number, dossier.Number));
        Assert.Single(page.FindAll("[data-share]"));

        await OpenAsync(page);
        Assert.Equal("ByLeaders", Choices(page).Single(c => c.HasAttribute("checked")).GetAttribute("value"));
        await Choices(page)[0].ChangeAsync(new() { Value = "Off" });

        Assert.Empty(page.FindAll("[data-share]"));
        Assert.Contains("Đã lưu", page.Find(".told").TextContent, StringComparison.Ordinal);
        var settled = await Node.GetRequiredService<UnitDesks>().ManagedAsync(leader, Cancel);
        Assert.Equal(WorkSharing.Off, settled.Single(u => u.AgencyId == Unit).Sharing);
        Assert.Equal("Off", Choices(page).Single(c => c.HasAttribute("checked")).GetAttribute("value"));
    }

    [Fact]
    public async Task Officer_WhoLeadsNothing_SeesNeitherTheChoiceNorTheButton()
    {
        var dossier = (await FileAsync(1))[0];
        var page = Render<DossierPage>(parameters => parameters.Add(p => p.Number, dossier.Number));

        await OpenAsync(page);

        Assert.Empty(Choices(page));
        Assert.Empty(page.FindAll("[data-share]"));
    }

    private static Task OpenAsync(IRenderedComponent<DossierPage> page) =>
        page.FindAll(".marks button").Single(b => b.TextContent.Contains("Gắn nhãn", StringComparison.Ordinal)).ClickAsync(new());

    private static IReadOnlyList<IElement> Choices(IRenderedComponent<DossierPage> page) => page.FindAll($"input[name='phan-cong-{Unit}']");
}
