using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Dvc.Blazor.Tests.Support;

/// <summary>A browser as the services see it: each request is a scope of its own, and the cookies of one answer come with the next request.</summary>
public sealed class ServerSideBrowser(IServiceProvider node)
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public IDictionary<string, string> Cookies => _cookies;

    public string UserAgent { get; init; } = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";

    public IPAddress Address { get; init; } = IPAddress.Parse("203.0.113.77");

    /// <summary>Who is signed in, as the cookies prove it now.</summary>
    public Task<ClaimsPrincipal> WhoAsync() => RequestAsync((_, context) => Task.FromResult(context.User));

    public async Task<T> RequestAsync<T>(Func<IServiceProvider, HttpContext, Task<T>> act)
    {
        await using var scope = node.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Connection.RemoteIpAddress = Address;
        context.Request.Headers.UserAgent = UserAgent;
        context.Request.Headers.Cookie = string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}"));
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
        if ((await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal is { } person)
            context.User = person;
        var done = await act(scope.ServiceProvider, context);
        foreach (var cookie in SetCookieHeaderValue.ParseList([.. context.Response.Headers.SetCookie.OfType<string>()]))
        {
            if (cookie.Value.Length == 0)
                _cookies.Remove(cookie.Name.ToString());
            else
                _cookies[cookie.Name.ToString()] = cookie.Value.ToString();
        }

        return done;
    }
}
