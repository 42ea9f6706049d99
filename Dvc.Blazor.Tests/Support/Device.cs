namespace Dvc.Blazor.Tests.Support;

/// <summary>The screen of a browser session, in CSS pixels.</summary>
public sealed record Device(int Width, int Height, bool Touch = false, bool Dark = false)
{
    public static Device Phone { get; } = new(360, 740, Touch: true);

    public static Device Tablet { get; } = new(768, 1024, Touch: true);

    public static Device Desktop { get; } = new(1440, 900);
}
