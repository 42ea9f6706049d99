using System.Security.Claims;
using Dvc.Blazor.Infrastructure.Security.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>
/// A circuit belongs to the person who opened it. When somebody else signs in on the same computer and the link blips, Blazor
/// would go on with the first person's form as the second person; here such a circuit hears no more events and its page closes. So does one whose session
/// has ended: signed out elsewhere, left alone too long, locked by an administrator, or with other rights than it began with.
/// </summary>
public sealed partial class CircuitGuard(
    AuthenticationStateProvider people,
    CircuitActivity activity,
    IJSRuntime script,
    ILogger<CircuitGuard> log
) : CircuitHandler, IDisposable
{
    private string? _owner;
    private bool _closed;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _owner = IdOf((await people.GetAuthenticationStateAsync()).User);
        people.AuthenticationStateChanged += Check;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        inbound =>
        {
            activity.Note();
            return _closed ? Task.CompletedTask : next(inbound);
        };

    public void Dispose() => people.AuthenticationStateChanged -= Check;

    // The event is a plain delegate; nothing can await it, so the failure of a dead link is answered here.
    private void Check(Task<AuthenticationState> changed) => _ = CheckAsync(changed);

    private async Task CheckAsync(Task<AuthenticationState> changed)
    {
        var now = IdOf((await changed).User);
        if (_closed || now == _owner)
            return;
        _closed = true;
        if (now is null)
            SessionEnded(log);
        else
            OtherPerson(log);
        try
        {
            await script.InvokeVoidAsync(now is null ? "Dvc.sessionEnded" : "Dvc.userChanged");
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The page is already gone; the circuit stays deaf.
        }
    }

    private static string? IdOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.Identity?.Name;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A circuit was closed: another person signed in on the same browser")]
    private static partial void OtherPerson(ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "A circuit was closed: its session has ended")]
    private static partial void SessionEnded(ILogger log);
}
