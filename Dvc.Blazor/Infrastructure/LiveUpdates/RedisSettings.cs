using System.Net;
using StackExchange.Redis;

namespace Dvc.Blazor.Infrastructure.LiveUpdates;

/// <summary>The setting <c>Redis:Configuration</c>: how to reach the Redis server through which several nodes tell each other of changes.</summary>
public static class RedisSettings
{
    private const string Key = "Redis:Configuration";

    /// <summary>How to connect; null when the setting is empty, which means a single node.</summary>
    /// <exception cref="InvalidSettingException">The value cannot be read.</exception>
    public static ConfigurationOptions? Read(IConfiguration settings)
    {
        var stated = settings[Key];
        if (string.IsNullOrWhiteSpace(stated))
        {
            return null;
        }

        var options = Parse(stated);
        if (options.EndPoints.Count == 0 || !options.EndPoints.All(IsAddress))
        {
            throw Unusable(stated);
        }

        // The portal starts and serves its own pages without Redis, and connects as soon as it is there.
        options.AbortOnConnectFail = false;
        options.ClientName ??= "dvc";
        return options;
    }

    private static ConfigurationOptions Parse(string stated)
    {
        try
        {
            return ConfigurationOptions.Parse(stated);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw Unusable(stated);
        }
    }

    private static bool IsAddress(EndPoint endPoint) =>
        endPoint switch
        {
            DnsEndPoint named => Uri.CheckHostName(named.Host) != UriHostNameType.Unknown,
            IPEndPoint => true,
            _ => false,
        };

    // The value may hold a password, so it is not repeated.
    private static InvalidSettingException Unusable(string stated) =>
        new(
            Key,
            stated.Split(',').Select(p => p.Trim()).FirstOrDefault(p => !p.Contains('=', StringComparison.Ordinal)),
            "a StackExchange.Redis configuration such as 'localhost:6379,password=…', or empty for a single node"
        );
}
