using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
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
            where NotComparedBySqlite.Contains(Plain(property)) && !IsOfTheFramework(property)
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

    private static bool IsOfTheFramework(IProperty property) =>
        property.PropertyInfo?.DeclaringType?.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true;

    private static Type Plain(IProperty property) => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;

    // As the tool that writes migrations opens them.
    private static DvcDbContext Open(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite ? new SqliteDesignTime().CreateDbContext([]) : new PostgresDesignTime().CreateDbContext([]);
}
