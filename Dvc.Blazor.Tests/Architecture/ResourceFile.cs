using System.Xml.Linq;
using Dvc.Blazor.Tests.Support;

namespace Dvc.Blazor.Tests.Architecture;

/// <summary>One .resx file: its texts by key.</summary>
internal sealed record ResourceFile(string Path, IReadOnlyDictionary<string, string> Texts)
{
    public static IReadOnlyList<ResourceFile> All { get; } =
    [.. Repository.SourceFiles(".resx").Order(StringComparer.Ordinal).Select(Read)];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Whether this is a second language beside a neutral (Vietnamese) file, such as <c>IntakeText.en.resx</c>.</summary>
    public bool IsTranslation => System.IO.Path.HasExtension(Name);

    /// <summary>The neutral file that this one translates.</summary>
    public string NeutralPath =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, System.IO.Path.GetFileNameWithoutExtension(Name) + ".resx");

    private static ResourceFile Read(string path) =>
        new(
            path,
            XDocument
                .Load(path)
                .Root!.Elements("data")
                .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal)
        );
}
