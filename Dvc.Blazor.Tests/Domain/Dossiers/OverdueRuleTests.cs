using CsCheck;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Dossiers;

public sealed class OverdueRuleTests
{
    private static readonly DateTime Done = Samples.Morning;

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 10)]
    [InlineData(29, 10)]
    [InlineData(95, 90)]
    [InlineData(120, 120)]
    [InlineData(700, 690)]
    public void Result_IsRemindedOf_AtTheUsualDaysAndForever(int passed, int? reminded) =>
        Assert.Equal(
            reminded is { } days ? Done.AddDays(days) : null,
            CollectReminders.LastDue(Done, Done.AddDays(passed), CollectReminders.Days)
        );

    [Fact]
    public void Reminders_OfAnyDays_NeverComeEarly_NeverGoBack_AndNeverEnd() =>
        Gen.Select(Gen.Int[1, 40].List[1, 6], Gen.Int[0, 2000])
            .Sample(
                (days, passed) =>
                {
                    var rules = new OverdueRules { CollectAfter = days }.Collecting;
                    var (now, gap) = (Done.AddDays(passed), rules.Count > 1 ? rules[^1] - rules[^2] : rules[^1]);
                    var last = CollectReminders.LastDue(Done, now, rules);
                    Assert.Equal(passed < rules[0], last is null);
                    Assert.True(last is null || last <= now);
                    Assert.True((CollectReminders.LastDue(Done, now.AddDays(1), rules) ?? Done) >= (last ?? Done));
                    Assert.NotEqual(last, CollectReminders.LastDue(Done, now.AddDays(Math.Max(gap, rules[^1])), rules));
                },
                iter: 500,
                threads: 1
            );

    [Fact]
    public void Least_IsWhoHasLeast_ThenWhoWaitedLongest_ThenByName()
    {
        var (a, b, c) = (Load("A", 2, 1), Load("B", 1, 5), Load("C", 1, 3));

        Assert.Equal("C", Workload.Least([a, b, c])!.Name);
        Assert.Equal("D", Workload.Least([a, b, c, Load("D", 1, null)])!.Name);
        Assert.Null(Workload.Least([]));
    }

    [Fact]
    public void SharingOut_KeepsTheLoadsWithinOne_OfThoseWhoBeganAlike() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 40])
            .Sample(
                (people, dossiers) =>
                {
                    var loads = Enumerable.Range(0, people).Select(i => Load($"P{i}", 0, null)).ToList();
                    for (var i = 0; i < dossiers; i++)
                    {
                        var least = Workload.Least(loads)!;
                        loads[loads.IndexOf(least)] = least with { Open = least.Open + 1, LastGivenAt = Done.AddMinutes(i) };
                    }

                    Assert.True(loads.Max(l => l.Open) - loads.Min(l => l.Open) <= 1);
                },
                iter: 100,
                threads: 1
            );

    private static Workload Load(string name, int open, int? given) =>
        new(Guid.NewGuid(), name, open, given is { } minutes ? Done.AddMinutes(minutes) : null);
}
