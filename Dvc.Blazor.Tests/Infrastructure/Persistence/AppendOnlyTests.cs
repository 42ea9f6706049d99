using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Persistence;

public sealed class AppendOnlyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task AuditLine_ChangedOrRemovedByHand_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        await using var portal = await SeededPortal.CreateAsync(provider);
        var citizen = await portal.UserAsync(Cast.Citizen);
        var draft = await portal.CompleteDraftAsync(citizen);
        await portal.Submissions.SubmitAsync(citizen, draft.Id, (await portal.Submissions.CheckAsync(draft, Cancel)).Hash, Cancel);
        await using var db = await portal.Data.Contexts.CreateDbContextAsync(Cancel);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.Database.ExecuteSqlAsync($"UPDATE \"AuditEvents\" SET \"ActorName\" = 'x'", Cancel)
        );
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.Database.ExecuteSqlAsync($"DELETE FROM \"AuditEvents\"", Cancel)
        );
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task PublishedRevision_ChangedByHand_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        var published = ProcedureRevision.Draft("9.000001", 1, "{}");
        published.Publish(data.Clock.GetUtcNow().UtcDateTime);
        await data.AddAsync(published, ProcedureRevision.Draft("9.000001", 2, "{}"));
        await using var db = await data.Contexts.CreateDbContextAsync(Cancel);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.Database.ExecuteSqlAsync($"UPDATE \"Revisions\" SET \"Content\" = 'x' WHERE \"Number\" = 1", Cancel)
        );
        Assert.Equal(1, await db.Database.ExecuteSqlAsync($"UPDATE \"Revisions\" SET \"Content\" = 'x' WHERE \"Number\" = 2", Cancel));
    }
}
