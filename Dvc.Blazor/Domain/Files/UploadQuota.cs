namespace Dvc.Blazor.Domain.Files;

/// <summary>How much may be attached; told to people before they choose a file.</summary>
/// <param name="FileBytes">Bytes of one file.</param>
/// <param name="SlotFiles">Files of one paper.</param>
/// <param name="SlotBytes">Bytes of all files of one paper.</param>
/// <param name="DossierBytes">Bytes of all files of one dossier.</param>
public sealed record UploadQuota(long FileBytes, int SlotFiles, long SlotBytes, long DossierBytes)
{
    /// <summary>Why one more file does not fit, or null when it does.</summary>
    /// <param name="length">Bytes of the new file.</param>
    /// <param name="slotFiles">Files that the paper has already.</param>
    /// <param name="slotBytes">Their bytes.</param>
    /// <param name="dossierBytes">Bytes of all files of the dossier, this paper's included.</param>
    public PaperRefusal? Refuses(long length, int slotFiles, long slotBytes, long dossierBytes) =>
        length switch
        {
            <= 0 => new(PaperRefusalReason.Empty),
            _ when length > FileBytes => new(PaperRefusalReason.TooLarge, FileBytes),
            _ when slotFiles >= SlotFiles => new(PaperRefusalReason.TooManyFiles, SlotFiles),
            _ when slotBytes + length > SlotBytes => new(PaperRefusalReason.SlotFull, SlotBytes),
            _ when dossierBytes + length > DossierBytes => new(PaperRefusalReason.DossierFull, DossierBytes),
            _ => null,
        };
}
