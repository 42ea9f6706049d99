using System.Text.Json.Serialization;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>Which letters an account has for its person.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountLetterKind>))]
public enum AccountLetterKind
{
    ConfirmAddress,
    AlreadyRegistered,
    MembershipAsked,
    ResetPassword,
    PasswordChanged,
    EmailChanged,
    NewDevice,
    LockedOut,
    Closed,
    Erased,
    DraftExpiring,
    OrganisationInvitation,
    OfficerInvitation,
    SignInChanged,
    CounterConsent,
}

/// <summary>
/// A mail about an account, as the outbox keeps it (unreadable in the database). It says no more of the person than the name; its words stand with the
/// accounts' pages.
/// </summary>
/// <param name="Kind">What it tells.</param>
/// <param name="ToAddress">E-mail address of the one reader.</param>
/// <param name="ToName">Name of the reader; empty when not known.</param>
public sealed record AccountLetter(AccountLetterKind Kind, string ToAddress, string ToName)
{
    /// <summary>Six digits to type in, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Where the button leads: path and query on this portal, without a slash at the start; null for the usual page.</summary>
    public string? Path { get; init; }

    /// <summary>UTC; when it happened, or null.</summary>
    public DateTime? At { get; init; }

    /// <summary>Browser and system, procedure: what it is about; or null.</summary>
    public string? Subject { get; init; }

    /// <summary>Civil day on which something ends, or null.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Six digits that prove an address.</summary>
    /// <param name="toAddress">The address to prove.</param>
    /// <param name="name">Name of the person; empty when not known.</param>
    /// <param name="code">The digits.</param>
    /// <param name="path">Page where they are entered, with what it needs in the query.</param>
    public static AccountLetter ConfirmAddress(string toAddress, string name, string code, string path) =>
        new(AccountLetterKind.ConfirmAddress, toAddress, name) { Code = code, Path = path };

    /// <summary>Somebody filled in the registration with the address of an account that exists.</summary>
    public static AccountLetter AlreadyRegistered(DvcUser user) => To(user, AccountLetterKind.AlreadyRegistered);

    /// <summary>Somebody with a new account would like to file for the organisation that <paramref name="representative"/> speaks for.</summary>
    /// <param name="representative">Who takes members in.</param>
    /// <param name="who">Name and e-mail address of the person.</param>
    public static AccountLetter MembershipAsked(DvcUser representative, string who) =>
        To(representative, AccountLetterKind.MembershipAsked) with
        {
            Subject = who,
        };

    /// <summary>The link with which a forgotten password is replaced.</summary>
    public static AccountLetter ResetPassword(DvcUser user, string path) => To(user, AccountLetterKind.ResetPassword) with { Path = path };

    public static AccountLetter PasswordChanged(DvcUser user, DateTime at) => To(user, AccountLetterKind.PasswordChanged) with { At = at };

    /// <summary>Goes to the old address and to the new one, so it is called twice.</summary>
    public static AccountLetter EmailChanged(string toAddress, string name, DateTime at) =>
        new(AccountLetterKind.EmailChanged, toAddress, name) { At = at };

    /// <summary>A sign-in from a browser not seen with this account before.</summary>
    public static AccountLetter NewDevice(DvcUser user, string device, DateTime at) =>
        To(user, AccountLetterKind.NewDevice) with
        {
            Subject = device,
            At = at,
        };

    /// <summary>Wrong passwords have locked the account for a while.</summary>
    public static AccountLetter LockedOut(DvcUser user, DateTime at) => To(user, AccountLetterKind.LockedOut) with { At = at };

    /// <summary>A way to prove who one is was added or taken away: app, recovery codes, passkey.</summary>
    /// <param name="user">Whose account.</param>
    /// <param name="kind">One of <see cref="AccountEventKind"/>.</param>
    /// <param name="at">UTC.</param>
    public static AccountLetter SignInChanged(DvcUser user, string kind, DateTime at) =>
        To(user, AccountLetterKind.SignInChanged) with
        {
            Subject = kind,
            At = at,
        };

    /// <summary>The account was closed; it can be opened again.</summary>
    public static AccountLetter Closed(DvcUser user, DateTime at) => To(user, AccountLetterKind.Closed) with { At = at };

    /// <summary>The data was erased, so address and name are given as they were.</summary>
    public static AccountLetter Erased(string toAddress, string name, DateTime at) =>
        new(AccountLetterKind.Erased, toAddress, name) { At = at };

    /// <summary>A draft nobody has gone on with is deleted soon.</summary>
    /// <param name="user">Whose draft.</param>
    /// <param name="procedure">Name of the procedure.</param>
    /// <param name="day">The day on which it is deleted, in Vietnam.</param>
    /// <param name="path">The draft's page.</param>
    public static AccountLetter DraftExpiring(DvcUser user, string procedure, DateOnly day, string path) =>
        To(user, AccountLetterKind.DraftExpiring) with
        {
            Subject = procedure,
            Day = day,
            Path = path,
        };

    /// <summary>An invitation to an organisation; the same whether the address has an account or not.</summary>
    /// <param name="toAddress">Who is invited.</param>
    /// <param name="organisation">Its name.</param>
    /// <param name="path">Where the invitation is answered.</param>
    public static AccountLetter OrganisationInvitation(string toAddress, string organisation, string path) =>
        new(AccountLetterKind.OrganisationInvitation, toAddress, "") { Subject = organisation, Path = path };

    /// <summary>An administrator has made the account of an officer, who sets a password now.</summary>
    /// <param name="user">The officer.</param>
    /// <param name="path">Where the password is chosen, see <see cref="OfficerInvitations"/>.</param>
    public static AccountLetter OfficerInvitation(DvcUser user, string path) =>
        To(user, AccountLetterKind.OfficerInvitation) with
        {
            Path = path,
        };

    /// <summary>Six digits by which somebody at the counter agrees that an officer files a dossier.</summary>
    /// <param name="toAddress">The applicant's address.</param>
    /// <param name="name">The applicant's name.</param>
    /// <param name="code">The digits.</param>
    /// <param name="procedure">Name of the procedure.</param>
    public static AccountLetter CounterConsent(string toAddress, string name, string code, string procedure) =>
        new(AccountLetterKind.CounterConsent, toAddress, name) { Code = code, Subject = procedure };

    private static AccountLetter To(DvcUser user, AccountLetterKind kind) => new(kind, user.Email ?? "", user.FullName);
}
