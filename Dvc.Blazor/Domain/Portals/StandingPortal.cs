namespace Dvc.Blazor.Domain.Portals;

/// <summary>The portal as it is called now, for whatever lives longer than a page. Any thread may ask.</summary>
/// <param name="defaults">What the settings say; it counts while no administrator has said otherwise.</param>
public sealed class StandingPortal(PortalIdentity defaults)
{
    private readonly Lock _gate = new();
    private int _edition;
    private volatile PortalIdentity _now = defaults;

    /// <summary>What the settings say.</summary>
    public PortalIdentity Defaults { get; } = defaults;

    /// <summary>What counts now.</summary>
    public PortalIdentity Now => _now;

    /// <summary>From now on this edition counts, unless a newer one already does.</summary>
    public void Put(int edition, PortalIdentity portal)
    {
        lock (_gate)
        {
            if (edition >= _edition)
            {
                (_edition, _now) = (edition, portal);
            }
        }
    }
}
