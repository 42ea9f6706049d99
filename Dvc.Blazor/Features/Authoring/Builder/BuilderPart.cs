using Microsoft.AspNetCore.Components;

namespace Dvc.Blazor.Features.Authoring.Builder;

/// <summary>A part of the builder that takes nothing from the page but the session, and is drawn again when something in it changed.</summary>
public abstract class BuilderPart : ComponentBase, IDisposable
{
    [CascadingParameter]
    public BuilderSession Session { get; set; } = null!;

    protected override void OnInitialized() => Session.Changed += Draw;

    public void Dispose()
    {
        Session.Changed -= Draw;
        GC.SuppressFinalize(this);
    }

    private void Draw() => _ = InvokeAsync(StateHasChanged);
}
