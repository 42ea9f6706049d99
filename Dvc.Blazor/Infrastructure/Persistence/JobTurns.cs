using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>Whose turn it is to do a job that one node at a time does.</summary>
public sealed class JobTurn
{
    public required string Job { get; init; }

    public required string Node { get; set; }

    /// <summary>UTC; until then it is this node's turn.</summary>
    public required DateTime Until { get; set; }
}

/// <summary>Takes turns with the other nodes.</summary>
internal sealed class JobTurns(DvcDatabase database, TimeProvider clock)
{
    private readonly string _node = $"{Environment.MachineName}/{Guid.NewGuid():N}";

    /// <summary>Whether it is this node's turn now, and then for this long; a node that goes on taking it keeps it.</summary>
    public async Task<bool> TakeAsync(string job, TimeSpan length, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // One statement, so that of several nodes exactly one has its way.
        return await database.WriteAsync(
                db =>
                    db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO "JobTurns" ("Job", "Node", "Until") VALUES ({job}, {_node}, {now + length})
                        ON CONFLICT ("Job") DO UPDATE SET "Node" = excluded."Node", "Until" = excluded."Until"
                        WHERE "JobTurns"."Node" = excluded."Node" OR "JobTurns"."Until" <= {now}
                        """,
                        cancellationToken
                    ),
                cancellationToken
            ) == 1;
    }
}

internal sealed class JobTurnTable : IEntityTypeConfiguration<JobTurn>
{
    public void Configure(EntityTypeBuilder<JobTurn> builder)
    {
        builder.ToTable("JobTurns");
        builder.HasKey(t => t.Job);
    }
}
