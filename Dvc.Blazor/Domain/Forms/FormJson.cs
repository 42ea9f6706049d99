using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>JSON of forms: the catalogue's snake_case shape, nothing dropped, nothing added.</summary>
public static class FormJson
{
    /// <summary>Use for every document that holds a form, so that names and omissions stay the same.</summary>
    public static JsonSerializerOptions Options { get; } = Build();

    /// <summary>Reads the form of one procedure of the catalogue file and puts the shared sections around it.</summary>
    /// <param name="procedure">An element of <c>procedures</c>, with <c>form</c> and perhaps <c>form_rules</c>.</param>
    /// <param name="sharedSections">The catalogue's <c>shared_sections</c>.</param>
    /// <exception cref="JsonException">The text does not have the shape of a form.</exception>
    public static FormDefinition ReadCatalogue(JsonElement procedure, JsonElement sharedSections)
    {
        var form = procedure.GetProperty("form").Deserialize<FormDefinition>(Options)!;
        var rules = procedure.TryGetProperty("form_rules", out var list) ? list.Deserialize<FormRule[]>(Options)! : form.Rules;
        var shared = form.Include.Select(key => Shared(sharedSections, key)).ToList();
        return form with
        {
            Rules = rules,
            Sections =
            [
                .. shared.Where(section => section.Role != SectionRole.ResultDelivery),
                .. form.Sections,
                .. shared.Where(section => section.Role == SectionRole.ResultDelivery),
            ],
        };
    }

    /// <summary>Reads a stored form.</summary>
    /// <exception cref="JsonException">The text does not have the shape of a form.</exception>
    public static FormDefinition Read(string json) =>
        JsonSerializer.Deserialize<FormDefinition>(json, Options) ?? throw new JsonException("null");

    public static string Write(FormDefinition form) => JsonSerializer.Serialize(form, Options);

    private static FormSection Shared(JsonElement sharedSections, string key)
    {
        var role = key == "nhan_ket_qua" ? SectionRole.ResultDelivery : SectionRole.Applicant;
        return sharedSections.GetProperty(key).Deserialize<FormSection>(Options)! with { Role = role };
    }

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OmitEmptyLists } },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void OmitEmptyLists(JsonTypeInfo type)
    {
        foreach (
            var property in type.Properties.Where(p =>
                p.PropertyType != typeof(string) && !p.IsExtensionData && typeof(IEnumerable).IsAssignableFrom(p.PropertyType)
            )
        )
        {
            property.ShouldSerialize = (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
        }
    }
}

/// <summary>Enum members as snake_case words.</summary>
public sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
