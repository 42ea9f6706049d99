using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>Brings the database up to date before the first request: migrations, then the shipped data. Safe to run again and on several nodes at once.</summary>
public sealed class DatabaseStart(
    IDbContextFactory<DvcDbContext> contexts,
    IServiceScopeFactory scopes,
    IOptions<SeedOptions> seed,
    NationalIdIndex index,
    PersonalDataCipher cipher,
    IKeyManager keys,
    TimeProvider clock,
    KeyCertificates? certificates = null
)
{
    // Any number that means this to every node of one database.
    private const long SeedLock = 0x44_56_43_53;

    /// <summary>Migrates and seeds; returns once both are committed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db is PostgresDvcDbContext)
        {
            // A migration begins by reading its history: in a new database that is a failure, and would stand in the log as one.
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
        if (db is SqliteDvcDbContext)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        }

        await FoldedNames.FillAsync(db, cancellationToken);
        KeyRingCheck.Run(keys, certificates);
        // Both make a key if there is none; inside a transaction that would wait for itself.
        cipher.Protect("");
        await index.ReadyAsync(cancellationToken);
        await SeedAsync(db, cancellationToken);
        await RolesAndDemoAsync(cancellationToken);
    }

    private async Task RolesAndDemoAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DvcDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LockAsync(db, cancellationToken);
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        foreach (var role in Roles.All)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole<Guid>(role));
            }
        }

        if (seed.Value.Demo)
        {
            await DemoAccounts.ApplyAsync(
                db,
                scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>(),
                index,
                clock.GetUtcNow().UtcDateTime,
                cancellationToken
            );
            await db.SaveChangesAsync(cancellationToken);
            await DemoDossiers.ApplyAsync(db, clock.GetUtcNow().UtcDateTime, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task LockAsync(DvcDbContext db, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SeedLock})", cancellationToken);
        }
    }

    private async Task SeedAsync(DvcDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LockAsync(db, cancellationToken);
        await ApplyAsync(db, AgencySeed.File, ["agencies"], file => AgencySeed.ApplyAsync(db, file, cancellationToken), cancellationToken);
        await ApplyAsync(db, CalendarSeed.File, ["days"], file => CalendarSeed.ApplyAsync(db, file, cancellationToken), cancellationToken);
        await ApplyAsync(
            db,
            CatalogueSeed.File,
            ["procedures", "shared_sections", "fields"],
            file => CatalogueSeed.ApplyAsync(db, file, clock.GetUtcNow().UtcDateTime, cancellationToken),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task ApplyAsync(
        DvcDbContext db,
        string name,
        string[] records,
        Func<SeedFile, Task> apply,
        CancellationToken cancellationToken
    )
    {
        var file = SeedFile.Open(name);
        var source = await db.SeedSources.FindAsync([name], cancellationToken);
        if (source?.Hash == file.Hash)
        {
            return;
        }

        await apply(file);
        if (source is null)
        {
            db.SeedSources.Add(
                source = new SeedSource
                {
                    Name = name,
                    Hash = "",
                    Header = "",
                    AppliedAt = default,
                }
            );
        }

        source.Hash = file.Hash;
        source.Header = file.HeaderWithout(records);
        source.AppliedAt = clock.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(cancellationToken);
    }
}
