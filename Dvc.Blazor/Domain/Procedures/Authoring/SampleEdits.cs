using Dvc.Blazor.Domain.Procedures.TestBench;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Keeps a sample with the content: a new one at the end, a known one by its key.</summary>
public sealed record SetSample(ProcedureSample Sample) : Edit
{
    /// <summary>A key that no sample of the content has.</summary>
    public static string FreshKeyIn(ProcedureDefinition content)
    {
        var number = content.Samples.Count + 1;
        while (content.Samples.Any(sample => sample.Key == $"mau-{number}"))
        {
            number++;
        }

        return $"mau-{number}";
    }

    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published)
    {
        if (content.Samples.Any(sample => sample.Key == Sample.Key))
        {
            return content with { Samples = [.. content.Samples.Select(sample => sample.Key == Sample.Key ? Sample : sample)] };
        }

        return content.Samples.Count >= SampleCheck.MostSamples
            ? throw new RuleViolationException("Authoring.TooManySamples", SampleCheck.MostSamples)
            : content with
            {
                Samples = [.. content.Samples, Sample],
            };
    }
}

/// <summary>Takes a sample out.</summary>
public sealed record DeleteSample(string Key) : Edit
{
    public override ProcedureDefinition Apply(ProcedureDefinition content, PublishedKeys published) =>
        content.Samples.Any(sample => sample.Key == Key)
            ? content with
            {
                Samples = [.. content.Samples.Where(sample => sample.Key != Key)],
            }
            : throw new RuleViolationException("Authoring.NotThere");
}
