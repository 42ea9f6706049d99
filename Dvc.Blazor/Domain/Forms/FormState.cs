namespace Dvc.Blazor.Domain.Forms;

/// <summary>One field of one row as it stands.</summary>
/// <param name="Answer">As typed, or the default while untouched; null when there is none. Of a hidden field: what the draft keeps.</param>
/// <param name="Value">What the answer means; null when blank, unreadable or hidden.</param>
/// <param name="Errors">What stops the submission, at this field.</param>
/// <param name="Warnings">What is only told.</param>
/// <param name="Rows">Paths of the rows of a repeating group, in order.</param>
public sealed record FieldState(
    string Path,
    FormField Field,
    FormStep Step,
    string SectionKey,
    bool Visible,
    AnswerValue? Answer,
    FormValue? Value,
    IReadOnlyList<FieldError> Errors,
    IReadOnlyList<FieldError> Warnings,
    IReadOnlyList<string> Rows
)
{
    /// <summary>Path of the row it stands in; empty at the top.</summary>
    public string RowPath { get; init; } = "";

    internal FieldNode Node { get; init; } = null!;
}

/// <summary>A section as it stands. Complete: nothing in it stops the submission; a hidden section is complete.
/// The consents shown at the review do not count.</summary>
public sealed record SectionState(FormSection Section, FormStep Step, bool Visible, bool Complete);

/// <summary>Whether a paper is asked for, and whether the dossier cannot go without it.</summary>
public sealed record PaperState(string Code, bool Asked, bool Required);

/// <summary>A broken rule across fields.</summary>
/// <param name="Paths">The visible fields it is about, in form order; put the message at the first.</param>
/// <param name="Args">Numbers for the message by rule name: usually the actual and the wanted.</param>
public sealed record RuleFinding(FormRule Rule, IReadOnlyList<string> Paths, IReadOnlyList<string> Args)
{
    public Severity Severity => Rule.Severity;
}

/// <summary>Everything known about a form with its answers.</summary>
public sealed class FormState
{
    private readonly Dictionary<string, FieldState> _byPath = new(StringComparer.Ordinal);
    private readonly Lazy<CanonicalAnswers> _submitted;
    private readonly AnswerScope _root;

    internal FormState(EvaluationPass pass)
    {
        _root = pass.Root;
        Fields = [.. new FieldStates(pass).All()];
        foreach (var field in Fields)
        {
            _byPath.TryAdd(field.Path, field);
        }

        Findings = [.. RuleFindings(pass)];
        Sections = [.. pass.Form.Sections.Select(node => State(node, pass.VisibleSections.Contains(node)))];
        Papers = [.. pass.Form.Papers.Select(paper => State(paper, pass.Root))];
        _submitted = new Lazy<CanonicalAnswers>(() => CanonicalAnswers.Of(pass));
    }

    /// <summary>All fields of all rows in the order shown, hidden ones too.</summary>
    public IReadOnlyList<FieldState> Fields { get; }

    public IReadOnlyList<SectionState> Sections { get; }

    public IReadOnlyList<PaperState> Papers { get; }

    /// <summary>Broken form rules, errors and warnings.</summary>
    public IReadOnlyList<RuleFinding> Findings { get; }

    /// <summary>What would be submitted: normalised values of visible fields only, with its hash.</summary>
    public CanonicalAnswers Submitted => _submitted.Value;

    /// <summary>Nothing stops the submission (papers aside).</summary>
    public bool IsComplete => Fields.All(state => state.Errors.Count == 0) && Findings.All(finding => finding.Severity != Severity.Error);

    /// <summary>Whether a condition on the top of the form holds.</summary>
    public bool Holds(Condition condition) => condition.Holds(_root);

    /// <summary>Null for a path that is no field, or in a row that does not exist.</summary>
    public FieldState? this[string path] => _byPath.GetValueOrDefault(path);

    /// <summary>Nothing at this step stops the submission.</summary>
    public bool IsStepComplete(FormStep step) =>
        !ErrorsAt(step).Any() && !FindingsAt(step).Any(finding => finding.Severity == Severity.Error);

    /// <summary>Field errors of one step in the order shown.</summary>
    public IEnumerable<FieldError> ErrorsAt(FormStep step) => Fields.Where(field => field.Step == step).SelectMany(field => field.Errors);

    /// <summary>Broken form rules whose first field is at the step.</summary>
    public IEnumerable<RuleFinding> FindingsAt(FormStep step) =>
        Findings.Where(finding => finding.Paths.Count == 0 ? step == FormStep.Form : this[finding.Paths[0]]?.Step == step);

    private static IEnumerable<RuleFinding> RuleFindings(EvaluationPass pass)
    {
        foreach (var rule in pass.Form.Definition.Rules)
        {
            if (rule.When?.Holds(pass.Root) != false && rule.Broken(pass.Root) is { } args)
            {
                var about = rule.References().SelectMany(pass.Root.CellsOf).Where(cell => cell.Visible).Select(cell => cell.Path);
                yield return new RuleFinding(rule, [.. about.Distinct(StringComparer.Ordinal)], args);
            }
        }
    }

    private SectionState State(SectionNode node, bool visible)
    {
        var step = node.Section.Role switch
        {
            SectionRole.Applicant => FormStep.Applicant,
            SectionRole.ResultDelivery => FormStep.ResultDelivery,
            _ => FormStep.Form,
        };
        var own = Fields.Where(field => field.Node.Section == node && field.Step == step).ToList();
        var paths = own.Select(field => field.Path).ToHashSet(StringComparer.Ordinal);
        var broken = Findings.Any(finding => finding.Severity == Severity.Error && finding.Paths.Any(paths.Contains));
        return new SectionState(node.Section, step, visible, !broken && own.All(field => field.Errors.Count == 0));
    }

    private static PaperState State(PaperRule paper, AnswerScope root)
    {
        var asked = paper.AskedWhen?.Holds(root) != false;
        return new PaperState(paper.Code, asked, asked && (paper.RequiredWhen?.Holds(root) ?? paper.Required));
    }
}
