using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Moves;

/// <summary>A revision, or a draft of one, as answers are read by it.</summary>
/// <param name="Form">Its form with the papers that are attached.</param>
public sealed record RevisionReading(ProcedureDefinition Definition, CompiledForm Form);

/// <summary>What the new revision wants that the old one did not.</summary>
public enum NeedKind
{
    /// <summary>An answer that is not there.</summary>
    Missing = 0,

    /// <summary>An answer that is wrong by the new rules.</summary>
    Invalid = 1,

    /// <summary>A paper without a file.</summary>
    Paper = 2,
}

/// <summary>One thing that the new revision wants.</summary>
/// <param name="Path">Path of the field, or code of the paper.</param>
/// <param name="Rule">What is wrong: a key of a field finding or a form rule; empty of papers.</param>
public sealed record MoveNeed(NeedKind Kind, string Path, string Rule);

/// <summary>
/// What becomes of answers when the revision they are read by becomes another one (chuyển sang phiên bản khác). Nothing is decided here and nothing is stored:
/// the report before a publication and the moving after it both ask this.
/// </summary>
public sealed record RevisionMove
{
    /// <summary>The form by the old revision.</summary>
    public required FormState Before { get; init; }

    /// <summary>The form by the new revision.</summary>
    public required FormState After { get; init; }

    /// <summary>The answers that the new revision has a place for.</summary>
    public required FormAnswers Answers { get; init; }

    /// <summary>Paths of answers that the new revision has no place for, in ordinal order.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Paths of fields of both revisions that were hidden and are shown.</summary>
    public required IReadOnlyList<string> Appearing { get; init; }

    /// <summary>Paths of answered fields of both revisions that were shown and are hidden.</summary>
    public required IReadOnlyList<string> Vanishing { get; init; }

    /// <summary>What stops a submission by the new revision and did not by the old one, in the order of the form, papers last.</summary>
    public required IReadOnlyList<MoveNeed> Needs { get; init; }

    /// <summary>Whether nobody would notice: nothing is wanted, nothing is lost, nothing appears or vanishes.</summary>
    public bool IsSilent => Needs.Count + Dropped.Count + Appearing.Count + Vanishing.Count == 0;

    /// <summary>What a request for supplements would have to name, each thing once.</summary>
    /// <param name="form">The form of the new revision.</param>
    public IReadOnlyList<(SupplementKind Kind, string Target)> Asked(FormDefinition form) =>
        [
            .. Needs
                .Select(need =>
                    need.Kind == NeedKind.Paper
                        ? (SupplementKind.Paper, need.Path)
                        : (SupplementKind.Field, MovePlaces.Asked(form, need.Path))
                )
                .Distinct(),
        ];

    /// <summary>Of a draft.</summary>
    /// <param name="answers">As typed.</param>
    /// <param name="attached">Codes of papers that have a file.</param>
    public static RevisionMove OfDraft(
        RevisionReading from,
        RevisionReading to,
        FormAnswers answers,
        IReadOnlySet<string> attached,
        FormContext context
    ) => Between(from, to, answers, AnswerFit.In(to.Form.Definition, answers), attached, context);

    /// <summary>Of a filed dossier, whose answers stay as they were filed.</summary>
    /// <param name="canonical">The answers as filed, canonical JSON.</param>
    /// <param name="attached">Codes of papers that have a file.</param>
    public static RevisionMove OfFiled(
        RevisionReading from,
        RevisionReading to,
        string canonical,
        IReadOnlySet<string> attached,
        FormContext context
    ) =>
        Between(
            from,
            to,
            CanonicalAnswers.Reopen(from.Form.Definition, canonical),
            CanonicalAnswers.Reopen(to.Form.Definition, canonical),
            attached,
            context
        );

    private static RevisionMove Between(
        RevisionReading from,
        RevisionReading to,
        FormAnswers was,
        FormAnswers becomes,
        IReadOnlySet<string> attached,
        FormContext context
    )
    {
        var before = FormEvaluator.Evaluate(from.Form, was, context);
        var after = FormEvaluator.Evaluate(to.Form, becomes, context);
        var old = Wanted(before, attached).ToHashSet();
        return new RevisionMove
        {
            Before = before,
            After = after,
            Answers = becomes,
            Dropped =
            [
                .. was
                    .All.Where(answer => IsGiven(answer.Value) && becomes[answer.Key] is null)
                    .Where(answer => AnswerFit.HasPlace(from.Form.Definition, answer.Key, answer.Value))
                    .Select(answer => answer.Key)
                    .Order(StringComparer.Ordinal),
            ],
            Appearing = [.. after.Fields.Where(f => f.Visible && before[f.Path] is { Visible: false }).Select(f => f.Path)],
            Vanishing =
            [
                .. after
                    .Fields.Where(f => !f.Visible && before[f.Path] is { Visible: true, Value: not (null or FlagValue { Flag: false }) })
                    .Select(f => f.Path),
            ],
            Needs = [.. Wanted(after, attached).Where(need => !old.Contains(need))],
        };
    }

    /// <summary>Everything that stops a submission, in the order of the form, papers last.</summary>
    /// <param name="attached">Codes of papers that have a file.</param>
    public static IEnumerable<MoveNeed> Wanted(FormState state, IReadOnlySet<string> attached)
    {
        var fields = state.Fields.SelectMany(field =>
            field.Errors.Select(error => new MoveNeed(
                error.Rule is FieldRules.Required or FieldRules.MinItems ? NeedKind.Missing : NeedKind.Invalid,
                error.Path,
                error.Rule
            ))
        );
        var findings = state
            .Findings.Where(finding => finding is { Severity: Severity.Error, Paths.Count: > 0 })
            .Select(finding => new MoveNeed(NeedKind.Invalid, finding.Paths[0], finding.Rule.Name));
        var papers = state
            .Papers.Where(paper => paper.Required && !attached.Contains(paper.Code))
            .Select(paper => new MoveNeed(NeedKind.Paper, paper.Code, ""));
        return fields.Concat(findings).Concat(papers).Distinct();
    }

    private static bool IsGiven(AnswerValue value) =>
        value is not (VoidAnswer or TextAnswer { Text: "" } or ListAnswer { Values.Count: 0 });
}
