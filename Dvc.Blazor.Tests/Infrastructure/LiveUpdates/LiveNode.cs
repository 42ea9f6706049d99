using System.Collections.Concurrent;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dvc.Blazor.Tests.Infrastructure.LiveUpdates;

/// <summary>A node of the portal with its data, its hub and its relay, and nothing else.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LiveNode(WebApplication app) => _app = app;

    public DvcDatabase Database => _app.Services.GetRequiredService<DvcDatabase>();

    public DossierFeed Feed => _app.Services.GetRequiredService<DossierFeed>();

    /// <param name="certificates">Those of the installation, where it has another node that protects its keys.</param>
    public static async Task<LiveNode> StartAsync(DvcTestDatabase data, string? redis = null, KeyCertificates? certificates = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Redis:Configuration", redis)]);
        builder
            .Services.AddLogging(logs => logs.SetMinimumLevel(LogLevel.None))
            .AddRoutingCore()
            .AddSingleton<TimeProvider>(data.Clock)
            .AddPersistence(data.Provider, data.ConnectionString)
            .AddLiveUpdates(builder.Configuration);
        if (certificates is not null)
            builder.Services.AddKeyCertificates(certificates);
        var app = builder.Build();
        app.UseWebSockets();
        app.MapLiveUpdates();
        await app.StartAsync();
        if (app.Services.GetService<RedisRelay>() is { } relay && redis is not null)
            await relay.Listening.WaitAsync(TimeSpan.FromSeconds(20));
        return new LiveNode(app);
    }

    /// <summary>A connection that follows a token and remembers the numbers it hears.</summary>
    public async Task<Follower> FollowAsync(string token)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(new Uri(_app.Urls.First()), DossierHub.Path),
                http =>
                {
                    http.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                    http.SkipNegotiation = true;
                }
            )
            .Build();
        var heard = new ConcurrentQueue<string>();
        connection.On<string>(DossierHub.Changed, heard.Enqueue);
        await connection.StartAsync();
        await connection.InvokeAsync(nameof(DossierHub.Follow), token);
        return new Follower(connection, heard);
    }

    /// <summary>An officer's act on this node.</summary>
    public Task ActAsync(Guid dossierId, Action<Dvc.Blazor.Domain.Dossiers.Dossier> act, CancellationToken cancellationToken) =>
        Database.WriteAsync(async db => act(await db.Dossiers.SingleAsync(d => d.Id == dossierId, cancellationToken)), cancellationToken);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

internal sealed record Follower(HubConnection Connection, ConcurrentQueue<string> Heard) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
