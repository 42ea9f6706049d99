using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Features.Handling;
using Dvc.Blazor.Features.Intake;
using Dvc.Blazor.Features.Submission;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Intake;

public sealed class BoardQueryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Officer_PostedElsewhere_SeesNothingOfTheDossier()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var dossier = await FileAsync(portal);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        await using (var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.UserId == officer).ExecuteDeleteAsync(Cancel);
            db.Postings.Add(new OfficerPosting { UserId = officer, AgencyId = "cp-x-23971" });
            await db.SaveChangesAsync(Cancel);
        }

        var board = (await portal.Services.GetRequiredService<BoardQuery>().RunAsync(officer, new BoardFilter(), Cancel))!;

        Assert.Empty(board.Rows);
        Assert.Null(await portal.Services.GetRequiredService<DossierQuery>().RunAsync(officer, dossier.Number, Cancel));
    }

    [Fact]
    public async Task Officer_PostedForOneSectorOnly_SeesThatSectorOnly()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        await using (var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel))
        {
            await db.Postings.Where(p => p.UserId == officer).ExecuteDeleteAsync(Cancel);
            db.Postings.Add(
                new OfficerPosting
                {
                    UserId = officer,
                    AgencyId = "gl-h-639",
                    SectorCode = "dat-dai",
                }
            );
            await db.SaveChangesAsync(Cancel);
        }

        var board = (await portal.Services.GetRequiredService<BoardQuery>().RunAsync(officer, new BoardFilter(), Cancel))!;

        Assert.Equal(2, board.Total);
    }

    [Theory]
    [InlineData("h’yên", 1)]
    [InlineData("H'YEN 250602", 1)]
    [InlineData("khong co ai", 0)]
    [InlineData("%", 0)]
    public async Task Board_SearchedWithoutAccents_FindsByNumberAndName(string words, int found)
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        await FileAsync(portal);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);

        var board = await portal.Services.GetRequiredService<BoardQuery>().RunAsync(officer, new BoardFilter(Words: words), Cancel);

        Assert.Equal(found, board!.Total);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task DemoDossiers_SeededTwice_AreTheSameAndStandInEveryStatus(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        await portal.Services.GetRequiredService<Dvc.Blazor.Infrastructure.Persistence.Seeding.DatabaseStart>().RunAsync(Cancel);

        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);
        Assert.Equal(12, await db.Dossiers.CountAsync(Cancel));
        Assert.Equal(10, await db.Dossiers.Select(d => d.Status).Distinct().CountAsync(Cancel));
        Assert.Equal(0, await db.Outbox.CountAsync(Cancel));
    }

    private static async Task<Dossier> FileAsync(SeededPortal portal)
    {
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        var hash = (await portal.Submissions.CheckAsync(draft, Cancel)).Hash;
        var done = (SubmissionOutcome.Done)await portal.Submissions.SubmitAsync(citizen, draft.Id, hash, Cancel);
        return await ReadAsync(portal, done.DossierNumber);
    }

    private static Task<Dossier> ReadAsync(SeededPortal portal, string number) =>
        portal.Data.Database.ReadAsync(db => db.Dossiers.SingleAsync(d => d.Number == number, Cancel), Cancel);
}
