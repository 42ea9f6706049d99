using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Authoring;

/// <summary>What was read of a package.</summary>
/// <param name="Content">Null when the file is no package that can be stored.</param>
/// <param name="Faults">What is wrong, each with its place; errors of the content too.</param>
public sealed record PackageReading(ProcedureDefinition? Content, IReadOnlyList<DefinitionFault> Faults);

/// <summary>One procedure in a file that goes from one portal to another (gói thủ tục).</summary>
public static class ProcedurePackage
{
    /// <summary>Most bytes of a package.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    private const string Format = "dvc-procedure";
    private const int Version = 1;
    private const int Deepest = 64;

    private static readonly JsonSerializerOptions Strict = new(FormJson.Options) { RespectNullableAnnotations = true };

    /// <summary>The package of a content; the same content gives the same file.</summary>
    /// <param name="number">Of the revision it was taken from.</param>
    public static string Write(ProcedureDefinition content, int number)
    {
        var text = ProcedureContent.Write(content);
        var package = new JsonObject
        {
            ["format"] = Format,
            ["version"] = Version,
            ["code"] = content.Code,
            ["revision"] = number,
            ["hash"] = Hash(text),
            ["content"] = JsonNode.Parse(text),
        };
        return package.ToJsonString(new JsonSerializerOptions(FormJson.Options) { WriteIndented = true });
    }

    /// <summary>Reads a package, whoever wrote it. Never throws for what is in it.</summary>
    public static PackageReading Read(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            return Refused(PackageFaults.TooLarge, "", $"{MostBytes / 1024 / 1024}");
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        catch (JsonException broken)
        {
            return Refused(PackageFaults.NotJson, "", $"{broken.LineNumber + 1}", $"{broken.BytePositionInLine + 1}");
        }
    }

    private static PackageReading Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !Is(root, "format", Format) || !root.TryGetProperty("content", out var content))
        {
            return Refused(PackageFaults.NotAPackage, "");
        }

        if (
            !root.TryGetProperty("version", out var version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number)
            || number != Version
        )
        {
            return Refused(PackageFaults.UnknownVersion, "version", $"{Version}");
        }

        if (NullIn(content, "content") is { } at)
        {
            return Refused(PackageFaults.WrongShape, at);
        }

        var part = "content";
        try
        {
            content.Deserialize<ProcedureDefinition>(Strict);
            part = "content.form";
            content.GetProperty("form").Deserialize<FormDefinition>(Strict);
            part = "content.form_rules";
            if (content.TryGetProperty("form_rules", out var rules))
            {
                rules.Deserialize<FormRule[]>(Strict);
            }

            part = "content.shared_sections";
            content.GetProperty("shared_sections").Deserialize<Dictionary<string, FormSection>>(Strict);
            return Checked(root, ProcedureDefinition.Parse(content.GetRawText()));
        }
        catch (JsonException wrong)
        {
            return Refused(PackageFaults.WrongShape, $"{part}{wrong.Path?.TrimStart('$')}");
        }
        catch (Exception wrong)
            when (wrong is InvalidOperationException or KeyNotFoundException or FormatException or NotSupportedException)
        {
            return Refused(PackageFaults.WrongShape, part);
        }
    }

    private static PackageReading Checked(JsonElement root, ProcedureDefinition content)
    {
        var faults = ProcedureCheck.Run(content).ToList();
        if (!Is(root, "hash", Hash(ProcedureContent.Write(content))))
        {
            faults.Insert(0, new DefinitionFault(PackageFaults.Altered, "hash", [], Severity.Warning));
        }

        return new PackageReading(faults.Exists(fault => fault.Severity == Severity.Error) ? null : content, faults);
    }

    private static string? NullIn(JsonElement value, string path)
    {
        var parts = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(property => NullIn(property.Value, $"{path}.{property.Name}")),
            JsonValueKind.Array => value
                .EnumerateArray()
                .Select((item, i) => item.ValueKind == JsonValueKind.Null ? $"{path}[{i}]" : NullIn(item, $"{path}[{i}]")),
            _ => [],
        };
        return parts.FirstOrDefault(found => found is not null);
    }

    private static bool Is(JsonElement root, string name, string value) =>
        root.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.GetString() == value;

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static PackageReading Refused(string code, string place, params string[] args) =>
        new(null, [new DefinitionFault(code, place, args, Severity.Error)]);
}

/// <summary>Codes of faults of the file itself; each is a text key.</summary>
public static class PackageFaults
{
    public const string TooLarge = nameof(TooLarge);
    public const string NotJson = nameof(NotJson);
    public const string NotAPackage = nameof(NotAPackage);
    public const string UnknownVersion = nameof(UnknownVersion);
    public const string WrongShape = nameof(WrongShape);

    /// <summary>The content was changed after the package was written.</summary>
    public const string Altered = nameof(Altered);
}
