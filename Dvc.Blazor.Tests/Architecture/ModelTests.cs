using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace Dvc.Blazor.Tests.Architecture;

/// <summary>The one data model, as each database sees it.</summary>
public sealed class ModelTests
{
    private static readonly Type[] NotComparedBySqlite = [typeof(decimal), typeof(DateTimeOffset), typeof(TimeSpan), typeof(ulong)];

    [Theory, ClassData(typeof(BothDatabases))]
    public void Migrations_CoverTheModel(DatabaseProvider provider)
    {
        using var db = Open(provider);
        // Holds from the first migration on.
        if (!db.Database.GetMigrations().Any())
            return;

        Assert.False(db.Database.HasPendingModelChanges(), $"dotnet ef migrations add <Name> --context {db.GetType().Name}");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public void Properties_CanBeComparedOnBothDatabases(DatabaseProvider provider)
    {
        using var db = Open(provider);
        var found =
            from entity in db.Model.GetEntityTypes()
            from property in entity.GetProperties()
            where NotComparedBySqlite.Contains(Plain(property)) && property.DeclaringType.ClrType.BaseType != typeof(IdentityUser<Guid>)
            select $"{entity.DisplayName()}.{property.Name}";

        Assert.Empty(found);
    }

    [Fact]
    public void BothModels_HaveTheSameTables()
    {
        using var sqlite = Open(DatabaseProvider.Sqlite);
        using var postgres = Open(DatabaseProvider.PostgreSql);

        Assert.Equal(Columns(sqlite), Columns(postgres));
    }

    private static IEnumerable<string> Columns(DvcDbContext db) =>
        db
            .Model.GetEntityTypes()
            .SelectMany(e => e.GetProperties().Select(p => $"{e.GetTableName()}.{p.GetColumnName()} {(p.IsColumnNullable() ? "?" : "")}"))
            .Order(StringComparer.Ordinal);

    private static Type Plain(IProperty property) => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;

    private static DvcDbContext Open(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite
            ? new SqliteDvcDbContext(new DbContextOptionsBuilder<SqliteDvcDbContext>().UseSqlite("Data Source=none.db").Options)
            : new PostgresDvcDbContext(new DbContextOptionsBuilder<PostgresDvcDbContext>().UseNpgsql("Host=none").Options);
}
