using Dvc.Blazor.Infrastructure.Security.PersonalData;

namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>Says on start where things lie and with which accounts one may look around.</summary>
public static partial class StartNotice
{
    public static void Log(ILogger logger, IConfiguration settings, IHostEnvironment environment, KeyCertificates certificates)
    {
        var (provider, root) = (settings["Database:Provider"] ?? "", DataRoot.Of(environment));
        LogData(logger, provider, root);
        if (certificates.IsOwn && !environment.IsDevelopment())
        {
            LogOwnCertificate(logger, certificates.File);
        }

        if (settings.GetSection(SeedOptions.Section).Get<SeedOptions>() is { Demo: true })
        {
            var accounts = string.Join(", ", DemoAccounts.All.Select(a => $"{a.Email} ({a.Role})"));
            LogDemo(logger, accounts, DemoAccounts.Password);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database: {Provider}; relative paths start at {Root}")]
    private static partial void LogData(ILogger logger, string provider, string root);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Personal data is readable only with {File}, which was made on the first start: back it up apart from the database, or set Keys__CertificateFile"
    )]
    private static partial void LogOwnCertificate(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo accounts: {Accounts}; password of all: {Password}")]
    private static partial void LogDemo(ILogger logger, string accounts, string password);
}
