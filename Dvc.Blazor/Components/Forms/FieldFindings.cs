using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>What is wrong at a path, in words.</summary>
public sealed record FieldFinding(string Path, string Message, Severity Severity);

/// <summary>Findings of fields and of rules across fields, each at the field where it is told.</summary>
public static class FieldFindings
{
    /// <summary>Findings at one field: its own, then those of rules that name it first.</summary>
    public static IEnumerable<FieldFinding> At(FormSheet sheet, FieldState field)
    {
        var own = field.Errors.Concat(field.Warnings).Select(error => new FieldFinding(field.Path, Words(error, field), error.Severity));
        var rules = sheet
            .State.Findings.Where(finding => finding.Paths.Count > 0 && finding.Paths[0] == field.Path)
            .Where(finding => finding.Paths.All(sheet.ShowsFindings))
            .Select(finding => new FieldFinding(field.Path, FormWords.Of(finding, sheet.Form), finding.Severity));
        return own.Concat(rules);
    }

    /// <summary>What stops a step, in the order of the page.</summary>
    public static IEnumerable<FieldFinding> StoppingAt(FormState state, CompiledForm form, FormStep step)
    {
        var own = state.Fields.Where(field => field.Step == step && field.Visible);
        foreach (var field in own)
        {
            foreach (var error in field.Errors)
            {
                yield return new FieldFinding(field.Path, Words(error, field), Severity.Error);
            }

            var rules = state
                .FindingsAt(step)
                .Where(finding => finding.Severity == Severity.Error && finding.Paths is [var first, ..] && first == field.Path);
            foreach (var finding in rules)
            {
                yield return new FieldFinding(field.Path, FormWords.Of(finding, form), Severity.Error);
            }
        }
    }

    private static string Words(FieldError error, FieldState field)
    {
        var digits = FieldControls.TextOf(field.Answer).Count(char.IsAsciiDigit);
        return error.Rule == FieldRules.NationalId && digits is > 0 and < 12 and not 9
            ? Kit.Say.With(FormText.DigitsSoFar, field.Field.Label, digits)
            : FormWords.Of(error, field.Field);
    }
}
