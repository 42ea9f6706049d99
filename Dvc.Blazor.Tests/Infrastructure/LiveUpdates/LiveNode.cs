using System.Collections.Concurrent;
using System.Security.Claims;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dvc.Blazor.Tests.Infrastructure.LiveUpdates;

/// <summary>A node of the portal with its data, its hub and its relay, and nothing else.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private const string UserHeader = "X-User";
    private const string SessionHeader = "X-Session";

    private readonly WebApplication _app;

    private LiveNode(WebApplication app) => _app = app;

    public DvcDatabase Database => _app.Services.GetRequiredService<DvcDatabase>();

    public LiveTickets Tickets => _app.Services.GetRequiredService<LiveTickets>();

    public DossierPresence Presence => _app.Services.GetRequiredService<DossierPresence>();

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
        app.Use(
            (context, next) =>
            {
                if (context.Request.Headers[UserHeader].ToString() is { Length: > 0 } user)
                    context.User = Person(user, context.Request.Headers[SessionHeader].ToString());
                return next(context);
            }
        );
        app.MapLiveUpdates();
        await app.StartAsync();
        if (app.Services.GetService<RedisRelay>() is { } relay && redis is not null)
            await relay.Listening.WaitAsync(Wait.Limit);
        return new LiveNode(app);
    }

    /// <summary>A connection that follows a ticket and remembers the numbers it hears; of a session when one is given, else of nobody.</summary>
    public Task<Follower> FollowAsync(string ticket, UserSession? session = null) =>
        Follower.OpenAsync(
            new Uri(_app.Urls.First()),
            ticket,
            http =>
            {
                if (session is not null)
                {
                    http.Headers[UserHeader] = session.UserId.ToString();
                    http.Headers[SessionHeader] = session.Id.ToString();
                }
            }
        );

    /// <summary>An officer's act on this node.</summary>
    public Task ActAsync(Guid dossierId, Action<Dvc.Blazor.Domain.Dossiers.Dossier> act, CancellationToken cancellationToken) =>
        Database.WriteAsync(async db => act(await db.Dossiers.SingleAsync(d => d.Id == dossierId, cancellationToken)), cancellationToken);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static ClaimsPrincipal Person(string user, string session) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user), new(SessionClaims.Id, session)], "test"));
}

internal sealed record Follower(HubConnection Connection, ConcurrentQueue<string> Heard) : IAsyncDisposable
{
    /// <summary>Connects to the hub of a site and follows.</summary>
    public static async Task<Follower> OpenAsync(Uri site, string ticket, Action<HttpConnectionOptions> more)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(site, DossierHub.Path),
                http =>
                {
                    http.Transports = HttpTransportType.WebSockets;
                    http.SkipNegotiation = true;
                    more(http);
                }
            )
            .Build();
        var heard = new ConcurrentQueue<string>();
        connection.On<string>(DossierHub.Changed, heard.Enqueue);
        await connection.StartAsync();
        await connection.InvokeAsync(nameof(DossierHub.Follow), ticket);
        return new Follower(connection, heard);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
