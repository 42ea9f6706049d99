using Dvc.Blazor.Domain.Agencies;
using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Agencies;

/// <summary>Units become one.</summary>
public sealed partial class MergePage(UnitQuery query, AgencyDesk desk, NavigationManager navigation)
    : UnitChangePage(query, desk, navigation)
{
    [SupplyParameterFromForm(FormName = "sap-nhap")]
    private MergeInput? Input { get; set; }

    private protected override void Begin(string day) => Input ??= new MergeInput { From = day };

    private protected override string FieldOf(string rule) =>
        rule switch
        {
            "Units.NameWrong" or "Units.NameTaken" => "ten",
            "Units.PrefixWrong" or "Units.PrefixTaken" => "tien-to",
            _ => "vao",
        };

    private Task PlanAsync() => PlanAsync(Input!.From, Change);

    private MergeAgencies Change(Agency unit)
    {
        var isNew = Input!.Into is null or MergeInput.New;
        List<string> ending = [unit.Id, .. (Input.With ?? []).Where(id => id != unit.Id && id != Input.Into)];
        return new MergeAgencies(
            ending,
            isNew ? null : Input.Into,
            isNew ? new NewAgency(null, Input.Name ?? "", unit.Kind, unit.ParentId, Input.Prefix) : null
        );
    }
}
