using Dvc.Blazor.Domain.Files;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>Section <c>Files</c>: where papers lie and how much is taken in.</summary>
public sealed class FilesOptions
{
    public const string Section = "Files";

    /// <summary>Folder of the stored papers; a relative one starts at the top of the repository, or at the program's folder once published. Uploads in progress lie in it too.</summary>
    public string Root { get; set; } = "data/files";

    /// <summary>Bytes of one file; 20 MiB unless set.</summary>
    public long MaxFileBytes { get; set; } = 20L << 20;

    /// <summary>Files of one paper.</summary>
    public int MaxFilesPerSlot { get; set; } = 20;

    /// <summary>Bytes of all files of one paper; 60 MiB unless set.</summary>
    public long MaxBytesPerSlot { get; set; } = 60L << 20;

    /// <summary>Bytes of all files of one dossier; 100 MiB unless set.</summary>
    public long MaxBytesPerDossier { get; set; } = 100L << 20;

    /// <summary>Width times height of a picture; 64 million unless set (a phone's 50-megapixel photo passes).</summary>
    public long MaxPixels { get; set; } = 64_000_000;

    /// <summary>Hours after which an upload nobody went on with is thrown away, and a stored file that nothing refers to.</summary>
    public int UnfinishedHours { get; set; } = 24;

    public UploadQuota Quota => new(MaxFileBytes, MaxFilesPerSlot, MaxBytesPerSlot, MaxBytesPerDossier);
}

/// <summary>Section <c>ClamAv</c>: the malware scanner; without a host nothing is scanned.</summary>
public sealed class ClamAvOptions
{
    public const string Section = "ClamAv";

    /// <summary>Name or address of the machine where clamd listens; empty: no scanner.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 3310;

    /// <summary>Seconds until a scanner that does not answer counts as out of order.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Host);
}

internal sealed class FilesOptionsCheck : IValidateOptions<FilesOptions>
{
    public ValidateOptionsResult Validate(string? name, FilesOptions options)
    {
        var wrong = new List<string>();
        Require(!string.IsNullOrWhiteSpace(options.Root), "Root", options.Root, "a folder");
        Require(options.MaxFileBytes is >= 1024 and <= 1L << 30, "MaxFileBytes", options.MaxFileBytes, "from 1024 to 1073741824 (bytes)");
        Require(options.MaxFilesPerSlot is >= 1 and <= 1000, "MaxFilesPerSlot", options.MaxFilesPerSlot, "from 1 to 1000");
        Require(
            options.MaxBytesPerSlot >= options.MaxFileBytes,
            "MaxBytesPerSlot",
            options.MaxBytesPerSlot,
            $"at least Files:MaxFileBytes ({options.MaxFileBytes})"
        );
        Require(
            options.MaxBytesPerDossier >= options.MaxBytesPerSlot,
            "MaxBytesPerDossier",
            options.MaxBytesPerDossier,
            $"at least Files:MaxBytesPerSlot ({options.MaxBytesPerSlot})"
        );
        Require(options.MaxPixels is >= 1_000_000 and <= 400_000_000, "MaxPixels", options.MaxPixels, "from 1000000 to 400000000");
        Require(options.UnfinishedHours is >= 1 and <= 720, "UnfinishedHours", options.UnfinishedHours, "from 1 to 720");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Require(bool holds, string key, object value, string expected)
        {
            if (!holds)
            {
                wrong.Add($"Files:{key} is '{value}'; it should be {expected}.");
            }
        }
    }
}

internal sealed class ClamAvOptionsCheck : IValidateOptions<ClamAvOptions>
{
    public ValidateOptionsResult Validate(string? name, ClamAvOptions options) =>
        options switch
        {
            { Port: < 1 or > 65535 } => ValidateOptionsResult.Fail($"ClamAv:Port is '{options.Port}'; it should be from 1 to 65535."),
            { TimeoutSeconds: < 1 or > 600 } => ValidateOptionsResult.Fail(
                $"ClamAv:TimeoutSeconds is '{options.TimeoutSeconds}'; it should be from 1 to 600."
            ),
            _ => ValidateOptionsResult.Success,
        };
}
