using System.Text.Json.Nodes;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Which administrative structure an address is written in; the district level ended on 30 June 2025.</summary>
public enum AddressScheme
{
    /// <summary>Province, district, commune.</summary>
    ThreeLevel = 3,

    /// <summary>Province, commune.</summary>
    TwoLevel = 2,
}

/// <summary>Codes and dates of the address structures.</summary>
public static class AddressSchemes
{
    private static readonly DateOnly TwoLevelFrom = new(2025, 7, 1);

    /// <summary>The structure in force on a local date (Nghị quyết 203/2025/QH15: two levels from 1 July 2025).</summary>
    public static AddressScheme On(DateOnly date) => date < TwoLevelFrom ? AddressScheme.ThreeLevel : AddressScheme.TwoLevel;

    /// <summary>"3" or "2", as stored in answers.</summary>
    public static string Code(this AddressScheme scheme) => scheme == AddressScheme.ThreeLevel ? "3" : "2";

    public static AddressScheme? FromCode(string? code) =>
        code switch
        {
            "3" => AddressScheme.ThreeLevel,
            "2" => AddressScheme.TwoLevel,
            _ => null,
        };
}

/// <summary>An administrative unit as chosen: its code when picked from the list, and its name.</summary>
public sealed record AddressUnit(string? Code, string Name)
{
    internal JsonObject ToJson() => Code is null ? new JsonObject { ["name"] = Name } : new JsonObject { ["code"] = Code, ["name"] = Name };
}
