using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Components.Kit;

/// <summary>What an upload slot tells its page: ids only, never bytes.</summary>
public sealed class UploadEventArgs : EventArgs
{
    /// <summary>The new paper, or null when the file was refused.</summary>
    public Guid? PaperId { get; set; }

    /// <summary>Code of the required document.</summary>
    public string ComponentCode { get; set; } = "";

    /// <summary>Name of the reason of a refusal by the server, or null.</summary>
    public string? Refusal { get; set; }
}

/// <summary>Events of the page's own elements, as <c>@onuploaded</c> and <c>@onuploadrefused</c>; named as Razor looks for it.</summary>
[EventHandler("onuploaded", typeof(UploadEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
[EventHandler("onuploadrefused", typeof(UploadEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
