using System.Collections.Immutable;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>All answers of a draft by path (câu trả lời của tờ khai). Unchanging: each change gives a new map.
/// Paths: <c>key</c>; in a repeating group <c>group/{rowId}/key</c>, deeper likewise; in a plain group <c>group/key</c>.
/// A row exists by a <see cref="RowAnswer"/> at <c>group/{rowId}</c>.</summary>
public sealed class FormAnswers
{
    private readonly ImmutableDictionary<string, AnswerValue> _values;

    private FormAnswers(ImmutableDictionary<string, AnswerValue> values) => _values = values;

    public static FormAnswers Empty { get; } = new(ImmutableDictionary.Create<string, AnswerValue>(StringComparer.Ordinal));

    public IEnumerable<KeyValuePair<string, AnswerValue>> All => _values;

    public int Count => _values.Count;

    /// <summary>The answer, or null when there is none or it was taken back.</summary>
    public AnswerValue? this[string path] => _values.TryGetValue(path, out var value) && value is not VoidAnswer ? value : null;

    /// <summary>From stored rows; of one path the last one wins.</summary>
    public static FormAnswers From(IEnumerable<KeyValuePair<string, AnswerValue>> values) =>
        new(ImmutableDictionary.CreateBuilder<string, AnswerValue>(StringComparer.Ordinal).With(values).ToImmutable());

    /// <summary>From stored rows of (path, JSON); null JSON is an answer taken away.</summary>
    /// <exception cref="System.Text.Json.JsonException">A row does not hold an answer.</exception>
    public static FormAnswers FromJson(IEnumerable<KeyValuePair<string, string?>> rows) =>
        From(rows.Select(row => KeyValuePair.Create(row.Key, row.Value is null ? VoidAnswer.Instance : AnswerValue.FromJson(row.Value))));

    public FormAnswers With(string path, AnswerValue value) => new(_values.SetItem(path, value));

    public FormAnswers With(string path, string text) => With(path, new TextAnswer(text));

    public FormAnswers With(string path, bool flag) => With(path, new FlagAnswer(flag));

    public FormAnswers Without(string path) => new(_values.Remove(path));
}

/// <summary>Building and taking apart answer paths.</summary>
public static class AnswerPath
{
    public const char Separator = '/';

    /// <summary>Path of a field inside a row or group; the parent is empty at the top.</summary>
    public static string Child(string parent, string key) => parent.Length == 0 ? key : $"{parent}/{key}";

    /// <summary>Path of a row's own entry.</summary>
    public static string Row(string group, string rowId) => $"{group}/{rowId}";

    /// <summary>An id for a new row, unlike any other on any device.</summary>
    public static string NewRowId() => Guid.NewGuid().ToString("N")[..12];

    /// <summary>Everything before the last part; empty at the top.</summary>
    public static string Parent(string path) => path.LastIndexOf(Separator) is var at and >= 0 ? path[..at] : "";

    /// <summary>The last part: a field key or a row id.</summary>
    public static string Last(string path) => path[(path.LastIndexOf(Separator) + 1)..];
}

file static class Builders
{
    public static ImmutableDictionary<string, AnswerValue>.Builder With(
        this ImmutableDictionary<string, AnswerValue>.Builder builder,
        IEnumerable<KeyValuePair<string, AnswerValue>> values
    )
    {
        foreach (var (path, value) in values)
        {
            builder[path] = value;
        }

        return builder;
    }
}
