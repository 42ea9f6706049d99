using Dvc.Blazor.Domain;
using Dvc.Blazor.Text;

namespace Dvc.Blazor.Components.Kit;

/// <summary>Why a rule refused an act, in words; every rule key has a text.</summary>
public static class RuleWords
{
    public static string Of(RuleViolationException violation) =>
        Say.With(RuleText.ResourceManager.GetString(violation.Rule, RuleText.Culture) ?? violation.Rule, [.. violation.Details]);
}
