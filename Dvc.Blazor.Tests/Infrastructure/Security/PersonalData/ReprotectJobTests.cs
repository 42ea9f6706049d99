using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security.PersonalData;

public sealed class ReprotectJobTests
{
    private const string Number = "064190001234";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_ValuesFromBeforeTheCipher_AreProtectedAndReadTheSame(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var node = Node(data);
        await PrepareAsync(node);
        var user = await FillAsync(node);
        foreach (
            var sql in (string[])
                [
                    $"""UPDATE "AspNetUsers" SET "NationalId" = '{Number}', "BirthDate" = '1990-05-12', "Address" = 'x'""",
                    """UPDATE "AspNetUserTokens" SET "Value" = 'secret'""",
                    """UPDATE "DraftAnswers" SET "Value" = '"Rơ Châm"'""",
                    """UPDATE "SubmittedAnswers" SET "Json" = '{"a":"1"}'""",
                    """UPDATE "PendingRegistrations" SET "Person" = '{"p":1}'""",
                ]
        )
            await Database(node)
                .WriteAsync(db => db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{").Replace("}", "}}"), Cancel), Cancel);

        var first = await RunAsync(data, node);
        var second = await RunAsync(data, node);

        Assert.Equal((7, 0), (first, second));
        Assert.All(await StoredAsync(node), value => Assert.StartsWith("CfDJ8", value, StringComparison.Ordinal));
        var read = await Database(node).ReadAsync(db => db.Users.SingleAsync(u => u.Id == user, Cancel), Cancel);
        Assert.Equal((Number, new DateOnly(1990, 5, 12), "x"), (read.NationalId, read.BirthDate, read.Address));
        Assert.Equal(await node.GetRequiredService<NationalIdIndex>().MarkAsync(Number, Cancel), read.NationalIdMark);
        Assert.Equal(
            """{"a":"1"}""",
            await Database(node).ReadAsync(db => db.Set<SubmittedAnswers>().Select(a => a.Json).SingleAsync(Cancel), Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Run_AfterTheKeyHasChanged_LeavesNothingOfTheOldKey(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var before = Node(data);
        await PrepareAsync(before);
        await FillAsync(before);
        var old = before.GetRequiredService<PersonalDataCipher>().CurrentPrefix();
        var now = TimeProvider.System.GetUtcNow();
        before.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        var after = Node(data);
        Assert.NotEqual(old, after.GetRequiredService<PersonalDataCipher>().CurrentPrefix());

        var written = await RunAsync(data, after);

        // Seven columns of rows, and the message that tells of the dossier.
        Assert.Equal(8, written);
        Assert.All(await StoredAsync(after), value => Assert.False(value.StartsWith(old, StringComparison.Ordinal)));
        Assert.Equal(Number, await Database(after).ReadAsync(db => db.Users.Select(u => u.NationalId).SingleAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task Run_AValueThatNoKeyReads_StaysAndHoldsUpNothing()
    {
        await using var data = await DvcTestDatabase.CreateAsync();
        var node = Node(data);
        await PrepareAsync(node);
        await FillAsync(node);
        await Database(node)
            .WriteAsync(
                db => db.Database.ExecuteSqlRawAsync("""UPDATE "AspNetUsers" SET "NationalId" = 'CfDJ8lost', "Address" = 'x'""", Cancel),
                Cancel
            );

        Assert.Equal(1, await RunAsync(data, node));
    }

    private static ServiceProvider Node(DvcTestDatabase data) =>
        data.NewNode(services =>
            services.AddSingleton(p => new PersonalDataCipher(p.GetRequiredService<IDataProtectionProvider>())).AddSingleton<ReprotectJob>()
        );

    private static DvcDatabase Database(ServiceProvider node) => node.GetRequiredService<DvcDatabase>();

    private static async Task PrepareAsync(ServiceProvider node)
    {
        node.GetRequiredService<PersonalDataCipher>().Protect("");
        await using var db = await node.GetRequiredService<IDbContextFactory<DvcDbContext>>().CreateDbContextAsync(Cancel);
        await node.GetRequiredService<NationalIdIndex>().ReadyAsync(Cancel);
    }

    // One value in each protected column.
    private static async Task<Guid> FillAsync(ServiceProvider node)
    {
        var user = new DvcUser
        {
            UserName = "a@b.vn",
            NationalId = Number,
            BirthDate = new DateOnly(1990, 5, 12),
            Address = "{}",
        };
        var dossier = Samples.Dossier();
        var now = Samples.Morning;
        var draft = new Draft
        {
            OwnerId = Guid.NewGuid(),
            ProcedureCode = "1",
            RevisionId = Guid.NewGuid(),
            Step = "don-vi",
            CreatedAt = now,
            UpdatedAt = now,
        };
        await Database(node)
            .WriteAsync(
                async db =>
                {
                    db.AddRange(user, dossier, draft);
                    await db.SaveChangesAsync(Cancel);
                    db.AddRange(
                        new IdentityUserToken<Guid>
                        {
                            UserId = user.Id,
                            LoginProvider = "x",
                            Name = "y",
                            Value = "secret",
                        },
                        new PendingRegistration
                        {
                            NormalizedEmail = "A@B.VN",
                            Person = "{}",
                            CodeHash = "",
                            CreatedAt = now,
                            ExpiresAt = now,
                        },
                        new DraftAnswer
                        {
                            DraftId = draft.Id,
                            Path = "a",
                            Value = "1",
                            Sequence = 1,
                            SavedAt = now,
                            Device = "d",
                        }
                    );
                },
                Cancel
            );
        return user.Id;
    }

    private static async Task<int> RunAsync(DvcTestDatabase data, ServiceProvider node)
    {
        var run = node.GetRequiredService<ReprotectJob>().RunOnceAsync(Cancel);
        await Wait.UntilAsync(
            () =>
            {
                data.Clock.Advance(TimeSpan.FromSeconds(1));
                return run.IsCompleted;
            },
            "the job has gone through",
            null,
            Cancel
        );
        return await run;
    }

    private static Task<List<string>> StoredAsync(ServiceProvider node) =>
        Database(node)
            .ReadAsync(
                db =>
                    db.Database.SqlQueryRaw<string>(
                            """
                            SELECT "NationalId" AS "Value" FROM "AspNetUsers" UNION ALL SELECT "BirthDate" FROM "AspNetUsers"
                            UNION ALL SELECT "Address" FROM "AspNetUsers" UNION ALL SELECT "Value" FROM "AspNetUserTokens"
                            UNION ALL SELECT "Value" FROM "DraftAnswers" UNION ALL SELECT "Json" FROM "SubmittedAnswers"
                            UNION ALL SELECT "Person" FROM "PendingRegistrations"
                            """
                        )
                        .ToListAsync(Cancel),
                Cancel
            );
}
