using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Portals;

/// <summary>The accents to choose from. Each is a set of colours that reach the contrast of 4.5 to 1, light and dark.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PortalAccent>))]
public enum PortalAccent
{
    Red,
    Blue,
    Green,
    Violet,
}

public static class PortalAccents
{
    /// <summary>The word by which the style sheet knows the accent.</summary>
    public static string Word(this PortalAccent accent) =>
        accent switch
        {
            PortalAccent.Blue => "blue",
            PortalAccent.Green => "green",
            PortalAccent.Violet => "violet",
            _ => "red",
        };
}
