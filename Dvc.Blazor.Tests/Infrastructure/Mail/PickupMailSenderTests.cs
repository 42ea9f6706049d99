using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using MimeKit;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Mail;

public sealed class PickupMailSenderTests
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_WithoutHost_WritesOneWholeFileHoweverOftenItIsSent()
    {
        using var folder = new TempFolder();
        await using var services = Services(folder, "post");
        var sender = services.GetRequiredService<IMailSender>();
        var message = MailRig.Message();

        await sender.SendAsync(message, Cancel);
        await sender.SendAsync(message, Cancel);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "post")));
        Assert.Equal($"{message.Id:N}.eml", Path.GetFileName(file));
        var mail = await MimeMessage.LoadAsync(file, Cancel);
        Assert.Equal("hyen@example.vn", mail.To.Mailboxes.Single().Address);
        Assert.Equal(message.Text, mail.TextBody?.TrimEnd());
    }

    [Fact]
    public async Task SendAsync_FolderThatCannotBe_FailsAndLeavesNothing()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("post"), "in the way", Cancel);
        await using var services = Services(folder, "post");

        await Assert.ThrowsAnyAsync<IOException>(() => services.GetRequiredService<IMailSender>().SendAsync(MailRig.Message(), Cancel));
    }

    private static ServiceProvider Services(TempFolder folder, string pickup) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        new Dictionary<string, string?> { ["Mail:PickupDirectory"] = pickup, ["Mail:From"] = "khong-tra-loi@dvc.local" }
                    )
                    .Build()
            )
            .AddSingleton<IHostEnvironment>(new Place(folder.Path))
            .AddMail()
            .BuildServiceProvider();

    private sealed class Place(string root) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";

        public string ApplicationName { get; set; } = "Dvc";

        public string ContentRootPath { get; set; } = root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
