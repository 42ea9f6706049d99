namespace Dvc.Blazor.Domain.Dossiers;

/// <summary>A file that is the result, or belongs to it: of a dossier it came with the handing over, of a part of the work with its answer.</summary>
public sealed class ResultFile
{
    /// <summary>Most files of one result.</summary>
    public const int MaxFiles = 5;

    private ResultFile() { }

    internal ResultFile(AttachedFile attached, Guid dossierId, Guid? subtaskId, int? ofReturn, int ordinal, Actor by, DateTime atUtc)
    {
        (Id, File, DossierId, SubtaskId, Return, Ordinal) = (attached.Id, attached.File, dossierId, subtaskId, ofReturn, ordinal);
        (ById, At) = (by.UserId, atUtc);
    }

    public Guid Id { get; private init; }

    public Guid DossierId { get; private init; }

    /// <summary>The part of the work whose result it is; null of the dossier's own.</summary>
    public Guid? SubtaskId { get; private init; }

    /// <summary>With which handing over it came, <see cref="ResultReturn.Ordinal"/>; null of a part's.</summary>
    public int? Return { get; private init; }

    /// <summary>From 1, among those of one act.</summary>
    public int Ordinal { get; private init; }

    public Guid? ById { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    public PaperFile File { get; private init; } = null!;
}
