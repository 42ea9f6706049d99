namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>A registration whose e-mail address is not proved yet. The account comes to be when the code from the mail is entered.</summary>
public sealed class PendingRegistration
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>The address in upper case, as accounts are looked up.</summary>
    public required string NormalizedEmail { get; init; }

    /// <summary>What was entered, JSON, with the hash of the password instead of the password.</summary>
    public required string Person { get; init; }

    /// <summary>Keyed hash of the six digits, lower-case hex.</summary>
    public required string CodeHash { get; set; }

    /// <summary>Wrong codes entered so far.</summary>
    public int Tries { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; the code counts until then.</summary>
    public required DateTime ExpiresAt { get; set; }
}

/// <summary>A proof-of-work answer that was accepted once, kept until it would have run out anyway.</summary>
public sealed class SpentChallenge
{
    /// <summary>Signature of the challenge.</summary>
    public required string Signature { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ExpiresAt { get; init; }
}
