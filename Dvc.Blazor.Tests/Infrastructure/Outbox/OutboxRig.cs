using System.Collections.Concurrent;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Outbox;

internal sealed record Knocked(Guid DossierId, string Door) : IDomainEvent;

internal sealed record Whispered(Guid DossierId) : IDomainEvent;

/// <summary>Notes every call; fails for the doors it is told to.</summary>
internal sealed class Doorkeeper
{
    public ConcurrentQueue<(Guid MessageId, string Door)> Heard { get; } = new();

    public ConcurrentDictionary<string, Exception> Broken { get; } = new();
}

internal sealed class OpenDoor(Doorkeeper keeper) : IHandle<Knocked>
{
    public async Task HandleAsync(Knocked happened, Guid messageId, CancellationToken cancellationToken)
    {
        await Task.Yield();
        keeper.Heard.Enqueue((messageId, happened.Door));
        if (keeper.Broken.TryGetValue(happened.Door, out var fault))
        {
            throw fault;
        }
    }
}

/// <summary>Sends one mail for each knock.</summary>
internal sealed class MailTheOwner(IMailSender mails) : IHandle<Knocked>
{
    public Task HandleAsync(Knocked happened, Guid messageId, CancellationToken cancellationToken) =>
        mails.SendAsync(MailRig.Message(messageId), cancellationToken);
}

internal static class OutboxRig
{
    public static OutboxMessage Knock(this DvcTestDatabase data, string door) =>
        OutboxMessage.From(new Knocked(Guid.CreateVersion7(), door), data.Clock.GetUtcNow().UtcDateTime);

    /// <summary>A node of its own that answers knocks.</summary>
    public static ServiceProvider Node(this DvcTestDatabase data, Doorkeeper keeper) =>
        data.NewNode(services => services.AddSingleton(keeper).AddOutboxDispatcher().AddOutboxHandler<Knocked, OpenDoor>());

    /// <summary>A node of its own that mails through a server.</summary>
    public static ServiceProvider MailingNode(this DvcTestDatabase data, SmtpServer server) =>
        data.NewNode(services =>
            services
                .AddSingleton<IMailSender>(MailRig.Sender(MailRig.OptionsFor(server)))
                .AddOutboxDispatcher()
                .AddOutboxHandler<Knocked, MailTheOwner>()
        );

    public static OutboxDispatcher Dispatcher(this ServiceProvider node) => node.GetRequiredService<OutboxDispatcher>();

    public static Task<OutboxMessage> ReadAsync(this DvcTestDatabase data, Guid id) =>
        data.Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Id == id), TestContext.Current.CancellationToken);

    public static Task<int> OpenAsync(this DvcTestDatabase data) =>
        data.Database.ReadAsync(
            db => db.Outbox.CountAsync(m => m.HandledAt == null && m.AbandonedAt == null),
            TestContext.Current.CancellationToken
        );
}
