using System.Text;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Portals;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Dvc.Blazor.Components.Letters;

/// <summary>Gives a letter its two forms.</summary>
public sealed class LetterWriter(StandingPortal portal, IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> HtmlAsync(Letter letter)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(
                new Dictionary<string, object?>
                {
                    [nameof(LetterBody.Letter)] = letter,
                    [nameof(LetterBody.Greeting)] = Greeting(letter),
                    [nameof(LetterBody.Sender)] = Sender,
                    [nameof(LetterBody.Contact)] = Contact,
                }
            );
            var body = await renderer.RenderComponentAsync<LetterBody>(parameters);
            return body.ToHtmlString();
        });
    }

    public string Text(Letter letter)
    {
        var text = new StringBuilder();
        Paragraph(Greeting(letter));
        Paragraph(letter.Happened);
        if (letter.Reason is { } reason)
        {
            Paragraph($"{LetterText.Reason}\n{reason}");
        }

        Paragraph(letter.Code);
        Paragraph(string.Join('\n', letter.Facts.Select(fact => $"{fact.Label}: {fact.Value}")));
        Paragraph($"{LetterText.Next} {letter.Next}");
        Paragraph(letter.Link is { } link ? $"{link.Words}: {link.Address.AbsoluteUri}" : null);
        Paragraph(letter.OtherWay is { } other ? $"{other.Words} {other.Address.AbsoluteUri}" : null);
        Paragraph($"--\n{Sender}\n{LetterText.DoNotReply} {Contact}");
        return text.ToString();

        void Paragraph(string? words)
        {
            if (!string.IsNullOrWhiteSpace(words))
            {
                text.Append(words.TrimEnd()).Append("\n\n");
            }
        }
    }

    private string Sender => string.Join(" – ", new[] { portal.Now.Name, portal.Now.AgencyName }.Where(part => part.Length > 0));

    private string Contact => portal.Now.Phone.Length == 0 ? "" : Say.With(LetterText.Contact, portal.Now.Phone);

    private static string Greeting(Letter letter) =>
        letter.ToName.Length == 0 ? LetterText.GreetingToAnybody : Say.With(LetterText.Greeting, letter.ToName);
}
