using Dvc.Blazor.Infrastructure.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Web;

public sealed class OriginCheckTests
{
    [Theory]
    [InlineData("/_blazor", "https://evil.example", true, 403)]
    [InlineData("/_blazor", "null", true, 403)]
    [InlineData("/_blazor", null, true, 403)]
    [InlineData("/_blazor/negotiate", "https://evil.example", false, 403)]
    [InlineData("/_blazor/negotiate", null, false, 200)]
    [InlineData("/hubs/dossiers", "https://sub.portal.example", true, 403)]
    [InlineData("/hubs/dossiers", "https://portal.example:8443", true, 403)]
    [InlineData("/hubs/dossiers", "http://portal.example", true, 403)]
    [InlineData("/hubs/dossiers", "https://portal.example", true, 200)]
    [InlineData("/_blazor", "http://127.0.0.1:5080", true, 200)]
    [InlineData("/_blazor", "http://127.0.0.1:5081", true, 403)]
    [InlineData("/thu-tuc", "https://evil.example", false, 200)]
    public async Task Connection_IsOpenedByOwnPagesOnly(string path, string? origin, bool webSocket, int status)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString("127.0.0.1:5080");
        context.Request.Path = path;
        context.Request.Headers.Origin = origin;
        context.Features.Set<IHttpWebSocketFeature>(new Upgrade(webSocket));
        var portal = Options.Create(new PortalOptions { PublicUrl = new Uri("https://portal.example") });

        await new OriginCheck(_ => Task.CompletedTask, portal).InvokeAsync(context);

        Assert.Equal(status, context.Response.StatusCode);
    }

    private sealed class Upgrade(bool asked) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => asked;

        public Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext context) => throw new NotSupportedException();
    }
}
