using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Security.PersonalData;

public sealed class ReadingLogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Note_AgainWithinAQuarterOfAnHour_IsOneReading_AndLaterAnother(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = Samples.Dossier();
        await portal.Data.AddAsync(dossier);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        var log = portal.Services.GetRequiredService<ReadingLog>();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => log.NoteAsync(officer, dossier.Id)));
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(14));
        await log.NoteAsync(officer, dossier.Id);
        var reading = Assert.Single(await ReadingsAsync(portal));
        portal.Data.Clock.Advance(TimeSpan.FromMinutes(2));
        await log.NoteAsync(officer, dossier.Id);

        Assert.Equal(("Nguyễn Thị Thu Hằng", Samples.District), (reading.ReaderName, reading.AgencyId));
        Assert.Equal(2, (await ReadingsAsync(portal)).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Note_OnTwoNodesAtOnce_IsOneReading(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var dossier = Samples.Dossier();
        await portal.Data.AddAsync(dossier);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        var nodes = new[] { portal.Services, portal.NewNode() }.Select(n => n.GetRequiredService<ReadingLog>()).ToList();

        await Task.WhenAll(nodes.Select(n => n.NoteAsync(officer, dossier.Id)));

        Assert.Single(await ReadingsAsync(portal));
    }

    [Fact]
    public async Task Note_ByTheOwnerOrByNobodyKnown_LeavesNoEntry()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var officer = await portal.UserAsync(Cast.IntakeOfficer);
        var (own, other) = (Samples.Dossier(1, owner: officer), Samples.Dossier(2));
        await portal.Data.AddAsync(own, other);
        var log = portal.Services.GetRequiredService<ReadingLog>();

        await log.NoteAsync(officer, own.Id);
        await log.NoteAsync(await portal.UserAsync(Cast.Citizen), other.Id);
        await log.NoteAsync(officer, Guid.NewGuid());

        Assert.Empty(await ReadingsAsync(portal));
    }

    [Fact]
    public async Task Note_WhenTheDatabaseFails_LetsThePageGoOn()
    {
        await using var portal = await SeededPortal.CreateAsync(DatabaseProvider.Sqlite);
        var log = portal.Services.GetRequiredService<ReadingLog>();
        await portal.Data.Database.WriteAsync(db => db.Database.ExecuteSqlRawAsync("""DROP TABLE "DossierReadings";""", Cancel), Cancel);

        await log.NoteAsync(await portal.UserAsync(Cast.IntakeOfficer), Guid.NewGuid());
    }

    private static Task<List<DossierReading>> ReadingsAsync(SeededPortal portal) =>
        portal.Data.Database.ReadAsync(db => db.DossierReadings.ToListAsync(Cancel), Cancel);
}
