using System.Text.Json.Serialization;

namespace Dvc.Blazor.Domain.Portals;

/// <summary>Numbers on the home page.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<HomeFigures>))]
public enum HomeFigures
{
    None = 0,

    /// <summary>Procedures on offer.</summary>
    Procedures = 1,

    /// <summary>Those that can be filed online.</summary>
    Online = 2,

    Sectors = 4,

    /// <summary>Units at which something can be filed.</summary>
    Units = 8,

    All = Procedures | Online | Sectors | Units,
}
