using System.Net;
using System.Text.RegularExpressions;
using Dvc.Blazor.Tests.Support;

namespace Dvc.Blazor.Tests.Features.Accounts;

/// <summary>The product, started once for the tests of one class.</summary>
public sealed class SignInSite : IAsyncDisposable
{
    private readonly Lazy<Task<DvcServer>> _server = new(() => DvcServer.StartAsync());

    public Task<DvcServer> ServerAsync() => _server.Value;

    public async Task<SignInVisitor> VisitAsync() => new((await ServerAsync()).BaseAddress);

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
    }
}

/// <summary>One person's browser without scripts: cookies and forms, redirects looked at, not followed.</summary>
public sealed partial class SignInVisitor : IDisposable
{
    private readonly HttpClient _http;

    public SignInVisitor(Uri site)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = site };
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) =>
        _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);

    public async Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
        WebUtility.HtmlDecode(await _http.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken));

    public async Task<HttpResponseMessage> SignInAsync(
        string email,
        string password,
        string? back = null,
        CancellationToken cancellationToken = default
    )
    {
        var path = back is null ? "/dang-nhap" : $"/dang-nhap?tro-lai={Uri.EscapeDataString(back)}";
        var page = await _http.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await PostAsync(
            path,
            new()
            {
                ["_handler"] = "dang-nhap",
                ["__RequestVerificationToken"] = TokenIn(page),
                ["Input.Email"] = email,
                ["Input.Password"] = password,
            },
            cancellationToken
        );
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _http.SendAsync(request, cancellationToken);

    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(form);
        return await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
    }

    public static string TokenIn(string page) => Token().Match(page).Groups["token"].Value;

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
