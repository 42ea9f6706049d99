namespace Dvc.Blazor.Components.Kit;

/// <summary>What a <see cref="Notice"/> tells.</summary>
public enum NoticeKind
{
    Info,
    Ok,
    Warn,
    Error,
}
