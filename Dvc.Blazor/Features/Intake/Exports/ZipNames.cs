using Dvc.Blazor.Domain.Files;

namespace Dvc.Blazor.Features.Intake.Exports;

/// <summary>Names of files within one folder of a zip, as every system can unpack them: Windows does not tell small letters from capitals.</summary>
internal sealed class ZipNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that means the same everywhere.</summary>
    public static string Safe(string name) => PaperFileName.Clean(name.Replace('/', '-').Replace('\\', '-'));

    /// <summary>The name, with a number where another file has it already.</summary>
    public string Take(string name)
    {
        var safe = Safe(name);
        var (stem, ending) = (Path.GetFileNameWithoutExtension(safe), Path.GetExtension(safe));
        var free = safe;
        for (var i = 2; !_taken.Add(free); i++)
        {
            free = $"{stem} ({i}){ending}";
        }

        return free;
    }
}
