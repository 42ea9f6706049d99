using Dvc.Blazor.Domain.Organisations;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Persistence;

public class PersonalDataTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Store_IdentityNumberAndBirthDate_UnreadableInTheDatabaseButReadBack(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(
            provider,
            new DvcUser
            {
                UserName = "a@b.vn",
                NationalId = "064190001234",
                BirthDate = new DateOnly(1990, 5, 12),
            }
        );

        var stored = await data.Database.ReadAsync(
            db =>
                db.Database.SqlQuery<string>($"""SELECT "NationalId" || ' ' || "BirthDate" AS "Value" FROM "AspNetUsers" """)
                    .SingleAsync(Cancel),
            Cancel
        );
        var person = await data.Database.ReadAsync(db => db.Users.SingleAsync(Cancel), Cancel);

        Assert.DoesNotContain("064190001234", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("1990", stored, StringComparison.Ordinal);
        Assert.Equal(("064190001234", new DateOnly(1990, 5, 12)), (person.NationalId, person.BirthDate));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Read_ValueStoredBeforeThereWasACipher_GivenBackAsItIs(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider, new DvcUser { UserName = "a@b.vn" });
        await data.Database.WriteAsync(
            db =>
                db.Database.ExecuteSqlAsync(
                    $"""UPDATE "AspNetUsers" SET "NationalId" = '064190001234', "BirthDate" = '1990-05-12'""",
                    Cancel
                ),
            Cancel
        );

        var person = await data.Database.ReadAsync(db => db.Users.SingleAsync(Cancel), Cancel);

        Assert.Equal(("064190001234", new DateOnly(1990, 5, 12)), (person.NationalId, person.BirthDate));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Mark_SameNumberOnTwoNodes_SameMarkThatFindsTheAccount(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var there = await portal.NewNode().GetRequiredService<NationalIdIndex>().MarkAsync("064190001234", Cancel);

        var found = await portal.Data.Database.ReadAsync(
            db => db.Users.Where(u => u.NationalIdMark == there).Select(u => u.Email).SingleAsync(Cancel),
            Cancel
        );

        Assert.Equal("congdan@dvc.local", found);
        Assert.NotEqual(there, await portal.Services.GetRequiredService<NationalIdIndex>().MarkAsync("064190001235", Cancel));
    }

    [Theory]
    [InlineData("0100109106", "0100109106")]
    [InlineData(" 0100109106-001", "0100109106001")]
    [InlineData("0100109107", null)]
    [InlineData("010010910", null)]
    [InlineData("٠١٠٠١٠٩١٠٦", null)]
    [InlineData("", null)]
    public void TaxCode_CheckDigit_Decides(string typed, string? code) => Assert.Equal(code, TaxCode.Parse(typed));
}
