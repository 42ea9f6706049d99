using System.Globalization;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Agencies;
using Dvc.Blazor.Domain.Auditing;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>Units and their changes in words.</summary>
internal static class AgencyWords
{
    public const string Path = "/quan-tri/co-quan";

    private static readonly string[] DayFormats = ["d/M/yyyy", "yyyy-MM-dd"];

    private static readonly Dictionary<string, AgencyKind> FileKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tinh"] = AgencyKind.Province,
        ["so"] = AgencyKind.Department,
        ["nganh-doc"] = AgencyKind.VerticalAgency,
        ["thanh-pho"] = AgencyKind.City,
        ["thi-xa"] = AgencyKind.Town,
        ["huyen"] = AgencyKind.District,
        ["phong"] = AgencyKind.Division,
        ["mot-cua"] = AgencyKind.OneStop,
        ["thi-tran"] = AgencyKind.Township,
        ["xa"] = AgencyKind.Commune,
        ["phuong"] = AgencyKind.Ward,
    };

    /// <summary>Words by which files name kinds.</summary>
    public static IReadOnlyCollection<string> KindKeys => FileKinds.Keys;

    public static string AddressOf(string id) => $"{Path}/{id}";

    public static string Kind(AgencyKind kind) => AgenciesText.ResourceManager.GetString($"Kind{kind}", AgenciesText.Culture)!;

    /// <summary>The kind of a file; null of none.</summary>
    public static AgencyKind? KindOf(string typed) => FileKinds.TryGetValue(typed.Trim(), out var kind) ? kind : null;

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day as a browser's date field has it.</summary>
    public static string FieldDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? ReadDay(string? typed) =>
        DateOnly.TryParseExact((typed ?? "").Trim(), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>From when to when; null of a unit that has always been and is.</summary>
    public static string? Period(DateOnly? from, DateOnly? to) =>
        (from, to) switch
        {
            (null, null) => null,
            ({ } first, null) => Say.With(AgenciesText.Since, Day(first)),
            (null, { } last) => Say.With(AgenciesText.Until, Day(last)),
            ({ } first, { } last) => Say.With(AgenciesText.FromTo, Day(first), Day(last)),
        };

    /// <summary>What the log calls a change.</summary>
    public static string EventOf(AgencyChange change) =>
        change switch
        {
            AddAgencies => OfficeEventKind.UnitAdded,
            RenameAgency => OfficeEventKind.UnitRenamed,
            CloseAgency => OfficeEventKind.UnitClosed,
            MergeAgencies => OfficeEventKind.UnitsMerged,
            SplitAgency => OfficeEventKind.UnitSplit,
            _ => OfficeEventKind.UnitsImported,
        };

    /// <summary>The unit a change is mainly about; null of several.</summary>
    public static string? UnitOf(AgencyChange change) =>
        change switch
        {
            AddAgencies add => add.Units[0].ParentId,
            RenameAgency rename => rename.Id,
            CloseAgency close => close.Id,
            MergeAgencies merge => merge.IntoId ?? merge.From[0],
            SplitAgency split => split.Id,
            _ => null,
        };

    /// <summary>What a change does, one sentence each.</summary>
    /// <param name="change">The change.</param>
    /// <param name="nameOf">Name of a unit by its id.</param>
    public static IReadOnlyList<string> Of(AgencyChange change, Func<string, string> nameOf) =>
        change switch
        {
            AddAgencies add => [.. add.Units.Select(u => Added(u, nameOf))],
            RenameAgency rename => [Renamed(rename, nameOf)],
            CloseAgency close => [Say.With(AgenciesText.DoesClose, nameOf(close.Id))],
            MergeAgencies merge =>
            [
                Say.With(
                    merge.Into is null ? AgenciesText.DoesMerge : AgenciesText.DoesMergeNew,
                    string.Join(", ", merge.From.Select(nameOf)),
                    merge.Into?.Name ?? nameOf(merge.IntoId!)
                ),
            ],
            SplitAgency split =>
            [
                Say.With(AgenciesText.DoesSplit, nameOf(split.Id), string.Join(", ", split.Parts.Select(p => p.Name))),
                Say.With(AgenciesText.DoesSplitMain, split.Parts[0].Name),
            ],
            ImportAgencies import => [.. import.Units.Select(u => Added(u, nameOf)), .. import.Renamed.Select(r => Renamed(r, nameOf))],
            _ => [],
        };

    private static string Added(NewAgency unit, Func<string, string> nameOf) =>
        unit.ParentId is { } parent
            ? Say.With(AgenciesText.DoesAddBelow, unit.Name, Kind(unit.Kind), nameOf(parent))
            : Say.With(AgenciesText.DoesAdd, unit.Name, Kind(unit.Kind));

    private static string Renamed(RenameAgency rename, Func<string, string> nameOf) =>
        Say.With(AgenciesText.DoesRename, nameOf(rename.Id), rename.Name);
}
