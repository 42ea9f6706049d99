namespace Dvc.Blazor.Domain;

/// <summary>A business rule refused an act. <see cref="Rule"/> is the key of the text shown to the person; nothing has been changed.</summary>
public sealed class RuleViolationException(string rule, params object[] details) : Exception($"Rule violated: {rule}")
{
    /// <summary>Key of the rule, for example <c>Dossier.WrongStatus</c>; every key has a text in the resources.</summary>
    public string Rule { get; } = rule;

    /// <summary>Values for the placeholders of the text, never personal data.</summary>
    public IReadOnlyList<object> Details { get; } = details;
}
