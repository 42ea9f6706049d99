using Dvc.Blazor.Domain.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>What several writers take turns for. On SQLite they take turns anyway.</summary>
public static class RowLocks
{
    /// <summary>Holds the draft until the transaction ends, so that two devices number their changes one after the other.</summary>
    public static async Task LockDraftAsync(this DvcDbContext db, Guid draftId, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM \"Drafts\" WHERE \"Id\" = {draftId} FOR UPDATE", cancellationToken);
        }
    }

    /// <summary>Holds the dossier until the transaction ends, so that of two officers the second reads what the first has done.</summary>
    public static async Task LockDossierAsync(this DvcDbContext db, string number, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM \"Dossiers\" WHERE \"Number\" = {number} FOR UPDATE", cancellationToken);
        }
    }

    /// <summary>Holds the working calendar until the transaction ends, so that of two administrators the second sees what the first has changed.</summary>
    public static async Task LockCalendarAsync(this DvcDbContext db, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"LOCK TABLE \"CalendarEditions\" IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        }
    }

    /// <summary>Holds the plans for the units until the transaction ends, so that of two administrators the second sees what the first has changed.</summary>
    public static async Task LockUnitsAsync(this DvcDbContext db, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"LOCK TABLE \"AgencyPlans\" IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        }
    }

    /// <summary>Has whoever wants to change which fields are sought wait until the transaction ends; others that share them do not.</summary>
    public static async Task ShareSoughtFieldsAsync(this DvcDbContext db, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext && db.Database.CurrentTransaction is not null)
        {
            await db.Database.ExecuteSqlAsync($"LOCK TABLE \"SoughtFields\" IN ROW SHARE MODE", cancellationToken);
        }
    }

    /// <summary>Waits for everybody who is storing answers, and has the next ones wait until the transaction ends.</summary>
    public static async Task LockSoughtFieldsAsync(this DvcDbContext db, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"LOCK TABLE \"SoughtFields\" IN EXCLUSIVE MODE", cancellationToken);
        }
    }

    /// <summary>Holds name and contact of the portal until the transaction ends, so that of two administrators the second sees what the first has changed.</summary>
    public static async Task LockPortalAsync(this DvcDbContext db, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"LOCK TABLE \"PortalEditions\" IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        }
    }

    /// <summary>Holds addresses of articles until the transaction ends, so that two new ones do not take the same.</summary>
    public static async Task LockArticlesAsync(this DvcDbContext db, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"LOCK TABLE \"ArticleCategories\" IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        }
    }

    /// <summary>Holds several dossiers until the transaction ends, always in the same order.</summary>
    public static async Task LockDossiersAsync(this DvcDbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            var held = ids.ToArray();
            await db.Database.ExecuteSqlAsync(
                $"SELECT 1 FROM \"Dossiers\" WHERE \"Id\" = ANY ({held}) ORDER BY \"Id\" FOR UPDATE",
                cancellationToken
            );
        }
    }

    /// <summary>Holds an agency until the transaction ends, so that its work is shared out by one after the other.</summary>
    public static async Task LockAgencyAsync(this DvcDbContext db, string agencyId, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM \"Agencies\" WHERE \"Id\" = {agencyId} FOR UPDATE", cancellationToken);
        }
    }

    /// <summary>Holds a role until the transaction ends, so that two administrators cannot both take it from each other.</summary>
    public static async Task LockRoleAsync(this DvcDbContext db, string role, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM \"AspNetRoles\" WHERE \"Name\" = {role} FOR UPDATE", cancellationToken);
        }
    }

    /// <summary>Holds the account until the transaction ends, so that wrong passwords that come at once are all counted.</summary>
    public static async Task LockUserAsync(this DvcDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        if (db is PostgresDvcDbContext)
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM \"AspNetUsers\" WHERE \"Id\" = {userId} FOR UPDATE", cancellationToken);
        }
    }

    /// <summary>Takes the next running number of a unit and day inside the current transaction: rolled back with it, so there is never a gap.</summary>
    public static async Task<string> NextDossierNumberAsync(
        this DvcDbContext db,
        string unitCode,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        var taken = await db
            .Database.SqlQuery<int>(
                $"""
                INSERT INTO "DossierNumberCounters" ("UnitCode", "Day", "Last") VALUES ({unitCode}, {day}, 1)
                ON CONFLICT ("UnitCode", "Day") DO UPDATE SET "Last" = "DossierNumberCounters"."Last" + 1
                RETURNING "Last" AS "Value"
                """
            )
            .ToListAsync(cancellationToken);
        return DossierNumber.Format(unitCode, day, taken[0]);
    }
}
