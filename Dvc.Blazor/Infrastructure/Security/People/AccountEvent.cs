namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Something that happened to an account or to its personal data. Lines are only ever added; they hold no personal data themselves.</summary>
public sealed class AccountEvent
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Whose account.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Who did it; null for the portal itself.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>One of <see cref="AccountEventKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Particulars, JSON, or null.</summary>
    public string? Details { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>What a person has done to the own account.</summary>
    /// <param name="person">Whose account, and who did it.</param>
    /// <param name="kind">One of <see cref="AccountEventKind"/>.</param>
    /// <param name="at">UTC.</param>
    public static AccountEvent By(Guid person, string kind, DateTime at) =>
        new()
        {
            UserId = person,
            ActorId = person,
            Kind = kind,
            At = at,
        };
}

/// <summary>What can happen to an account, as stored.</summary>
public static class AccountEventKind
{
    public const string Registered = nameof(Registered);
    public const string SignedIn = nameof(SignedIn);
    public const string SignedOutEverywhere = nameof(SignedOutEverywhere);
    public const string LockedOut = nameof(LockedOut);
    public const string PasswordChanged = nameof(PasswordChanged);
    public const string PasswordReset = nameof(PasswordReset);
    public const string EmailChanged = nameof(EmailChanged);
    public const string ProfileChanged = nameof(ProfileChanged);
    public const string SecondFactorOn = nameof(SecondFactorOn);
    public const string SecondFactorOff = nameof(SecondFactorOff);
    public const string RecoveryCodesMade = nameof(RecoveryCodesMade);
    public const string PasskeyAdded = nameof(PasskeyAdded);
    public const string PasskeyRemoved = nameof(PasskeyRemoved);
    public const string ExternalSignInLinked = nameof(ExternalSignInLinked);
    public const string ExternalSignInRemoved = nameof(ExternalSignInRemoved);
    public const string DataExported = nameof(DataExported);
    public const string ErasureAsked = nameof(ErasureAsked);
    public const string Erased = nameof(Erased);
    public const string RolesChanged = nameof(RolesChanged);
    public const string PostingsChanged = nameof(PostingsChanged);
    public const string DelegationChanged = nameof(DelegationChanged);
    public const string OrganisationJoined = nameof(OrganisationJoined);
    public const string OrganisationLeft = nameof(OrganisationLeft);
    public const string FoundAtCounter = nameof(FoundAtCounter);
    public const string Closed = nameof(Closed);
    public const string Reopened = nameof(Reopened);
}

/// <summary>Agreement to a purpose for which personal data is used (Nghị định 13/2023/NĐ-CP, Điều 11); withdrawing adds a line, nothing is changed.</summary>
public sealed class Consent
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    /// <summary>What it is about, for instance <c>account</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Version of the text that was shown.</summary>
    public required string TextVersion { get; init; }

    /// <summary>True when given, false when withdrawn.</summary>
    public required bool Given { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}

/// <summary>An officer opened a dossier: the person whose data it is can see it. Lines are only ever added.</summary>
public sealed class DossierReading
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid DossierId { get; init; }

    public required Guid ReaderId { get; init; }

    public required string ReaderName { get; init; }

    /// <summary>The agency through which the officer sees the dossier.</summary>
    public string? AgencyId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}
