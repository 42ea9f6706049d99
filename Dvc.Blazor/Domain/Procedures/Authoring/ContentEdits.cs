namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Name, sector, level, result and remarks as the public reads them.</summary>
public sealed record ChangeDescription(string Name, string Sector, string Level, string? Result) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var result =
            string.IsNullOrEmpty(Result) ? null
            : content.Result is { } before ? before with { Name = Result }
            : new ProcedureResult { Name = Result };
        var changed = content with { Name = Name, Field = Sector, Level = Level, Result = result };
        return changed == content ? content : changed;
    }
}

/// <summary>How long the procedure takes.</summary>
public sealed record ChangeProcessing(ProcessingTime Processing) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var processing = Processing with { Rest = content.Processing.Rest };
        return processing == content.Processing ? content : content with { Processing = processing };
    }
}

/// <summary>Who approves what, and what becomes of dossiers whose applicants let the time pass.</summary>
public sealed record ChangeWorkflow(int? ApprovalLevels, IReadOnlyList<int> LetterApproval, OverdueRules Overdue) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published) =>
        ApprovalLevels == content.ApprovalLevels && Overdue == content.Overdue && LetterApproval.SequenceEqual(content.LetterApproval)
            ? content
            : content with
            {
                ApprovalLevels = ApprovalLevels,
                LetterApproval = LetterApproval,
                Overdue = Overdue with { Rest = content.Overdue.Rest },
            };
}

/// <summary>The documents the procedure rests on.</summary>
public sealed record ChangeLegalBasis(IReadOnlyList<string> LegalBasis) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published) =>
        LegalBasis.SequenceEqual(content.LegalBasis) ? content : content with { LegalBasis = LegalBasis };
}

/// <summary>Adds a fee at the end.</summary>
public sealed record AddFee(string Name) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published) =>
        content with
        {
            Fees = [.. content.Fees, new Fee { Name = Name, Currency = "VND" }],
        };
}

/// <summary>Gives a fee, by its place in the list, other values; null takes it out.</summary>
public sealed record ChangeFee(int Index, Fee? Changed) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        if (Index < 0 || Index >= content.Fees.Count)
        {
            throw new RuleViolationException("Authoring.NotThere");
        }

        var fees = content.Fees.ToList();
        if (Changed is null)
        {
            fees.RemoveAt(Index);
        }
        else if (fees[Index] == (Changed with { Rest = fees[Index].Rest }))
        {
            return content;
        }
        else
        {
            fees[Index] = Changed with { Rest = fees[Index].Rest };
        }

        return content with
        {
            Fees = fees,
        };
    }
}
