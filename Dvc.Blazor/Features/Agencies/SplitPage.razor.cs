using System.Globalization;
using Dvc.Blazor.Domain.Agencies;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>A unit becomes several.</summary>
public sealed partial class SplitPage(UnitQuery query, AgencyDesk desk, NavigationManager navigation)
    : UnitChangePage(query, desk, navigation)
{
    [SupplyParameterFromForm(FormName = "chia-tach")]
    private SplitInput? Input { get; set; }

    private protected override void Begin(string day) => Input ??= new SplitInput { From = day };

    private protected override string FieldOf(string rule) => "ten-1";

    private Task PlanAsync() => PlanAsync(Input!.From, Change);

    private SplitAgency Change(Agency unit)
    {
        var named = (Input!.Names ?? []).TakeWhile(name => !string.IsNullOrWhiteSpace(name));
        List<NewAgency> parts = [.. named.Select(name => new NewAgency(null, name!, unit.Kind, unit.ParentId))];
        return new SplitAgency(unit.Id, parts, Sectors());
    }

    // Those that stay with the first part need no saying.
    private Dictionary<string, int> Sectors() =>
        (Input!.Sectors ?? [])
            .Zip(Input.Goes ?? [])
            .Select(pair =>
                (
                    Sector: pair.First,
                    Part: int.TryParse(pair.Second, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n - 1 : 0
                )
            )
            .Where(pair => pair.Part > 0)
            .DistinctBy(pair => pair.Sector)
            .ToDictionary(pair => pair.Sector, pair => pair.Part, StringComparer.Ordinal);
}
