using Dvc.Blazor.Domain;

namespace Dvc.Blazor.Infrastructure.Exports;

/// <summary>Writes files of some kinds; registered by the feature whose files they are.</summary>
internal interface IExportWriter
{
    /// <summary>Whether it writes files of a kind.</summary>
    bool Writes(ExportKind kind);

    /// <summary>Writes the file, a portion after the other, each with the rights that the officer has then; returns how many rows or dossiers.</summary>
    /// <exception cref="RuleViolationException">No right any more, or more than a file may hold.</exception>
    /// <exception cref="ExportLostException">The attempt counts no more.</exception>
    Task<int> WriteAsync(Export export, Stream to, ExportProgress progress, CancellationToken cancellationToken);
}
