// Compares how long the portal takes to answer for addresses that have an account and for others. Run it against a portal of its own:
//   RateLimits__Enabled=false Accounts__WrongTriesPerAddress=100000 dotnet run --project Dvc.Blazor
//   dotnet run --project tools/EnumerationTiming -- http://localhost:5080 [tries]
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

string[] known = ["congdan", "tochuc", "motcua", "thuly", "lanhdao", "quantri"];
var site = new Uri(args.Length > 0 ? args[0] : "http://localhost:5080");
var tries = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200;
using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
{
    BaseAddress = site,
};

await CompareAsync(
    "sign-in",
    "/dang-nhap",
    email =>
        new()
        {
            ["_handler"] = "dang-nhap",
            ["Input.Email"] = email,
            ["Input.Password"] = "khong dung dau",
        }
);
await CompareAsync("forgotten password", "/quen-mat-khau", email => new() { ["_handler"] = "quen-mat-khau", ["Email"] = email });

// Known and unknown take turns, so that whatever else the machine does falls on both.
async Task CompareAsync(string what, string path, Func<string, Dictionary<string, string>> form)
{
    var token = Token(await http.GetStringAsync(new Uri(path, UriKind.Relative)));
    var (there, absent) = (new List<double>(), new List<double>());
    for (var i = -5; i < tries; i++)
    {
        var withAccount = await TimeAsync(path, token, form($"{known[(i + 6) % known.Length]}@dvc.local"));
        var without = await TimeAsync(path, token, form($"khongco{i + 6}@dvc.local"));
        if (i < 0)
            continue;
        there.Add(withAccount);
        absent.Add(without);
    }

    var (a, b) = (Median(there), Median(absent));
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: median {a:0.0} ms with an account, {b:0.0} ms without, difference {Math.Abs(a - b):0.0} ms"
        )
    );
}

async Task<double> TimeAsync(string path, string token, Dictionary<string, string> form)
{
    form["__RequestVerificationToken"] = token;
    using var content = new FormUrlEncodedContent(form);
    var clock = Stopwatch.StartNew();
    using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
    await answer.Content.ReadAsByteArrayAsync();
    clock.Stop();
    return (int)answer.StatusCode < 400
        ? clock.Elapsed.TotalMilliseconds
        : throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
}

static string Token(string page) =>
    Regex
        .Match(page, "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
        .Groups["token"]
        .Value;

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
