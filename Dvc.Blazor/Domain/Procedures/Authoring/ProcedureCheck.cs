using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Looks a content over and names every fault with its place; errors keep it from being published.</summary>
public static class ProcedureCheck
{
    /// <summary>Most fields of a form, groups and what is in them counted.</summary>
    public const int MostFields = 500;

    /// <summary>Deepest nesting of fields.</summary>
    public const int Deepest = 4;

    /// <summary>Faults in the order of the content, errors of one place before its warnings.</summary>
    public static IReadOnlyList<DefinitionFault> Run(ProcedureDefinition content)
    {
        var faults = new List<DefinitionFault>();
        // What is too large is not looked at any further.
        if (!new SizeCheck(faults).IsFit(content.Form))
        {
            return faults;
        }

        var form = new CompiledForm(
            content.Form,
            content.Components.Select(paper => new PaperRule(paper.Code, paper.Required, paper.RequiredWhen))
        );
        faults.AddRange(FormDefinitionCheck.Run(form));
        new TypeCheck(form, faults).Run();
        new TextCheck(faults).Run(content);
        new FormCompletenessCheck(form, faults).Run();
        new TermsCheck(content, faults).Run();
        // What cannot be evaluated soundly is mended first.
        if (!faults.Exists(fault => fault.Severity == Severity.Error))
        {
            new SampleCheck(content, form, faults).Run();
        }

        return [.. faults.Distinct(SamePlaceAndWords.Instance).OrderBy(fault => fault.Severity)];
    }

    private sealed class SamePlaceAndWords : IEqualityComparer<DefinitionFault>
    {
        public static SamePlaceAndWords Instance { get; } = new();

        public bool Equals(DefinitionFault? x, DefinitionFault? y) =>
            x!.Code == y!.Code && x.Place == y.Place && x.Args.SequenceEqual(y.Args);

        public int GetHashCode(DefinitionFault fault) => HashCode.Combine(fault.Code, fault.Place);
    }
}

/// <summary>Limits against forms that nobody could fill in, or no server draw.</summary>
internal sealed class SizeCheck(List<DefinitionFault> faults)
{
    private const int MostOptions = 1_000;

    public bool IsFit(FormDefinition form)
    {
        var count = form.Sections.Count + FormTree.All(form).Take(ProcedureCheck.MostFields + 1).Count();
        if (count > ProcedureCheck.MostFields)
        {
            Add(ContentFaults.TooManyFields, "", $"{ProcedureCheck.MostFields}");
        }

        foreach (var (path, field) in FormTree.All(form).Take(ProcedureCheck.MostFields))
        {
            if (path.Count(c => c == AnswerPath.Separator) >= ProcedureCheck.Deepest)
            {
                Add(ContentFaults.TooDeep, path, $"{ProcedureCheck.Deepest}");
            }

            if (field.Options.Count > MostOptions)
            {
                Add(ContentFaults.TooManyOptions, path, $"{MostOptions}");
            }
        }

        return faults.Count == 0;
    }

    private void Add(string code, string place, string arg) => faults.Add(new DefinitionFault(code, place, [arg], Severity.Error));
}
