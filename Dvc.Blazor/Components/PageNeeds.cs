using System.Reflection;
using Dvc.Blazor.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Dvc.Blazor.Components;

/// <summary>Put on a static page that holds an interactive part, so that the page loads the circuit script.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LoadsCircuitAttribute : Attribute;

/// <summary>What the requested page must load. A page that only shows things, or sends forms, loads neither a circuit nor MudBlazor.</summary>
/// <param name="Desk">The look of the pages that officers work with.</param>
public sealed record PageNeeds(bool Circuit, bool Mud, bool Desk)
{
    public static PageNeeds Of(HttpContext? context)
    {
        var page = context?.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        return page is null ? new PageNeeds(false, false, false) : Of(page);
    }

    public static PageNeeds Of(Type page)
    {
        var layout = page.GetCustomAttribute<LayoutAttribute>()?.LayoutType;
        var desk = layout == typeof(StaffLayout);
        var circuit =
            layout == typeof(WizardLayout) || page.IsDefined(typeof(RenderModeAttribute)) || page.IsDefined(typeof(LoadsCircuitAttribute));
        return new PageNeeds(circuit, desk && circuit, desk);
    }
}
