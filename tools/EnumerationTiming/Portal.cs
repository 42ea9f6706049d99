using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit;

namespace EnumerationTiming;

/// <summary>The portal as a browser without cookies of an account sees it. Times are of the answer to the form alone.</summary>
internal sealed partial class Portal(Uri site, string mails)
{
    private const string Password = "mua rao thang sau 2026";

    private readonly HttpClient _http = Browser(site);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public Task<double> SignInAsync(string email) =>
        TimeAsync(
            "/dang-nhap",
            new()
            {
                ["_handler"] = "dang-nhap",
                ["Input.Email"] = email,
                ["Input.Password"] = "khong dung dau",
            }
        );

    public Task<double> ForgetPasswordAsync(string email) =>
        TimeAsync("/quen-mat-khau", new() { ["_handler"] = "quen-mat-khau", ["Email"] = email });

    public async Task<double> RegisterAsync(Person person) => await TimeAsync("/dang-ky", await FormAsync(person));

    /// <summary>Registers somebody new and confirms the address with the code from the mail.</summary>
    public async Task<Person> MakeAccountAsync()
    {
        var person = Person.New();
        using var own = Browser(site);
        using var taken = await SendAsync(own, "/dang-ky", await FormAsync(person));
        var (id, code) = await LetterAsync(person.Email);
        using var confirmed = await SendAsync(
            own,
            $"/dang-ky/xac-nhan?dang-ky={id}",
            new()
            {
                ["_handler"] = "xac-nhan",
                ["Input.Id"] = id,
                ["Input.Code"] = code,
            }
        );
        return confirmed.StatusCode == HttpStatusCode.Found
            ? person
            : throw new InvalidOperationException($"The account was not confirmed: {confirmed.StatusCode}.");
    }

    private static HttpClient Browser(Uri site) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string path, Dictionary<string, string> form)
    {
        form["__RequestVerificationToken"] = Token()
            .Match(await http.GetStringAsync(new Uri(path, UriKind.Relative)))
            .Groups["token"]
            .Value;
        using var content = new FormUrlEncodedContent(form);
        return await http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    private async Task<double> TimeAsync(string path, Dictionary<string, string> form)
    {
        form["__RequestVerificationToken"] = Token()
            .Match(await _http.GetStringAsync(new Uri(path, UriKind.Relative)))
            .Groups["token"]
            .Value;
        using var content = new FormUrlEncodedContent(form);
        var clock = Stopwatch.StartNew();
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        await answer.Content.ReadAsByteArrayAsync();
        clock.Stop();
        // A registration that is taken leads on; one with a fault would measure nothing.
        var expected = path == "/dang-nhap" ? HttpStatusCode.OK : HttpStatusCode.Found;
        return answer.StatusCode == expected
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
    }

    private async Task<Dictionary<string, string>> FormAsync(Person person) =>
        new()
        {
            ["_handler"] = "dang-ky",
            ["Input.FamilyName"] = "Siu",
            ["Input.GivenName"] = "Linh",
            ["Input.NationalId"] = person.NationalId,
            ["Input.BirthDate"] = Person.BirthDate,
            ["Input.Address.Commune"] = "23986",
            ["Input.Address.Street"] = "Lang Mek",
            ["Input.Email"] = person.Email,
            ["Input.Phone"] = "0905000111",
            ["Input.Password"] = Password,
            ["Input.Consent"] = "true",
            ["Input.Proof"] = await ProveAsync(),
        };

    private async Task<string> ProveAsync()
    {
        using var task = JsonDocument.Parse(await _http.GetStringAsync(new Uri("/ma-xac-nhan", UriKind.Relative)));
        string Of(string name) => task.RootElement.GetProperty(name).GetString()!;
        var (salt, wanted) = (Of("salt"), Of("challenge"));
        var number = 0;
        while (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}{number}"))) != wanted)
            number++;
        return Convert.ToBase64String(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    algorithm = Of("algorithm"),
                    challenge = wanted,
                    number,
                    salt,
                    signature = Of("signature"),
                }
            )
        );
    }

    private async Task<(string Id, string Code)> LetterAsync(string email)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50))
        {
            foreach (var file in Directory.EnumerateFiles(mails, "*.eml").Where(f => !_read.Contains(f)).ToList())
            {
                using var letter = await MimeMessage.LoadAsync(file);
                _read.Add(file);
                if (letter.To.Mailboxes.Any(m => m.Address == email) && Code().Match(letter.TextBody ?? "") is { Success: true } found)
                    return (found.Groups["id"].Value, found.Groups["code"].Value);
            }
        }

        throw new InvalidOperationException($"No code came for {email} into {mails}.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("dang-ky=(?<id>[0-9a-f]{32})&ma=(?<code>[0-9]{6})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
