namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Names of the authorization policies that pages ask for.</summary>
public static class Policies
{
    /// <summary>Anybody with an account: drafts, own dossiers.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Officers of a one-stop department or a division.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>Administrators of procedures and units.</summary>
    public const string Administrators = nameof(Administrators);
}
