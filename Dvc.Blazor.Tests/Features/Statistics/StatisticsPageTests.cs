using System.Security.Claims;
using Bunit;
using Dvc.Blazor.Features.Intake.Exports;
using Dvc.Blazor.Features.Statistics;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Statistics;

public sealed class StatisticsPageTests : OfficersPages
{
    [Fact]
    public async Task Page_ShowsFiguresTablesAndMeanings()
    {
        await Portal.Data.AddAsync([.. StatisticsCrowd.All]);

        var page = await OpenAsync<StatisticsPage>("?tu=2025-04-01&den=2025-06-30");

        Assert.Empty(page.FindAll("[aria-invalid]"));
        Assert.Equal(6, page.FindAll(".figs > div").Count);
        Assert.Equal(
            ["04/2025", "05/2025", "06/2025", "Cộng"],
            page.FindAll("section[aria-labelledby=theo-thang] th[scope=row]").Select(h => h.TextContent)
        );
        Assert.Equal(2, page.FindAll("figure.chart").Count);
        Assert.Equal(7 + 5, page.FindAll(".indices .nodata").Count);
        Assert.Equal(FigureWords.Definitions.Count, page.FindAll("details dt").Count);
        Assert.Equal(
            "/mot-cua/so-theo-doi?tu=2025-04-01&den=2025-06-30",
            page.Find("a[href^='/mot-cua/so-theo-doi']").GetAttribute("href")
        );
    }

    [Theory]
    [InlineData("?tu=2025-06-30&den=2025-06-01", "#den")]
    [InlineData("?tu=hom-qua&den=2025-06-01", "#tu")]
    [InlineData("?don-vi=gl-h-639", "#don-vi")]
    [InlineData("?linh-vuc=%27%3B--", "#linh-vuc")]
    public async Task Page_AskedForNonsense_SaysSoAtItsPlace_AndShowsNoFigures(string query, string field)
    {
        await FileAsync(1);

        var page = await OpenAsync<StatisticsPage>(query);

        var wrong = Assert.Single(page.FindAll("[aria-invalid=true]"));
        Assert.Equal(field, "#" + wrong.Id);
        Assert.StartsWith("Lỗi: ", page.Find("#" + wrong.GetAttribute("aria-describedby")).TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".figs"));
    }

    [Fact]
    public async Task Page_WithoutDossiers_SaysSo()
    {
        var page = await OpenAsync<StatisticsPage>("?ky=thang-nay");

        Assert.NotNull(page.Find(".empty"));
        Assert.Equal("Tháng này", page.Find(".tab[aria-current]").TextContent);
    }

    [Fact]
    public async Task Book_ShowsEntries_AndLeadsToTheFiles()
    {
        await Portal.Data.AddAsync([.. StatisticsCrowd.All]);

        var page = await OpenAsync<DossierRegisterPage>("?tu=2025-04-01&den=2025-06-30&trang=2");

        Assert.Equal("51", page.Find("tbody td").TextContent);
        Assert.Contains("Mẫu số 06", page.Find(".booktop").TextContent, StringComparison.Ordinal);
        var file = page.Find("a[download][href*=xlsx]").GetAttribute("href");
        Assert.Equal("/mot-cua/so-theo-doi.xlsx?tu=2025-04-01&den=2025-06-30", file);
    }

    [Fact]
    public async Task Book_ThatIsLong_IsAskedForInsteadOfStreamed()
    {
        await Portal.Data.AddAsync([
            .. Enumerable
                .Range(0, BookWriter.Long)
                .Select(i =>
                {
                    var dossier = Samples.Dossier(2000 + i, unit: Unit, receiving: Unit, competent: Unit, at: StatisticsCrowd.June);
                    dossier.Accept(Samples.Officer(), null, StatisticsCrowd.June);
                    return dossier;
                }),
        ]);
        var page = await OpenAsync<DossierRegisterPage>("?tu=2025-06-01&den=2025-06-30");

        Assert.Empty(page.FindAll("a[download]"));
        Assert.Equal(["xlsx", "csv"], page.FindAll("form[method=post] button").Select(b => b.GetAttribute("value")));
        await page.Find("form[method=post]").SubmitAsync();

        var export = Assert.Single(
            await Node.GetRequiredService<ExportDesk>().ListAsync(await Portal.UserAsync(Cast.IntakeOfficer), Cancel)
        );
        Assert.Equal((ExportKind.BookXlsx, ExportState.Waiting), (export.Kind, export.State));
        Assert.EndsWith("/mot-cua/tep-xuat", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Book_OfAnUnknownUnit_SaysSoAtItsPlace()
    {
        await FileAsync(1);

        var page = await OpenAsync<DossierRegisterPage>("?don-vi=gl-h-639");

        Assert.Equal("don-vi", Assert.Single(page.FindAll("[aria-invalid=true]")).Id);
        Assert.Empty(page.FindAll("table"));
    }

    // As a request for a page that is drawn once.
    private async Task<IRenderedComponent<TPage>> OpenAsync<TPage>(string query)
        where TPage : IComponent
    {
        var id = await Portal.UserAsync(Cast.IntakeOfficer);
        var person = new ClaimsPrincipal(
            new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.ToString()), new(ClaimTypes.Role, Roles.IntakeOfficer)], "test")
        );
        Services.GetRequiredService<NavigationManager>().NavigateTo("/mot-cua/thong-ke" + query);
        return Render<TPage>(Page);

        void Page(RenderTreeBuilder builder)
        {
            builder.OpenComponent<CascadingValue<HttpContext>>(0);
            builder.AddAttribute(1, "Value", new DefaultHttpContext { User = person });
            builder.AddAttribute(
                2,
                "ChildContent",
                (RenderFragment)(
                    inner =>
                    {
                        inner.OpenComponent<TPage>(0);
                        inner.CloseComponent();
                    }
                )
            );
            builder.CloseComponent();
        }
    }
}
