namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>One signed-in browser. Its id travels in the cookie; ending the row ends the session on every node within a minute.</summary>
public sealed class UserSession
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid UserId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>UTC, to the minute or so.</summary>
    public required DateTime SeenAt { get; set; }

    /// <summary>Browser and system in words a person recognises, for instance <c>Chrome · Android</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Network address, its last part left out.</summary>
    public required string Network { get; init; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>A browser an account has signed in from before, known by a cookie of its own; a sign-in from any other is told by e-mail.</summary>
public sealed class KnownDevice
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid UserId { get; init; }

    /// <summary>SHA-256 of the random value in the cookie, lower-case hex.</summary>
    public required string Mark { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SeenAt { get; set; }
}
