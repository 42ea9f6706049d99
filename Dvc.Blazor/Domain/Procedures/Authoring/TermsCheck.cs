using System.Globalization;
using System.Text.RegularExpressions;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Everything of a content but its form: papers, fees, time limit, approval.</summary>
internal sealed partial class TermsCheck(ProcedureDefinition content, List<DefinitionFault> faults)
{
    private const int MostCopies = 20;
    private const long HighestFee = 10_000_000_000;
    private const int MostUnits = 1_000;
    internal const int MostLevels = 5;

    public void Run()
    {
        if (!Code().IsMatch(content.Code))
        {
            Add(ContentFaults.BadCode, "code", content.Code);
        }

        if (content.Level is not ("toan-trinh" or "mot-phan" or "cung-cap-thong-tin"))
        {
            Add(ContentFaults.UnknownLevel, "level", content.Level);
        }

        if (ProcedureUnits.Read(content).Count == 0)
        {
            Add(ContentFaults.NoPlace, "agencies");
        }

        Papers();
        foreach (var (index, fee) in content.Fees.Index().Where(f => f.Item.Amount is < 0 or > HighestFee))
        {
            Add(ContentFaults.BadFee, $"fees[{index}]", fee.Name);
        }

        Times(content.Processing);
        Approval();
    }

    private void Papers()
    {
        foreach (var twin in content.Components.GroupBy(paper => paper.Code).Where(group => group.Count() > 1))
        {
            Add(ContentFaults.DuplicatePaper, $"components[{twin.Key}]", twin.Key);
        }

        foreach (var paper in content.Components)
        {
            var place = $"components[{paper.Code}]";
            if (!FreshKey.IsSound(paper.Code))
            {
                Add(DefinitionFaults.BadKey, place, paper.Code);
            }

            if (paper.Originals is < 0 or > MostCopies || paper.Copies is < 0 or > MostCopies)
            {
                Add(ContentFaults.BadCopies, place, paper.Name);
            }

            foreach (var type in paper.Accept.Except(AddPaper.UsualTypes))
            {
                Add(ContentFaults.UnknownMediaType, place, type);
            }
        }
    }

    private void Times(ProcessingTime time)
    {
        if (time.Unit is not ("working_day" or "day" or "same_day" or "working_hour"))
        {
            Add(ContentFaults.UnknownTimeUnit, "processing", time.Unit);
        }

        var values = time.ByChannel.Values.Append(time.Value ?? 0).Append(time.SupplementNoticeWithin ?? 0);
        if (values.Any(value => value is < 0 or > MostUnits))
        {
            Add(ContentFaults.BadTimeLimit, "processing");
        }

        if (time.Cutoff is { } cutoff && !TimeOnly.TryParseExact(cutoff, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            Add(ContentFaults.BadCutoff, "processing", cutoff);
        }
    }

    private void Approval()
    {
        if (content.ApprovalLevels is < 1 or > MostLevels)
        {
            Add(ContentFaults.BadApprovalLevels, "workflow", $"{MostLevels}");
        }

        foreach (var letter in content.LetterApproval.Where(letter => letter is < 2 or > 5))
        {
            Add(ContentFaults.BadLetter, "workflow", letter.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var rule in new[] { content.Overdue.Supplement, content.Overdue.Payment })
        {
            if (rule is not (null or "propose" or "close" or "remind"))
            {
                Add(ContentFaults.BadOverdueRule, "workflow", rule);
            }
        }
    }

    private void Add(string code, string place, params string[] args) => faults.Add(new DefinitionFault(code, place, args, Severity.Error));

    [GeneratedRegex(@"^[0-9A-Za-z](?:[0-9A-Za-z.\-]{0,38}[0-9A-Za-z])?\z", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Code();
}
