using System.Text.Json;

namespace Dvc.Blazor.Domain.Portals;

/// <summary>One change of the portal's name, contact and look. Rows are only added; the one with the highest number counts.</summary>
public sealed class PortalEdition
{
    /// <summary>Under this id open nodes hear that there is a new edition.</summary>
    public static Guid FeedId { get; } = new("6f1d1c0e-4c9b-4b7e-9a57-5b0f3a2e7d10");

    /// <summary>1, 2, 3 …; whoever changes something says which edition was seen, so that of two changes at once the later is refused.</summary>
    public required int Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>The whole <see cref="PortalIdentity"/>, JSON.</summary>
    public required string Content { get; init; }

    /// <summary>Hash of its emblem, so that the stored picture is kept; null without one.</summary>
    public string? EmblemSha256 { get; init; }

    /// <summary>The portal as this edition has it.</summary>
    public PortalIdentity Portal => JsonSerializer.Deserialize<PortalIdentity>(Content)!;

    /// <summary>The edition after <paramref name="before"/>.</summary>
    public static PortalEdition Next(int before, PortalIdentity portal, Guid byId, string byName, DateTime nowUtc) =>
        new()
        {
            Number = before + 1,
            At = nowUtc,
            ById = byId,
            ByName = byName,
            Content = JsonSerializer.Serialize(portal),
            EmblemSha256 = portal.Emblem?.Sha256,
        };
}
