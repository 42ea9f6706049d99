using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure;

/// <summary>Settings are read before anything is done, so that a wrong one stops the start with one sentence to act on.</summary>
public static class SettingsSetup
{
    /// <summary>Fills <typeparamref name="TOptions"/> from a section of the settings and checks it at start.</summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services
            .AddOptions<TOptions>()
            .Configure<IConfiguration>((_, settings) => Check<TOptions>(settings.GetSection(section)))
            .BindConfiguration(section)
            .ValidateOnStart();

    /// <summary>Reads and checks all settings now.</summary>
    /// <exception cref="InvalidSettingException">One cannot be read.</exception>
    /// <exception cref="OptionsValidationException">One can be read but not used; several come as an <see cref="AggregateException"/>.</exception>
    public static void CheckSettings(this IHost host)
    {
        CheckAddresses(host.Services.GetRequiredService<IConfiguration>()["Urls"]);
        host.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    /// <summary>The sentences for the operator when wrong settings are all that is wrong; else null.</summary>
    public static string? FaultIn(Exception problem) =>
        problem switch
        {
            InvalidSettingException or OptionsValidationException => problem.Message,
            AggregateException all when all.InnerExceptions.All(e => FaultIn(e) is not null) => string.Join(
                Environment.NewLine,
                all.InnerExceptions.Select(FaultIn)
            ),
            _ => null,
        };

    private static void CheckAddresses(string? urls)
    {
        var addresses = (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // A plus or a star stands for all addresses of the machine.
        if (
            !addresses.All(a =>
                Uri.TryCreate(
                    a.Replace("//+", "//a", StringComparison.Ordinal).Replace("//*", "//a", StringComparison.Ordinal),
                    UriKind.Absolute,
                    out var address
                ) && address.Scheme is "http" or "https"
            )
        )
        {
            throw new InvalidSettingException("Urls", urls, "addresses such as http://localhost:5080, with a semicolon between them");
        }
    }

    // The framework says it too, but not what the value should be.
    private static void Check<TOptions>(IConfigurationSection section)
    {
        foreach (var property in typeof(TOptions).GetProperties().Where(p => p.CanWrite))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var mayBeEmpty = type != property.PropertyType || !type.IsValueType;
            if (section[property.Name] is not { } said || (said.Length == 0 && mayBeEmpty))
            {
                continue;
            }

            try
            {
                TypeDescriptor.GetConverter(type).ConvertFromInvariantString(said);
            }
            catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or NotSupportedException)
            {
                throw new InvalidSettingException($"{section.Path}:{property.Name}", said, Expected(type));
            }
        }
    }

    private static string Expected(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(DateOnly) ? "a day such as 2025-06-30, or empty"
        : type == typeof(Uri) ? "an absolute http or https address"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : "a whole number";
}
