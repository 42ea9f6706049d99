namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>Which database system holds the data.</summary>
public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
