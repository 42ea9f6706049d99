namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Adds a paper at the end; its code is made of the name and stays.</summary>
public sealed record AddPaper(string Name) : Edit
{
    /// <summary>Media types that a new paper takes.</summary>
    public static IReadOnlyList<string> UsualTypes { get; } = ["application/pdf", "image/jpeg", "image/png", "image/heic"];

    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var code = FreshKey.Of(
            Name,
            taken => content.Components.Any(paper => string.Equals(paper.Code, Code(taken), StringComparison.OrdinalIgnoreCase))
        );
        var paper = new RequiredDocument
        {
            Code = Code(code),
            Name = Name,
            Originals = 1,
            Accept = UsualTypes,
        };
        return content with { Components = [.. content.Components, paper] };
    }

    private static string Code(string key) => $"GT-{key.Replace('_', '-').ToUpperInvariant()}";
}

/// <summary>Gives a paper other properties; its code and unknown properties stay.</summary>
public sealed record ChangePaper(string Code, RequiredDocument Changed) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var paper = PaperEdit.Find(content, Code);
        var changed = Changed with { Code = paper.Code, Rest = paper.Rest };
        return changed == paper ? content : content with { Components = [.. content.Components.Select(p => p == paper ? changed : p)] };
    }
}

/// <summary>Moves a paper by so many places.</summary>
public sealed record MovePaper(string Code, int By) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var paper = PaperEdit.Find(content, Code);
        var papers = content.Components.ToList();
        var from = papers.IndexOf(paper);
        var to = Math.Clamp(from + By, 0, papers.Count - 1);
        if (from == to)
        {
            return content;
        }

        papers.RemoveAt(from);
        papers.Insert(to, paper);
        return content with { Components = papers };
    }
}

/// <summary>Takes a paper out.</summary>
public sealed record DeletePaper(string Code) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        var paper = PaperEdit.Find(content, Code);
        return content with { Components = [.. content.Components.Where(p => p != paper)] };
    }
}

internal static class PaperEdit
{
    public static RequiredDocument Find(ProcedureDefinition content, string code) =>
        content.Components.FirstOrDefault(paper => paper.Code == code) ?? throw new RuleViolationException("Authoring.NotThere");
}
