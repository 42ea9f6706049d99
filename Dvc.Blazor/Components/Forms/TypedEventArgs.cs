using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Components.Forms;

/// <summary>Sent by js/form.js when somebody pauses while typing.</summary>
public sealed class TypedEventArgs : EventArgs
{
    public string Value { get; set; } = "";
}

/// <summary>Makes <c>@ontyped</c> known to markup.</summary>
[EventHandler("ontyped", typeof(TypedEventArgs), enableStopPropagation: false, enablePreventDefault: false)]
public static class EventHandlers;
