using System.Globalization;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.TestBench;

/// <summary>An expectation that is not met: what was expected and what comes of the sample; null where there is none.</summary>
public sealed record SampleDifference(SampleAspect Aspect, string Key, string? Expected, string? Found);

/// <summary>Runs a sample on a content by the code that serves citizens and the office.</summary>
public static class SampleRun
{
    /// <summary>Key of the line about levels of approval.</summary>
    public const string Approval = "approval";

    /// <summary>What comes of the sample; the same content and sample always give the same lines.</summary>
    /// <param name="form">The form of the content with its papers.</param>
    /// <exception cref="System.Text.Json.JsonException">The sample holds something that is no answer.</exception>
    public static IReadOnlyList<SampleLine> Of(ProcedureDefinition content, CompiledForm form, ProcedureSample sample)
    {
        var state = FormEvaluator.Evaluate(form, sample.Read(), new FormContext(sample.Day));
        return
        [
            .. state.Fields.Where(f => f.Visible).Select(f => new SampleLine(SampleAspect.Shown, f.Path)),
            .. state
                .Fields.Where(f => f is { Visible: true, Field.Computed: not null })
                .Select(f => new SampleLine(SampleAspect.Computed, f.Path, ValueText.Of(f.Value))),
            .. state
                .Fields.SelectMany(f => f.Errors)
                .Select(e => new SampleLine(SampleAspect.Wanted, e.Path, e.Rule))
                .Concat(
                    state
                        .Findings.Where(f => f is { Severity: Severity.Error, Paths.Count: > 0 })
                        .Select(f => new SampleLine(SampleAspect.Wanted, f.Paths[0], f.Rule.Name))
                )
                .DistinctBy(line => line.Key),
            .. state
                .Papers.Where(p => p.Asked)
                .DistinctBy(p => p.Code)
                .Select(p => new SampleLine(SampleAspect.Paper, p.Code, p.Required ? "required" : "optional")),
            Due(content, sample.Channel),
            .. content.Fees.DistinctBy(f => f.Name).Select(f => new SampleLine(SampleAspect.Fee, f.Name, Number(f.Amount))),
            new SampleLine(SampleAspect.Route, Approval, Number(content.ApprovalLevels ?? 1)),
            .. content
                .Linked.Where(part => part.When is null || state.Holds(part.When))
                .DistinctBy(part => part.Procedure)
                .Select(part => new SampleLine(SampleAspect.Route, part.Procedure, Number(part.WorkingDays))),
            .. content.LetterApproval.Distinct().Select(letter => new SampleLine(SampleAspect.Letter, Number(letter))),
        ];
    }

    /// <summary>The expectations that are not met, in the order of the aspects; empty when all are.</summary>
    /// <exception cref="System.Text.Json.JsonException">The sample holds something that is no answer.</exception>
    public static IReadOnlyList<SampleDifference> Differences(ProcedureDefinition content, CompiledForm form, ProcedureSample sample)
    {
        var expected = sample.Expected.DistinctBy(line => (line.Aspect, line.Key)).ToDictionary(l => (l.Aspect, l.Key), l => l.Value);
        var found = Of(content, form, sample).ToDictionary(l => (l.Aspect, l.Key), l => l.Value);
        return
        [
            .. expected
                .Keys.Union(found.Keys)
                .Select(key => new SampleDifference(key.Aspect, key.Key, expected.GetValueOrDefault(key), found.GetValueOrDefault(key)))
                .Where(difference => difference.Expected != difference.Found)
                .OrderBy(difference => difference.Aspect),
        ];
    }

    // On the day of filing there is nothing to count.
    private static SampleLine Due(ProcedureDefinition content, string channel) =>
        new(
            SampleAspect.Due,
            "",
            content.Processing.Unit == "same_day"
                ? content.Processing.Unit
                : $"{Number(content.Processing.On(channel).Value)} {content.Processing.Unit}".Trim()
        );

    private static string Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
