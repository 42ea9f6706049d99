using System.Globalization;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Components.Forms;

/// <summary>Findings and conditions of a form in the reader's language.</summary>
public static class FormWords
{
    private static string Format(string key) =>
        FormWordsText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"No words for {key}.");

    /// <summary>The message of a field finding; numbers are written with the decimal comma.</summary>
    public static string Of(FieldError error, FormField field) => Say($"Field{error.Rule}", [field.Label, .. error.Args]);

    /// <summary>The message of a finding at a field outside the form engine.</summary>
    /// <param name="rule">A member of <see cref="FieldRules"/>.</param>
    /// <param name="label">The field's label.</param>
    /// <param name="args">What the rule's words need besides.</param>
    public static string Of(string rule, string label, params string[] args) => Say($"Field{rule}", [label, .. args]);

    /// <summary>The author's own message of a broken rule, or words by its name.</summary>
    /// <param name="labels">The compiled form.</param>
    public static string Of(RuleFinding finding, IFieldLabels labels)
    {
        if (finding.Rule.Message is { } message)
        {
            return message;
        }

        var names = finding.Rule.References().Select(reference => labels.Find(reference)?.Label ?? reference).Append("").Take(2);
        var rule = string.Concat(finding.Rule.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return Say($"Rule{rule}", [.. names, .. finding.Args]);
    }

    /// <summary>A condition in words.</summary>
    public static string Of(Condition condition, IFieldLabels labels) =>
        condition.Explain(
            labels,
            new ConditionWords
            {
                Eq = FormWordsText.Eq,
                Ne = FormWordsText.Ne,
                In = FormWordsText.In,
                NotIn = FormWordsText.NotIn,
                Contains = FormWordsText.Contains,
                NotContains = FormWordsText.NotContains,
                Gt = FormWordsText.Gt,
                NotGt = FormWordsText.NotGt,
                Lt = FormWordsText.Lt,
                NotLt = FormWordsText.NotLt,
                Empty = FormWordsText.Empty,
                NotEmpty = FormWordsText.NotEmpty,
                Checked = FormWordsText.Checked,
                Unchecked = FormWordsText.Unchecked,
                And = FormWordsText.And,
                Or = FormWordsText.Or,
                Not = FormWordsText.Not,
                Group = FormWordsText.Group,
                ListSeparator = FormWordsText.ListSeparator,
            }
        );

    private static string Say(string key, IEnumerable<string> args) =>
        string.Format(CultureInfo.CurrentCulture, Format(key), [.. args.Select(Readable)]);

    // Arguments come in invariant form; a number is shown as people here write it.
    private static string Readable(string arg) =>
        decimal.TryParse(arg, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && !(arg.Length > 1 && arg[0] == '0' && char.IsAsciiDigit(arg[1]))
            ? number.ToString("#,##0.##########", Vietnamese)
            : arg;

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
}
