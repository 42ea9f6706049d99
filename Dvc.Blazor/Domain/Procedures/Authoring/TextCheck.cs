using System.Text.RegularExpressions;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Words of a content: there, not too long, plain text. Pages show them as text in any case; markup in them is a mistake or an attempt.</summary>
internal sealed partial class TextCheck(List<DefinitionFault> faults)
{
    private const int Label = 300;
    private const int Words = 2_000;

    private static readonly string[] Prefills =
    [
        "account.full_name",
        "account.national_id",
        "account.birth_date",
        "account.phone",
        "account.email",
        "account.address",
    ];

    public void Run(ProcedureDefinition content)
    {
        Wanted("name", content.Name, Label);
        Free("result", content.Result?.Name, Label);
        foreach (var section in content.Form.Sections)
        {
            Wanted(section.Key, section.Label, Label);
            Fields(section.Fields, section.Key);
        }

        foreach (var (index, rule) in content.Form.Rules.Index())
        {
            Free($"form_rules[{index}]", rule.Message, Label);
        }

        foreach (var paper in content.Components)
        {
            Wanted($"components[{paper.Code}]", paper.Name, Label);
            Free($"components[{paper.Code}]", paper.FormTemplate, Words);
        }

        foreach (var (index, fee) in content.Fees.Index())
        {
            Wanted($"fees[{index}]", fee.Name, Label);
            Free($"fees[{index}]", fee.Note, Words);
        }

        foreach (var sample in content.Samples)
        {
            Wanted(SampleCheck.PlaceOf(sample.Key), sample.Name, Label);
        }

        foreach (var (index, basis) in content.LegalBasis.Index())
        {
            Wanted($"legal_basis[{index}]", basis, Words);
        }
    }

    private void Fields(IEnumerable<FormField> fields, string parent)
    {
        foreach (var field in fields)
        {
            var place = $"{parent}/{field.Key}";
            if (!FreshKey.IsSound(field.Key))
            {
                Add(DefinitionFaults.BadKey, place, field.Key);
            }

            Wanted(place, field.Label, Label);
            Free(place, field.Help, Words);
            foreach (var option in field.Options)
            {
                Wanted(place, option.Label, Label);
                Free(place, option.Value, Label);
            }

            if (field.Prefill is { } prefill && !Prefills.Contains(prefill))
            {
                Add(ContentFaults.UnknownPrefill, place, prefill);
            }

            if (field.Transform is not (null or "uppercase_on_print"))
            {
                Add(ContentFaults.UnknownTransform, place, field.Transform);
            }

            Fields(field.Fields, place);
        }
    }

    private void Wanted(string place, string text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Add(ContentFaults.TextMissing, place);
        }

        Free(place, text, most);
    }

    private void Free(string place, string? text, int most)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > most)
        {
            Add(ContentFaults.TextTooLong, place, $"{most}");
        }
        else if (Tag().Match(text) is { Success: true } tag)
        {
            Add(ContentFaults.Markup, place, tag.Value);
        }
        else if (Braces().Match(text) is { Success: true } braces)
        {
            Add(ContentFaults.Placeholder, place, braces.Value);
        }
    }

    private void Add(string code, string place, params string[] args) => faults.Add(new DefinitionFault(code, place, args, Severity.Error));

    [GeneratedRegex(@"</?[a-zA-Z!][^>]{0,40}|(?i:javascript:)", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{\{?[^{}]{0,40}\}?\}", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Braces();
}
