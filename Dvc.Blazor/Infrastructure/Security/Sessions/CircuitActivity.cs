namespace Dvc.Blazor.Infrastructure.Security.Sessions;

/// <summary>Remembers whether anything has come from the page of a circuit since it was last asked.</summary>
public sealed class CircuitActivity
{
    private int _used;

    public void Note() => Volatile.Write(ref _used, 1);

    public bool TakeUse() => Interlocked.Exchange(ref _used, 0) == 1;
}
