using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Procedures;

public sealed class ServingUnitsTests
{
    private static readonly DateOnly Before = new(2025, 6, 30);
    private static readonly DateOnly After = new(2025, 7, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_ShippedData_FollowsTheStructureOfTheDay()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        var agencies = await db.Agencies.ToListAsync(Cancel);
        var assignments = await db.Set<ProcedureAssignment>().ToListAsync(Cancel);

        IReadOnlyList<ServingUnit> On(DateOnly day, string code) =>
            ServingUnits.On(day, assignments.Where(a => a.ProcedureCode == code), agencies);

        var district = On(Before, "2.000181").Single();
        Assert.Equal(("gl-h-639", "cp-mot-cua", "cp-kt-ht"), (district.Unit.Id, district.Receiver.Id, district.Handling!.Id));
        Assert.Equal(135, On(After, "2.000181").Count);
        Assert.Equal(10, On(Before, "2.000635").Count);
        Assert.All(On(Before, "1.001193"), s => Assert.Equal($"{s.Unit.Id}-mc", s.Receiver.Id));
        Assert.Equal("gl-old", On(Before, "1.012392").Single().Unit.Id);
        Assert.Equal("gl-new", On(After, "1.012392").Single().Unit.Id);
        foreach (var code in assignments.Select(a => a.ProcedureCode).Distinct())
        {
            Assert.NotEmpty(On(Before, code));
            Assert.NotEmpty(On(After, code));
        }
    }
}
