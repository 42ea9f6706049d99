using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Sought;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Dvc.Blazor.Infrastructure.Persistence;

public static class PersistenceSetup
{
    /// <summary>Registers the database named in the settings <c>Database:Provider</c> and <c>ConnectionStrings:Dvc</c>.</summary>
    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration settings, IHostEnvironment environment)
    {
        var named = settings["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(named, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
        {
            throw new InvalidSettingException("Database:Provider", named, "Sqlite or PostgreSql");
        }

        var connection = settings.GetConnectionString("Dvc");
        if (string.IsNullOrWhiteSpace(connection))
        {
            throw new InvalidSettingException("ConnectionStrings:Dvc", connection, "a connection string of the chosen provider");
        }

        return services
            .AddKeyCertificates(KeyCertificates.Open(settings, environment))
            .AddPersistence(
                provider,
                provider == DatabaseProvider.Sqlite ? SqliteFile(connection, environment) : PostgreSqlServer(connection)
            );
    }

    /// <summary>The keys in the database are readable with these certificates only.</summary>
    public static IServiceCollection AddKeyCertificates(this IServiceCollection services, KeyCertificates certificates)
    {
        services.AddSingleton(certificates);
        services.AddDataProtection().ProtectKeysWithCertificate(certificates.All[0]).UnprotectKeysWithAnyCertificate([.. certificates.All]);
        return services;
    }

    /// <summary>Registers the database of the given provider; <paramref name="connection"/> is a connection string of that provider.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseProvider provider, string connection)
    {
        // The tables of the accounts depend on it, wherever the database is opened.
        services.Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddDataProtection().SetApplicationName("Dvc").PersistKeysToDbContext<DvcDbContext>();
        services.TryAddSingleton<PersonalDataCipher>();
        services
            .AddSingleton<InstallationKeys>()
            .AddSingleton<NationalIdIndex>()
            .AddSingleton<EventsToOutbox>()
            .AddSingleton<AccountsToFeed>()
            .AddSingleton<SoughtMarks>()
            .AddSingleton<SoughtKeeper>()
            .AddSingleton<DossierFeed>()
            .AddSingleton<AccountFeed>()
            .AddSingleton<PeopleFeed>()
            .AddSingleton<ChangeAnnouncer>()
            .AddSingleton<DvcDatabase>()
            .AddSingleton<JobTurns>()
            .AddSingleton<DatabaseStart>()
            .AddSettings<SeedOptions>(SeedOptions.Section);

        return provider == DatabaseProvider.PostgreSql
            ? services.AddContext<PostgresDvcDbContext>(o => o.UseNpgsql(connection))
            : services
                .AddContext<SqliteDvcDbContext>(o => o.UseSqlite(connection).AddInterceptors(new SqliteSession()))
                .AddHostedService<SqliteSizes>();
    }

    private static string SqliteFile(string connection, IHostEnvironment environment)
    {
        SqliteConnectionStringBuilder parts;
        try
        {
            parts = new SqliteConnectionStringBuilder(connection);
        }
        catch (ArgumentException)
        {
            throw Unusable("a SQLite connection string such as 'Data Source=data/dvc.db'");
        }

        parts.DefaultTimeout = 5;
        if (parts.Mode != SqliteOpenMode.Memory && parts.DataSource.Length > 0)
        {
            parts.DataSource = DataRoot.Resolve(environment, parts.DataSource);
            Directory.CreateDirectory(Path.GetDirectoryName(parts.DataSource)!);
        }

        return parts.ConnectionString;
    }

    private static string PostgreSqlServer(string connection)
    {
        const string expected = "a PostgreSQL connection string such as 'Host=localhost;Database=dvc;Username=dvc;Password=…'";
        try
        {
            return new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 } ? connection : throw Unusable(expected);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            throw Unusable(expected);
        }
    }

    // The value may hold a password, so it is not repeated.
    private static InvalidSettingException Unusable(string expected) => new("ConnectionStrings:Dvc", "…", expected);

    private static IServiceCollection AddContext<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> use)
        where TContext : DvcDbContext
    {
        services.AddDbContextFactory<TContext>(
            (provider, options) =>
            {
                use(options);
                options.ReplaceService<IModelCacheKeyFactory, ModelPerCipher>();
                options.AddInterceptors(
                    provider.GetRequiredService<EventsToOutbox>(),
                    provider.GetRequiredService<AccountsToFeed>(),
                    provider.GetRequiredService<SoughtKeeper>()
                );
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
