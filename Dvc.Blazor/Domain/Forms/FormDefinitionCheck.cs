namespace Dvc.Blazor.Domain.Forms;

/// <summary>Something wrong with a definition.</summary>
/// <param name="Code">A constant of <see cref="DefinitionFaults"/>, and a text key.</param>
/// <param name="Place">Section key, then field keys, joined by '/'; for rules <c>form_rules[2]</c>, for papers <c>components[CODE]</c>.</param>
/// <param name="Args">The key, value or pattern it is about.</param>
/// <param name="Severity">An error keeps a revision from being published; a warning is told to the author.</param>
public sealed record DefinitionFault(string Code, string Place, IReadOnlyList<string> Args, Severity Severity)
{
    public override string ToString() => $"{Severity} {Code} at {Place}: {string.Join(", ", Args)}";
}

/// <summary>Codes of definition faults.</summary>
public static class DefinitionFaults
{
    public const string BadKey = nameof(BadKey);
    public const string DuplicateKey = nameof(DuplicateKey);
    public const string DuplicateOption = nameof(DuplicateOption);
    public const string NoOptions = nameof(NoOptions);
    public const string NoFields = nameof(NoFields);
    public const string DefaultNotOffered = nameof(DefaultNotOffered);
    public const string UnknownReference = nameof(UnknownReference);
    public const string UnknownOption = nameof(UnknownOption);
    public const string Cycle = nameof(Cycle);
    public const string BadPattern = nameof(BadPattern);
    public const string BadLimits = nameof(BadLimits);

    /// <summary>A condition that no answers can make true.</summary>
    public const string NeverTrue = nameof(NeverTrue);

    /// <summary>A required field that no answers can make visible.</summary>
    public const string RequiredNeverVisible = nameof(RequiredNeverVisible);
}

/// <summary>Looks a definition over when a revision is loaded or published, and names every fault with its place.</summary>
public static class FormDefinitionCheck
{
    public static IReadOnlyList<DefinitionFault> Run(CompiledForm form)
    {
        var faults = new List<DefinitionFault>();
        CheckSections(form, faults);
        foreach (var field in form.Fields)
        {
            new FieldDefinitionCheck(field, faults).Run();
        }

        CheckReferences(form, faults);
        CheckDead(form, faults);
        faults.AddRange(form.Cycle.Select(node => new DefinitionFault(DefinitionFaults.Cycle, Place(node), [], Severity.Error)));
        return faults;
    }

    public static IReadOnlyList<DefinitionFault> Run(FormDefinition form, IEnumerable<PaperRule>? papers = null) =>
        Run(new CompiledForm(form, papers));

    internal static string Place(FormNode node) =>
        node switch
        {
            FieldNode field =>
                $"{((field.Group ?? field.Level.Group) is { } parent ? Place(parent) : field.Section.Section.Key)}/{field.Field.Key}",
            SectionNode section => section.Section.Key,
            _ => "",
        };

    private static void CheckSections(CompiledForm form, List<DefinitionFault> faults)
    {
        foreach (var twin in form.Sections.GroupBy(section => section.Section.Key).Where(group => group.Count() > 1))
        {
            faults.Add(new DefinitionFault(DefinitionFaults.DuplicateKey, twin.Key, [twin.Key], Severity.Error));
        }

        foreach (var twin in form.Levels.SelectMany(level => level.Duplicates))
        {
            faults.Add(new DefinitionFault(DefinitionFaults.DuplicateKey, Place(twin), [twin.Field.Key], Severity.Error));
        }
    }

    private static void CheckReferences(CompiledForm form, List<DefinitionFault> faults)
    {
        foreach (var (place, level, references) in References(form))
        {
            foreach (var reference in references.Where(reference => level.Resolve(reference) is null).Distinct(StringComparer.Ordinal))
            {
                faults.Add(new DefinitionFault(DefinitionFaults.UnknownReference, place, [reference], Severity.Error));
            }
        }

        foreach (var (place, level, condition) in Conditions(form))
        {
            foreach (var leaf in ConditionLogic.Leaves(condition))
            {
                foreach (var literal in ConditionLogic.UnknownOptions(leaf, level))
                {
                    faults.Add(new DefinitionFault(DefinitionFaults.UnknownOption, place, [leaf.Field, literal], Severity.Error));
                }
            }
        }
    }

    private static void CheckDead(CompiledForm form, List<DefinitionFault> faults)
    {
        var logic = new ConditionLogic(form);
        foreach (var (place, level, condition) in Conditions(form))
        {
            if (!logic.CanHold(condition, level))
            {
                faults.Add(new DefinitionFault(DefinitionFaults.NeverTrue, place, [], Severity.Warning));
            }
        }

        foreach (var field in form.Fields.Where(field => field.Field.Required && !logic.CanShow(field)))
        {
            faults.Add(new DefinitionFault(DefinitionFaults.RequiredNeverVisible, Place(field), [field.Field.Key], Severity.Warning));
        }
    }

    private static IEnumerable<(string Place, FormLevel Level, IEnumerable<string> References)> References(CompiledForm form) =>
        Conditions(form)
            .Select(at => (at.Place, at.Level, at.Condition.References()))
            .Concat(form.Fields.Select(field => (Place(field), field.Level, FieldReferences(field.Field))))
            .Concat(form.Definition.Rules.Select((rule, index) => ($"form_rules[{index}]", form.Root, rule.References())));

    private static IEnumerable<string> FieldReferences(FormField field) =>
        [
            .. field.Computed?.References() ?? [],
            .. field.Validation?.PatternBy.Keys ?? [],
            .. new[] { field.Validation?.BirthDateField, field.Validation?.SexField }.OfType<string>(),
        ];

    internal static IEnumerable<(string Place, FormLevel Level, Condition Condition)> Conditions(CompiledForm form)
    {
        var nodes = form
            .Sections.Cast<FormNode>()
            .Concat(form.Fields)
            .Select(node => (Place: Place(node), Level: node.LookupLevel ?? form.Root, Condition: node.VisibleWhen));
        var rules = form.Definition.Rules.Select((rule, index) => (Place: $"form_rules[{index}]", Level: form.Root, Condition: rule.When));
        var papers = form.Papers.SelectMany(paper =>
            new[] { paper.RequiredWhen, paper.AskedWhen }.Select(condition =>
                (Place: $"components[{paper.Code}]", Level: form.Root, Condition: condition)
            )
        );
        return nodes.Concat(rules).Concat(papers).Where(at => at.Condition is not null).Select(at => (at.Place, at.Level, at.Condition!));
    }
}
