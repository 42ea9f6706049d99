using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>A data file that ships inside the program.</summary>
internal sealed class SeedFile
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private SeedFile(string name, byte[] bytes)
    {
        Name = name;
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Root = JsonNode.Parse(bytes)!.AsObject();
    }

    public string Name { get; }

    public string Hash { get; }

    public JsonObject Root { get; }

    public static SeedFile Open(string name)
    {
        using var stream = typeof(SeedFile).Assembly.GetManifestResourceStream($"Seed/{name}")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new SeedFile(name, bytes.ToArray());
    }

    /// <summary>JSON as it is kept in the database: one line, Vietnamese letters as they are.</summary>
    public static string Keep(JsonNode node) => node.ToJsonString(Readable);

    /// <summary>Everything but the records.</summary>
    public string HeaderWithout(params string[] records)
    {
        var header = Root.DeepClone().AsObject();
        foreach (var name in records)
        {
            header.Remove(name);
        }

        return Keep(header);
    }
}
