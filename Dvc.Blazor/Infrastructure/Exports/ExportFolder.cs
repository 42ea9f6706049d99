using System.Globalization;
using Dvc.Blazor.Infrastructure.Files;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Exports;

/// <summary>The files of exports, one for each attempt, beside the papers on the storage that all nodes share.</summary>
public sealed class ExportFolder
{
    private readonly string _folder;

    public ExportFolder(IOptions<FilesOptions> options, IHostEnvironment host)
        : this(DataRoot.Resolve(host, options.Value.Root)) { }

    internal ExportFolder(string root)
    {
        _folder = Path.Combine(root, ".exports");
        Directory.CreateDirectory(_folder);
    }

    public FileStream Create(Guid export, int attempt) =>
        new(PathOf(export, attempt), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, useAsync: true);

    /// <summary>Opens a finished file; null when it is gone.</summary>
    public FileStream? Open(Guid export, int attempt)
    {
        try
        {
            return new(PathOf(export, attempt), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public void Remove(Guid export, int attempt) => File.Delete(PathOf(export, attempt));

    /// <summary>Every file there is, by the export and the attempt it belongs to.</summary>
    public IReadOnlyList<(Guid Export, int Attempt)> All() =>
        [
            .. Directory
                .EnumerateFiles(_folder)
                .Select(path => Path.GetFileName(path).Split('-'))
                .Where(name =>
                    name.Length == 2
                    && Guid.TryParseExact(name[0], "N", out _)
                    && int.TryParse(name[1], CultureInfo.InvariantCulture, out _)
                )
                .Select(name => (Guid.ParseExact(name[0], "N"), int.Parse(name[1], CultureInfo.InvariantCulture))),
        ];

    private string PathOf(Guid export, int attempt) =>
        Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{export:N}-{attempt}"));
}
