namespace Dvc.Blazor.Features.Catalogue;

/// <summary>Drawings beside known sectors; a new sector gets the plain one.</summary>
internal static class SectorIcons
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["tu-phap"] = "scale",
        ["noi-vu"] = "award",
        ["cong-thuong"] = "shop",
        ["ldtbxh"] = "heart",
        ["tttt"] = "radio",
        ["gddt"] = "book",
        ["dat-dai"] = "land",
    };

    public static string Of(string sectorCode) => Known.GetValueOrDefault(sectorCode, "file");
}
