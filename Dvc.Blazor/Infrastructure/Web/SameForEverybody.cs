namespace Dvc.Blazor.Infrastructure.Web;

/// <summary>Put on an endpoint whose answer is the same whoever asks, so that browsers of signed-in people may keep it too.</summary>
public sealed record SameForEverybody;
