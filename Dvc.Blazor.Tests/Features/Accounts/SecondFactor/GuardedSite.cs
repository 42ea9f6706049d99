using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dvc.Blazor.Tests.Features.Accounts.SecondFactor;

/// <summary>The product with the second factor required, started once for each database for the tests of one class; each test takes a person of its own.</summary>
public sealed class GuardedSite : IAsyncDisposable
{
    private readonly Lazy<Task<DvcServer>> _onSqlite = new(() => StartAsync(null));

    private readonly Lazy<Task<DvcServer>> _onPostgres = new(async () =>
        await StartAsync(await (await SharedServers.PostgresAsync()).CreateDatabaseAsync())
    );

    public Task<DvcServer> ServerAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) =>
        (provider == DatabaseProvider.Sqlite ? _onSqlite : _onPostgres).Value;

    public async Task<SignInVisitor> VisitAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) =>
        new((await ServerAsync(provider)).BaseAddress);

    /// <summary>One value of the node's database.</summary>
    /// <param name="provider">Which node.</param>
    /// <param name="sql">With the parameter <c>@email</c>.</param>
    /// <param name="email">Whom it is about.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<object> AskAsync(DatabaseProvider provider, string sql, string email, CancellationToken cancellationToken)
    {
        var server = await ServerAsync(provider);
        await using DbConnection connection = server.PostgreSql is { } database
            ? new NpgsqlConnection(database)
            : new SqliteConnection($"Data Source={server.SqliteFile};Mode=ReadOnly");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@email", email);
        command.Parameters.Add(parameter);
        return (await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static Task<DvcServer> StartAsync(string? database) =>
        DvcServer.StartAsync(
            new()
            {
                PostgreSql = database,
                More = new Dictionary<string, string?>
                {
                    ["Accounts__RequireSecondFactor"] = "true",
                    ["RateLimits__SignIn"] = "10000",
                    ["Accounts__WrongTriesPerAddress"] = "10000",
                    ["RateLimits__Enabled"] = "false",
                    // Passkeys need a name, so the browser comes by another address than the node's own.
                    ["Portal__PublicUrl"] = "",
                },
            }
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _onSqlite, _onPostgres }.Where(s => s.IsValueCreated))
            await (await server.Value).DisposeAsync();
    }
}

/// <summary>An authenticator app that holds one key.</summary>
internal sealed class AuthenticatorApp(string key)
{
    private long _last = OneTimePassword.StepAt(TimeProvider.System.GetUtcNow()) - 2;

    /// <summary>A code that counts now and was not given before. Codes of the next half minute count too, since clocks differ.</summary>
    public string NextCode()
    {
        _last = Math.Max(_last + 1, OneTimePassword.StepAt(TimeProvider.System.GetUtcNow()));
        return OneTimePassword.Code(key, _last);
    }

    /// <summary>The same code once more.</summary>
    public string SameCode() => OneTimePassword.Code(key, _last);
}

/// <summary>A person with an authenticator app of their own, in a browser without scripts.</summary>
internal sealed partial class AppOwner(SignInVisitor visitor)
{
    public const string App = "/tai-khoan/bao-mat/ung-dung-xac-thuc";
    public const string Codes = "/tai-khoan/bao-mat/ma-du-phong";
    public const string Step = "/dang-nhap/ma-xac-thuc";
    private string _token = "";

    /// <summary>The app, once it was set up.</summary>
    public AuthenticatorApp Phone { get; private set; } = new("");

    /// <summary>Sets the app up, scanning the key off the page; gives the page that follows.</summary>
    public async Task<string> SetUpAsync(CancellationToken cancellationToken, string? proof = null)
    {
        var page = await visitor.ReadAsync(App, cancellationToken);
        Phone = new AuthenticatorApp(SecretIn().Match(page).Groups["key"].Value);
        var fields = new Dictionary<string, string>
        {
            ["ticket"] = TicketIn().Match(page).Groups["ticket"].Value,
            ["code"] = Phone.NextCode(),
            ["proof"] = proof ?? "",
        };
        return await SendAsync(page, App, "bat", fields, cancellationToken);
    }

    /// <summary>Fills in a form of a page and sends it; gives the page that comes back, or the address it leads to.</summary>
    public async Task<string> SendAsync(string path, string form, Dictionary<string, string> fields, CancellationToken cancellationToken) =>
        await SendAsync(await visitor.ReadAsync(path, cancellationToken), path, form, fields, cancellationToken);

    private async Task<string> SendAsync(
        string page,
        string path,
        string form,
        Dictionary<string, string> fields,
        CancellationToken cancellationToken
    )
    {
        fields["_handler"] = form;
        _token = SignInVisitor.TokenIn(page) is { Length: > 0 } token ? token : _token;
        fields["__RequestVerificationToken"] = _token;
        using var answer = await visitor.PostAsync(path, fields, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Found
            ? new Uri(answer.RequestMessage!.RequestUri!, answer.Headers.Location!).PathAndQuery
            : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public static IReadOnlyList<string> CodesIn(string page) => [.. ListedCode().Matches(page).Select(m => m.Groups["code"].Value)];

    [GeneratedRegex("secret=(?<key>[A-Z2-7]{32})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretIn();

    [GeneratedRegex("name=\"ticket\" value=\"(?<ticket>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TicketIn();

    [GeneratedRegex("<li class=\"code\">(?<code>[A-Z0-9-]+)</li>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListedCode();
}
