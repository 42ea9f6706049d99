using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Xunit;

namespace Dvc.Blazor.Tests.Domain.Forms;

/// <summary>The forms of all procedures of the catalogue that travels with the program.</summary>
internal static class SeededForms
{
    private static readonly JsonDocument Catalogue = Load();

    public static JsonElement SharedSections => Catalogue.RootElement.GetProperty("shared_sections");

    public static IEnumerable<JsonElement> Procedures => Catalogue.RootElement.GetProperty("procedures").EnumerateArray();

    public static TheoryData<string> Codes => [.. Procedures.Select(procedure => procedure.GetProperty("code").GetString()!)];

    public static JsonElement Procedure(string code) => Procedures.Single(procedure => procedure.GetProperty("code").GetString() == code);

    public static FormDefinition Form(string code) => FormJson.ReadCatalogue(Procedure(code), SharedSections);

    public static IEnumerable<PaperRule> Papers(string code) =>
        Procedure(code)
            .GetProperty("components")
            .EnumerateArray()
            .Select(component => new PaperRule(
                component.GetProperty("code").GetString()!,
                component.GetProperty("required").GetBoolean(),
                component.TryGetProperty("required_when", out var when) ? when.Deserialize<Condition>(FormJson.Options) : null
            ));

    public static CompiledForm Compiled(string code) => new(Form(code), Papers(code));

    private static JsonDocument Load()
    {
        using var stream = typeof(Program).Assembly.GetManifestResourceStream("Seed/catalogue.json")!;
        return JsonDocument.Parse(stream);
    }
}
