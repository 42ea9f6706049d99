namespace Dvc.Blazor.Components.Kit;

/// <summary>Past, present or future of a step in a <see cref="Timeline"/>.</summary>
public enum TimelinePlace
{
    Past,
    Now,
    Next,
}

/// <summary>One step of a <see cref="Timeline"/>.</summary>
/// <param name="Title">What happened or will happen.</param>
/// <param name="When">The moment in words; empty when not known.</param>
/// <param name="Icon">Name of the drawing.</param>
/// <param name="Place">Past, now or next.</param>
/// <param name="Text">A sentence more, for instance who acts next.</param>
/// <param name="IsFresh">Whether it changed while the page was open.</param>
public sealed record TimelineStep(string Title, string When, string Icon, TimelinePlace Place, string? Text = null, bool IsFresh = false);
