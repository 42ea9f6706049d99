using System.Text.Json;

namespace Dvc.Blazor.Infrastructure.Outbox;

/// <summary>Which handler an event goes to. One event has one handler, so that one message is one mail.</summary>
internal sealed record OutboxRoute(string Kind, Func<IServiceProvider, OutboxMessage, CancellationToken, Task> HandleAsync)
{
    public static OutboxRoute To<TEvent, THandler>()
        where TEvent : class
        where THandler : class, IHandle<TEvent> =>
        new(
            typeof(TEvent).Name,
            (services, message, cancellationToken) =>
            {
                var happened =
                    JsonSerializer.Deserialize<TEvent>(message.Payload) ?? throw new OutboxAbandonedException("The event is empty.");
                return services.GetRequiredService<THandler>().HandleAsync(happened, message.Id, cancellationToken);
            }
        );
}

public static class OutboxSetup
{
    /// <summary>Runs the outbox in this process.</summary>
    public static IServiceCollection AddOutboxDispatcher(this IServiceCollection services) =>
        services
            .AddSingleton<OutboxTiming>()
            .AddSingleton<OutboxQueue>()
            .AddSingleton<OutboxDispatcher>()
            .AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());

    /// <summary>Sends events of one kind to a handler (made anew for each message). An event without a handler is done at once.</summary>
    /// <exception cref="InvalidOperationException">The event has a handler already.</exception>
    public static IServiceCollection AddOutboxHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : class
        where THandler : class, IHandle<TEvent>
    {
        var route = OutboxRoute.To<TEvent, THandler>();
        if (services.Any(s => s.ImplementationInstance is OutboxRoute known && known.Kind == route.Kind))
        {
            throw new InvalidOperationException($"{route.Kind} has an outbox handler already; one event makes one mail.");
        }

        return services.AddSingleton(route).AddScoped<THandler>();
    }
}
