using System.Globalization;
using System.Text.Json;
using Dvc.Blazor.Components.Forms;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Authoring;

namespace Dvc.Blazor.Features.Authoring;

/// <summary>Words for what authors see.</summary>
public static class AuthoringWords
{
    public static string Of(ProcedureState state) => Word($"State.{state}");

    public static string Of(ContentGap gap) => Word($"Gap.{gap}");

    public static string Of(ProcedureAct act) => Word($"Act.{act}");

    public static string Of(ProcedureEventRow happened) =>
        happened.Times > 1 ? Say.With(AuthoringText.EventTimes, Of(happened.Act), happened.Times) : Of(happened.Act);

    public static string Of(FieldKind kind) => Word($"Kind.{kind}");

    public static string Of(ContentPart part) => Word($"Part.{part}");

    public static string Of(DifferenceKind kind) => Word($"Difference.{kind}");

    public static string Of(SectionRole role) => Word($"Role.{role}");

    public static string Of(ConditionOp op) => Word($"Op.{op}");

    public static string Of(DefinitionFault fault) => Say.With(Word($"Fault.{fault.Code}"), [.. fault.Args]);

    public static string Draft(AuthoringRow row) =>
        row.DraftNumber is not { } number ? "–"
        : row.PublishAt is { } at ? Say.With(AuthoringText.DraftScheduled, number, When.Moment(at))
        : Say.With(AuthoringText.RevisionNumber, number);

    /// <summary>A property of a content in words; its own name where there are none.</summary>
    public static string Property(string name) =>
        AuthoringText.ResourceManager.GetString($"Property.{name}", CultureInfo.CurrentUICulture) ?? name;

    /// <summary>A value of a property as people read it.</summary>
    public static string Value(JsonElement? value, IFieldLabels labels) =>
        value is not { } json
            ? AuthoringText.Nothing
            : json.ValueKind switch
            {
                JsonValueKind.True => AuthoringText.Yes,
                JsonValueKind.False => AuthoringText.No,
                JsonValueKind.String => Known(json.GetString()!),
                JsonValueKind.Array => string.Join("; ", json.EnumerateArray().Select(item => Value(item, labels))),
                JsonValueKind.Object => Object(json, labels),
                _ => json.GetRawText(),
            };

    private static string Object(JsonElement json, IFieldLabels labels)
    {
        if (json.TryGetProperty("label", out var label) && label.ValueKind == JsonValueKind.String)
        {
            return label.GetString()!;
        }

        try
        {
            if (json.Deserialize<Condition>(FormJson.Options) is { } condition)
            {
                return FormWords.Of(condition, labels);
            }
        }
        catch (JsonException)
        {
            // No condition: told property by property.
        }

        return string.Join(", ", json.EnumerateObject().Select(p => $"{Property(p.Name)}: {Value(p.Value, labels)}"));
    }

    /// <summary>A word of the content in the words of people; itself where there are none.</summary>
    public static string Known(string value) =>
        AuthoringText.ResourceManager.GetString($"Value.{value}", CultureInfo.CurrentUICulture) ?? value;

    private static string Word(string key) =>
        AuthoringText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"No words for {key}.");
}
