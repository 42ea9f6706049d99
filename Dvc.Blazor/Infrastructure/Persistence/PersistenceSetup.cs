using Dvc.Blazor.Infrastructure.LiveUpdates;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Persistence;

public static class PersistenceSetup
{
    /// <summary>Registers the database of the given provider; <paramref name="connection"/> is a connection string of that provider.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseProvider provider, string connection)
    {
        services.AddSingleton<EventsToOutbox>().AddSingleton<DossierFeed>().AddSingleton<ChangeAnnouncer>().AddSingleton<DvcDatabase>();

        return provider == DatabaseProvider.PostgreSql
            ? services.AddContext<PostgresDvcDbContext>(o => o.UseNpgsql(connection))
            : services.AddContext<SqliteDvcDbContext>(o =>
                o.UseSqlite(new SqliteConnectionStringBuilder(connection) { DefaultTimeout = 5 }.ConnectionString)
                    .AddInterceptors(new SqliteSession())
            );
    }

    private static IServiceCollection AddContext<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> use)
        where TContext : DvcDbContext
    {
        services.AddDbContextFactory<TContext>(
            (provider, options) =>
            {
                use(options);
                options.AddInterceptors(provider.GetRequiredService<EventsToOutbox>());
            }
        );

        return services
            .AddSingleton<IDbContextFactory<DvcDbContext>, Opening<TContext>>()
            .AddScoped<DvcDbContext>(provider => provider.GetRequiredService<TContext>());
    }

    // Features ask for DvcDbContext; which provider stands behind it is decided here and nowhere else.
    private sealed class Opening<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<DvcDbContext>
        where TContext : DvcDbContext
    {
        public DvcDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<DvcDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
