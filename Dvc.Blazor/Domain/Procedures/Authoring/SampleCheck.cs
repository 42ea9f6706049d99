using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures.TestBench;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>Runs the samples of a content: what comes of them otherwise than expected keeps it from being published.</summary>
public sealed class SampleCheck
{
    /// <summary>Most samples of a procedure.</summary>
    public const int MostSamples = 30;

    /// <summary>Most answers of a sample.</summary>
    public const int MostAnswers = 2_000;

    private readonly ProcedureDefinition _content;
    private readonly CompiledForm _form;
    private readonly List<DefinitionFault> _faults;

    internal SampleCheck(ProcedureDefinition content, CompiledForm form, List<DefinitionFault> faults) =>
        (_content, _form, _faults) = (content, form, faults);

    internal void Run()
    {
        if (_content.Samples.Count > MostSamples)
        {
            Add(ContentFaults.TooManySamples, "samples", $"{MostSamples}");
            return;
        }

        foreach (var twin in _content.Samples.GroupBy(sample => sample.Key).Where(group => group.Count() > 1))
        {
            Add(ContentFaults.BadSample, PlaceOf(twin.Key), twin.Key);
        }

        foreach (var sample in _content.Samples)
        {
            Run(sample);
        }
    }

    /// <summary>The place of a sample in the content.</summary>
    public static string PlaceOf(string key) => $"samples[{key}]";

    private void Run(ProcedureSample sample)
    {
        if (!FreshKey.IsSound(sample.Key) || sample.Answers.Count > MostAnswers || sample.Channel is not ("truc_tuyen" or "truc_tiep"))
        {
            Add(ContentFaults.BadSample, PlaceOf(sample.Key), sample.Name);
            return;
        }

        try
        {
            if (SampleRun.Differences(_content, _form, sample).Count is > 0 and var count)
            {
                Add(ContentFaults.SampleDiffers, PlaceOf(sample.Key), sample.Name, $"{count}");
            }
        }
        catch (JsonException)
        {
            Add(ContentFaults.BadSample, PlaceOf(sample.Key), sample.Name);
        }
    }

    private void Add(string code, string place, params string[] args) =>
        _faults.Add(new DefinitionFault(code, place, args, Severity.Error));
}
