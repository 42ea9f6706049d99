using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Mail;

/// <summary>Writes each mail as an <c>.eml</c> file named by its id. A file is whole or not there; a mail sent twice is still one file.</summary>
internal sealed class PickupMailSender(IOptions<MailOptions> options, MailComposer composer, IHostEnvironment host) : IMailSender
{
    private readonly string _folder = DataRoot.Resolve(host, options.Value.PickupDirectory ?? "");

    public async Task SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        using var mail = composer.Compose(message);
        Directory.CreateDirectory(_folder);
        var unfinished = Path.Combine(_folder, $".{message.Id:N}.{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var file = File.Create(unfinished))
            {
                await mail.WriteToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(_folder, $"{message.Id:N}.eml"), overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
