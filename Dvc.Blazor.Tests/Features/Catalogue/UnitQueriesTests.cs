using Dvc.Blazor.Features.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Catalogue;

/// <summary>Home, units and the list to verify, in both structures of government.</summary>
public sealed class UnitQueriesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Home_OnTheLastDayOfDistricts_OpensTheDistricts(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);
        var query = data.On(SeededCatalogue.LastDayOfDistricts).GetRequiredService<HomeQuery>();

        var home = await query.RunAsync(null, Cancel);
        var departments = await query.RunAsync(UnitGroup.Departments, Cancel);
        var communes = await query.RunAsync(UnitGroup.Communes, Cancel);

        Assert.Equal(UnitGroup.Districts, home.Group);
        Assert.Equal(["gl-h-639"], home.Serving.Select(u => u.Id));
        Assert.Equal(16, home.Others.Count);
        Assert.Equal((33, 32, 8), (home.Procedures, home.Online, home.Sectors.Count));
        Assert.Equal(33, home.Sectors.Sum(s => s.Procedures));
        Assert.NotEmpty(departments.Serving.Concat(departments.Others));
        Assert.Equal(9, communes.Serving.Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Home_Today_OpensTheCommunes(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);
        data.Clock.SetUtcNow(new DateTimeOffset(2025, 6, 30, 17, 0, 0, TimeSpan.Zero));

        var home = await data.On(null).GetRequiredService<HomeQuery>().RunAsync(null, Cancel);
        var districts = await data.On(null).GetRequiredService<HomeQuery>().RunAsync(UnitGroup.Districts, Cancel);

        Assert.Equal((SeededCatalogue.FirstDayOfTwoLevels, UnitGroup.Communes, 135), (home.Day, home.Group, home.Serving.Count));
        Assert.Empty(districts.Serving.Concat(districts.Others));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task District_HasItsProceduresUntilItEnds(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);

        var before = await UnitAsync(data, "gl-h-639", SeededCatalogue.LastDayOfDistricts);
        var after = await UnitAsync(data, "gl-h-639", SeededCatalogue.FirstDayOfTwoLevels);

        Assert.Equal((false, 8), (before!.IsOver, before.Sectors.Count));
        Assert.Contains(before.Parts, p => p.Id == "cp-mot-cua");
        Assert.Equal("gl-old", before.Parent?.Id);
        Assert.Equal((true, 0), (after!.IsOver, after.Sectors.Count));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Commune_KnowsWhatItWasFormedFrom(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);

        var old = await UnitAsync(data, "cp-x-23942", SeededCatalogue.LastDayOfDistricts);
        var merged = await UnitAsync(data, "gl2-x-23942", SeededCatalogue.FirstDayOfTwoLevels);
        var tooSoon = await UnitAsync(data, "gl2-x-23942", SeededCatalogue.LastDayOfDistricts);

        Assert.Equal(["gl2-x-23942"], old!.Successors.Select(s => s.Id));
        Assert.Equal(["cp-x-23942", "cp-x-23980", "cp-x-23983"], merged!.Predecessors.Select(p => p.Id).Order(StringComparer.Ordinal));
        Assert.NotEmpty(merged.Sectors);
        Assert.True(tooSoon!.IsToCome);
        Assert.Null(await UnitAsync(data, "khong-co", null));
    }

    [Fact]
    public async Task ToVerify_ListsWhatTheDataMarks()
    {
        await using var data = await SeededCatalogue.CreateAsync();
        var query = data.On(null).GetRequiredService<ToVerifyQuery>();

        var procedures = await query.RunAsync(ToVerifyKind.Procedures, Cancel);
        var units = await query.RunAsync(ToVerifyKind.Units, Cancel);

        Assert.Equal(33, procedures.Rows.Count);
        Assert.All(procedures.Rows, r => Assert.NotEmpty(r.Values));
        Assert.Contains(units.Rows, r => r.Key == "cp-tu-phap");
        Assert.Equal(units.Rows.Count, procedures.Counts[ToVerifyKind.Units]);
    }

    private static Task<AgencyView?> UnitAsync(DvcTestDatabase data, string id, DateOnly? day) =>
        data.On(day).GetRequiredService<AgencyQuery>().RunAsync(id, Cancel);
}
