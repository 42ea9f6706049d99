using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Dvc.Blazor.Features.Notifying;

/// <summary>Gives a letter its two forms.</summary>
internal sealed class LetterWriter(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> HtmlAsync(Letter letter)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(LetterBody.Letter)] = letter });
            var body = await renderer.RenderComponentAsync<LetterBody>(parameters);
            return body.ToHtmlString();
        });
    }

    public static string Text(Letter letter)
    {
        var text = new StringBuilder();
        Paragraph(letter.Greeting);
        Paragraph(letter.Happened);
        if (letter.Reason is { } reason)
        {
            Paragraph($"{NotifyingText.Reason}\n{reason}");
        }

        Paragraph(string.Join('\n', letter.Facts.Select(fact => $"{fact.Label}: {fact.Value}")));
        Paragraph($"{NotifyingText.NextLabel} {letter.Next}");
        Paragraph($"{NotifyingText.OpenDossier}: {letter.Link.AbsoluteUri}");
        Paragraph($"{NotifyingText.LookUpHint} {letter.LookUp.AbsoluteUri}");
        Paragraph($"--\n{letter.Portal}\n{NotifyingText.DoNotReply} {letter.Contact}");
        return text.ToString();

        void Paragraph(string words) => text.Append(words.TrimEnd()).Append("\n\n");
    }
}
