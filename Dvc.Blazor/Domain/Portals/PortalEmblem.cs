namespace Dvc.Blazor.Domain.Portals;

/// <summary>A picture that stands for the authority.</summary>
/// <param name="Sha256">Hash of the stored picture: 64 lower-case hex digits.</param>
/// <param name="MediaType">JPEG or PNG.</param>
public sealed record PortalEmblem(string Sha256, string MediaType)
{
    /// <summary>Path at which browsers get it; another picture has another path.</summary>
    public string Path => $"/bieu-trung/{Sha256}";
}
