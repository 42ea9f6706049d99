using Dvc.Blazor.Infrastructure.Outbox;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Support;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Outbox;

/// <summary>From the table to a real SMTP server.</summary>
public sealed class OutboxMailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task TwoNodes_ManyEvents_MakeOneMailEach(DatabaseProvider provider)
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        OutboxMessage[] messages = [.. Enumerable.Range(0, 20).Select(i => data.Knock($"{i}"))];
        await data.AddAsync([.. messages]);
        OutboxDispatcher[] nodes = [data.MailingNode(server).Dispatcher(), data.MailingNode(server).Dispatcher()];

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunOnceAsync(Cancel), Cancel)));
        await nodes[0].RunOnceAsync(Cancel);

        Assert.Equal(
            messages.Select(m => $"{m.Id:N}@dichvucong.example.vn").Order(StringComparer.Ordinal),
            server.Mails().Select(m => m.Message.MessageId).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task ServerBusyThenWell_MailComesOnce()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync();
        var message = data.Knock("a");
        await data.AddAsync(message);
        var node = data.MailingNode(server).Dispatcher();
        server.BeBusy();
        await node.RunOnceAsync(Cancel);
        Assert.Equal("SmtpCommandException SenderNotAccepted 451", (await data.ReadAsync(message.Id)).LastError);

        server.Recover();
        data.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.RunOnceAsync(Cancel);
        data.Clock.Advance(TimeSpan.FromDays(1));
        await node.RunOnceAsync(Cancel);

        Assert.Single(server.Mails());
    }

    [Fact]
    public async Task ServerTakesTheMailButNeverSaysSo_AtMostOneSecondCopyOfTheSameMail()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync();
        var message = data.Knock("a");
        await data.AddAsync(message);
        var node = data.MailingNode(server).Dispatcher();
        server.BeMute();
        await node.RunOnceAsync(Cancel);

        server.Recover();
        data.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.RunOnceAsync(Cancel);
        data.Clock.Advance(TimeSpan.FromDays(1));
        await node.RunOnceAsync(Cancel);

        Assert.Equal(2, server.Mails().Count);
        Assert.Equal($"{message.Id:N}@dichvucong.example.vn", Assert.Single(server.Mails().Select(m => m.Message.MessageId).Distinct()));
    }

    [Fact]
    public async Task RecipientUnknown_IsSetAsideAndNotTriedAgain()
    {
        await using var server = await SmtpServer.StartAsync(cancellationToken: Cancel);
        await using var data = await DvcTestDatabase.CreateAsync();
        var message = data.Knock("a");
        await data.AddAsync(message);
        server.KnowNobody();

        await data.MailingNode(server).Dispatcher().RunOnceAsync(Cancel);

        var abandoned = await data.ReadAsync(message.Id);
        Assert.NotNull(abandoned.AbandonedAt);
        Assert.Equal(1, abandoned.Attempts);
    }
}
