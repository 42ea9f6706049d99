using Dvc.Blazor.Infrastructure.LiveUpdates;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Has the person of an open page looked over as soon as any node changes the person's sessions or rights.</summary>
public sealed class SessionWatch(AccountFeed accounts, CircuitSession session) : CircuitHandler, IDisposable
{
    private IDisposable? _changes;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (CurrentUser.Of((await session.GetAuthenticationStateAsync()).User) is { } person)
            _changes = accounts.Subscribe(_ => session.LookNowAsync(), person.Id);
    }

    public void Dispose() => _changes?.Dispose();
}
