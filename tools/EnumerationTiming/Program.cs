// Compares how long the portal takes to answer for e-mail addresses and identity numbers that have an account and for others. Run it against a portal
// of its own with room for many tries, and name the folder in which that portal leaves its mails:
//   RateLimits__Enabled=false Accounts__WrongTriesPerAddress=100000 dotnet run --project Dvc.Blazor
//   dotnet run --project tools/EnumerationTiming -- http://localhost:5080 data/mail [tries]
using System.Globalization;
using EnumerationTiming;

const int WarmUp = 5;
var portal = new Portal(new Uri(args[0]), args[1]);
var tries = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100;

// Each account is used once in each series: a second try would meet a lock or a limit of letters and measure that instead.
var accounts = new List<Person>();
while (accounts.Count < tries + WarmUp)
    accounts.Add(await portal.MakeAccountAsync());

await CompareAsync("sign-in", person => portal.SignInAsync(person.Email));
await CompareAsync("forgotten password", person => portal.ForgetPasswordAsync(person.Email));
await CompareAsync("registration, e-mail", person => portal.RegisterAsync(Person.New() with { Email = person.Email }));
await CompareAsync("registration, identity number", person => portal.RegisterAsync(Person.New() with { NationalId = person.NationalId }));

// Known and unknown take turns, and which comes first changes, so that whatever else the machine does falls on both.
async Task CompareAsync(string what, Func<Person, Task<double>> ask)
{
    var (known, unknown) = (new List<double>(), new List<double>());
    for (var i = 0; i < accounts.Count; i++)
    {
        var pair = new[] { (Who: accounts[i], Times: known), (Who: Person.New(), Times: unknown) };
        foreach (var (who, times) in i % 2 == 0 ? pair : pair.Reverse())
        {
            var time = await ask(who);
            if (i >= WarmUp)
                times.Add(time);
        }
    }

    var (a, b, chance) = (Statistics.Median(known), Statistics.Median(unknown), Statistics.ChanceOfSuchADifference(known, unknown));
    var verdict = chance < 0.01 ? "DIFFERENT" : "no difference seen";
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: median {a:0.0} ms with an account, {b:0.0} ms without, difference {Math.Abs(a - b):0.0} ms; Mann-Whitney p = {chance:0.000}, n = {known.Count}: {verdict}"
        )
    );
}
