using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Infrastructure.Exports;

/// <summary>Section <c>Exports</c>: files that officers have made behind the pages.</summary>
public sealed class ExportOptions
{
    public const string Section = "Exports";

    /// <summary>Most bytes of all papers of one zip; 2 GiB unless set.</summary>
    public long MaxBytes { get; set; } = 2L << 30;

    /// <summary>Hours for which a file can be fetched; then it is deleted.</summary>
    public int KeepHours { get; set; } = 24;
}

internal sealed class ExportOptionsCheck : IValidateOptions<ExportOptions>
{
    public ValidateOptionsResult Validate(string? name, ExportOptions options) =>
        options switch
        {
            { MaxBytes: < 1 << 20 } => ValidateOptionsResult.Fail(
                $"Exports:MaxBytes is '{options.MaxBytes}'; it should be at least 1048576 (bytes)."
            ),
            { KeepHours: < 1 or > 720 } => ValidateOptionsResult.Fail(
                $"Exports:KeepHours is '{options.KeepHours}'; it should be from 1 to 720."
            ),
            _ => ValidateOptionsResult.Success,
        };
}
