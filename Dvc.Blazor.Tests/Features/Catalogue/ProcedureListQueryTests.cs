using System.Text;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Features.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Catalogue;

public sealed class ProcedureListQueryTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_FindsByWordsWithoutAccents_InAnyOrder(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);

        Assert.Contains("1.001193", await CodesAsync(data, "dang ky khai sinh"));
        Assert.Contains("1.001193", await CodesAsync(data, "SINH khai   Đăng"));
        Assert.Contains("1.001193", await CodesAsync(data, "Đăng ký khai sinh".Normalize(NormalizationForm.FormD)));
        Assert.Equal(["2.000635"], await CodesAsync(data, "2.000635"));
        Assert.Contains("2.000635", await CodesAsync(data, "ban sao giay khai sinh"));
        Assert.Equal(20, (await CodesAsync(data, " ")).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_TakesSignsAsTheyAre(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);

        foreach (var words in new[] { "%", "_", "khai%sinh", "kha_", "'", "\"", "' OR 1=1 --", "\\", "[a-z]", "*", "☃\uD800" })
            Assert.Empty(await CodesAsync(data, words));
        Assert.Contains("1.001193", await CodesAsync(data, "khai\u0000 sinh\uD800"));
        Assert.Empty(await CodesAsync(data, string.Join(' ', Enumerable.Repeat("khai sinh không có", 200))));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Search_OfTwoThousandCharacters_LooksForTheFirstTwoHundred(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);

        var list = await RunAsync(
            data,
            ProcedureFilter.Of("khai sinh " + new string(' ', 190) + new string('x', 1800), null, null, null, 1)
        );

        Assert.Equal("khai sinh", list.Filter.Words.TrimEnd());
        Assert.Contains(list.Rows, r => r.Code == "1.001193");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filters_NarrowTogether(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);

        var list = await RunAsync(data, ProcedureFilter.Of(null, "tu-phap", "gl-h-639", "toan-trinh", 1));

        Assert.NotEmpty(list.Rows);
        Assert.All(list.Rows, r => Assert.Equal((ServiceLevel.FullyOnline, "Lĩnh vực Tư pháp"), (r.Level, r.SectorName)));
        Assert.All(list.Rows, r => Assert.Contains(r.Units, u => u.Id == "gl-h-639"));
    }

    [Fact]
    public async Task UnknownFilters_DoNotNarrow()
    {
        await using var data = await SeededCatalogue.CreateAsync();

        var list = await RunAsync(data, ProcedureFilter.Of(null, "khong-co", "khong-co", "khong-co", 1));

        Assert.Equal(33, list.Total);
        Assert.True(list.Filter.IsEmpty);
    }

    [Fact]
    public async Task Pages_HoldTwenty_AndThePageAfterTheLastIsTheLast()
    {
        await using var data = await SeededCatalogue.CreateAsync();

        var first = await RunAsync(data, ProcedureFilter.Of(null, null, null, null, 1));
        var beyond = await RunAsync(data, ProcedureFilter.Of(null, null, null, null, 99));

        Assert.Equal((20, 33, 2), (first.Rows.Count, first.Total, first.Pages));
        Assert.Equal((13, 2), (beyond.Rows.Count, beyond.Filter.Page));
        Assert.Empty(first.Rows.Select(r => r.Code).Intersect(beyond.Rows.Select(r => r.Code)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Units_AreThoseOfTheDay(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);
        var filter = ProcedureFilter.Of("1.001612", null, null, null, 1);

        var before = Assert.Single((await RunAsync(data, filter, SeededCatalogue.LastDayOfDistricts)).Rows);
        var after = Assert.Single((await RunAsync(data, filter, SeededCatalogue.FirstDayOfTwoLevels)).Rows);

        Assert.Equal(["gl-h-639"], before.Units.Select(u => u.Id));
        Assert.Equal(135, after.Units.Count);
        Assert.Contains(after.Units, u => u.Name == "UBND xã Chư Pưh");
    }

    [Fact]
    public void Address_KeepsTheFilters_AndEscapesThem()
    {
        var filter = ProcedureFilter.Of("khai sinh & tử", "tu-phap", null, "toan-trinh", 1);

        Assert.Equal("/thu-tuc?tu-khoa=khai%20sinh%20%26%20t%E1%BB%AD&linh-vuc=tu-phap&muc-do=toan-trinh&trang=2", filter.Address(2));
        Assert.Equal("/thu-tuc", ProcedureFilter.Of(null, null, null, null, null).Address(1));
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(DvcTestDatabase data, string words) =>
        [.. (await RunAsync(data, ProcedureFilter.Of(words, null, null, null, 1))).Rows.Select(r => r.Code)];

    private static Task<ProcedureList> RunAsync(DvcTestDatabase data, ProcedureFilter filter, DateOnly? day = null) =>
        data.On(day ?? SeededCatalogue.LastDayOfDistricts)
            .GetRequiredService<ProcedureListQuery>()
            .RunAsync(filter, TestContext.Current.CancellationToken);
}
