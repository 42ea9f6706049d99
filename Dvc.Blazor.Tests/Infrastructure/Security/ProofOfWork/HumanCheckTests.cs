using System.Text;
using System.Text.Json;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Security.ProofOfWork;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Work = Dvc.Blazor.Tests.Support.ProofOfWork;

namespace Dvc.Blazor.Tests.Infrastructure.Security.ProofOfWork;

public sealed class HumanCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Spend_ASolution_CountsOnceAcrossNodes(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var (here, there) = (Check(data), Check(data));
        var answer = Work.Solve(await here.SetAsync(Cancel));

        Assert.True(await there.IsSolvedAsync(answer, Cancel));
        var spent = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? here : there).SpendAsync(answer, Cancel)));

        Assert.Single(spent, counted => counted);
        Assert.False(await here.IsSolvedAsync(answer, Cancel));
    }

    [Fact]
    public async Task Spend_WhatSolvesNothing_IsRefused()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        await using var other = await DvcTestDatabase.CreateAsync();
        var check = Check(data);
        var task = await check.SetAsync(Cancel);
        var good = Work.Solve(task);
        string?[] answers =
        [
            null,
            "",
            "không phải base64",
            Convert.ToBase64String(Encoding.UTF8.GetBytes("null")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"algorithm\":\"SHA-256\"}")),
            Work.Answer(task, -1),
            Work.Solve(await Check(other).SetAsync(Cancel)),
            Work.Solve(task with { Signature = new string('0', 64) }),
            Altered(good, "algorithm", "SHA-512"),
            Altered(good, "salt", task.Salt.Replace("expires=", "expires=9", StringComparison.Ordinal)),
        ];

        foreach (var answer in answers)
            Assert.False(await check.SpendAsync(answer, Cancel), answer);

        Assert.True(await check.SpendAsync(good, Cancel));
    }

    // Without a mark at the end of the salt, a digit could move from the number into the time at which the task runs out.
    [Fact]
    public async Task Spend_DigitMovedFromTheNumberIntoTheExpiry_IsRefused()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var check = Check(data);
        var task = await check.SetAsync(Cancel);
        var number = NumberIn(Work.Solve(task)).ToString(System.Globalization.CultureInfo.InvariantCulture);

        var moved = Altered(Work.Answer(task, number.Length > 1 ? int.Parse(number[1..], null) : 0), "salt", task.Salt + number[0]);

        Assert.False(await check.SpendAsync(moved, Cancel));
    }

    [Fact]
    public async Task Spend_AfterTenMinutes_IsRefused_AndTheSweepForgets()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var check = Check(data);
        var (spent, late) = (Work.Solve(await check.SetAsync(Cancel)), Work.Solve(await check.SetAsync(Cancel)));
        await check.SpendAsync(spent, Cancel);
        var registration = new PendingRegistration
        {
            NormalizedEmail = "A@EXAMPLE.VN",
            Person = "{}",
            CodeHash = "",
            CreatedAt = data.Clock.GetUtcNow().UtcDateTime,
            ExpiresAt = data.Clock.GetUtcNow().UtcDateTime.AddMinutes(5),
        };
        await data.AddAsync(registration);

        data.Clock.Advance(HumanCheck.Life);

        Assert.False(await check.SpendAsync(late, Cancel));
        using var sweep = new ExpiredRows(data.Database, data.Clock, NullLogger<ExpiredRows>.Instance);
        await sweep.RunOnceAsync(Cancel);
        await using var db = await data.Contexts.CreateDbContextAsync(Cancel);
        Assert.False(await db.SpentChallenges.AnyAsync(Cancel));
        Assert.False(await db.PendingRegistrations.AnyAsync(Cancel));
    }

    private static HumanCheck Check(DvcTestDatabase data) =>
        data.NewNode(services => services.AddSingleton<HumanCheck>()).GetRequiredService<HumanCheck>();

    private static string Altered(string answer, string property, string value)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, object>>(Convert.FromBase64String(answer))!;
        fields[property] = value;
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(fields));
    }

    private static int NumberIn(string answer)
    {
        using var json = JsonDocument.Parse(Convert.FromBase64String(answer));
        return json.RootElement.GetProperty("number").GetInt32();
    }
}
