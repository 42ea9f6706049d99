using System.Text.Json.Serialization;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.TestBench;

/// <summary>What an expectation of a sample is about. Written as words in the content.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SampleAspect>))]
public enum SampleAspect
{
    /// <summary>A field that is asked.</summary>
    Shown = 0,

    /// <summary>A value that is worked out.</summary>
    Computed = 1,

    /// <summary>What stops the submission at a field.</summary>
    Wanted = 2,

    /// <summary>A paper that is asked for; whether it is compulsory.</summary>
    Paper = 3,

    /// <summary>The time limit of its channel.</summary>
    Due = 4,

    /// <summary>A fee and its amount.</summary>
    Fee = 5,

    /// <summary>Levels of approval, and parts of other agencies with their working days.</summary>
    Route = 6,

    /// <summary>A letter that leaders approve.</summary>
    Letter = 7,
}

/// <summary>One thing that comes of a sample.</summary>
/// <param name="Key">Path of the field, code of the paper, name of the fee or part; empty where there is only one.</param>
/// <param name="Value">What it comes to; empty where being there is all.</param>
public sealed record SampleLine(SampleAspect Aspect, string Key, string Value = "");

/// <summary>
/// A made-up dossier that is kept with the content of a procedure (hồ sơ mẫu) and run on each draft: what comes of it has to be what was expected. It holds
/// no data of a real person.
/// </summary>
public sealed record ProcedureSample
{
    /// <summary>Stable key within the procedure.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>On which way it comes in, in the words of the catalogue: <c>truc_tuyen</c> or <c>truc_tiep</c>.</summary>
    public string Channel { get; init; } = "truc_tuyen";

    /// <summary>The day in Vietnam on which it is filled in; ages and limits of dates hang on it.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Answers as typed, by path, each as the JSON text of an <see cref="AnswerValue"/>.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is to come of it.</summary>
    public IReadOnlyList<SampleLine> Expected { get; init; } = [];

    /// <summary>The answers to evaluate a form with.</summary>
    /// <exception cref="System.Text.Json.JsonException">One of them is no answer.</exception>
    public FormAnswers Read() => FormAnswers.FromJson(Answers.Select(a => KeyValuePair.Create(a.Key, (string?)a.Value)));

    /// <summary>The sample with other answers.</summary>
    public ProcedureSample With(FormAnswers answers) =>
        this with
        {
            Answers = answers
                .All.Where(a => a.Value is not VoidAnswer)
                .OrderBy(a => a.Key, StringComparer.Ordinal)
                .ToDictionary(a => a.Key, a => a.Value.ToJson(), StringComparer.Ordinal),
        };
}
