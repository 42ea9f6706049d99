using Bunit;
using Dvc.Blazor.Features.Deadlines;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Deadlines;

public sealed class DeadlinePageTests : OfficersPages
{
    [Fact]
    public async Task Page_ShowsRedAndAmber_AndFollows()
    {
        var dossiers = await FileAsync(1, 2);
        await ActAsync(dossiers[0], (d, now) => d.Accept(Samples.Officer(), now.AddDays(1), now));
        var page = Render<DeadlinePage>();
        await SeesAsync(() => page.FindAll("h1").Count == 1);
        Assert.Contains("Quá hạn (0)", page.Markup, StringComparison.Ordinal);
        Assert.Contains(dossiers[0].Number, page.FindAll(".duelist")[0].TextContent, StringComparison.Ordinal);

        await ActAsync(dossiers[1], (d, now) => d.Accept(Samples.Officer(), now.AddDays(-1), now.AddDays(-3)));

        await SeesAsync(() => page.Markup.Contains("Quá hạn (1)", StringComparison.Ordinal));
        Assert.Contains(dossiers[1].Number, page.FindAll(".duelist")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("1", page.FindAll(".loads")[0].QuerySelector("td.late")!.TextContent);
    }
}
