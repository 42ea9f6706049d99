using System.Text;
using Dvc.Blazor.Domain.Text;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Infrastructure.Security.Passwords;

/// <summary>Why a password is not taken.</summary>
public enum PasswordFault
{
    TooShort,
    TooLong,

    /// <summary>Among the first that anybody would try.</summary>
    Common,

    /// <summary>Made of the person's name or address, or of the portal's words.</summary>
    AboutYou,
}

/// <summary>Which passwords are taken: long ones that nobody tries first. Letters, digits and signs may be mixed as one likes, or not.</summary>
public static class PasswordRules
{
    /// <summary>Characters.</summary>
    public const int MinLength = 10;

    /// <summary>Characters; a hash of more would only cost time.</summary>
    public const int MaxLength = 128;

    private const int FewestSigns = 4;
    private const int FewestOwnLetters = 4;
    private const int LongestTail = 6;

    private static readonly string[] PortalWords = ["dichvucong", "congdichvu", "congdan", "chupuh", "gialai", "nhonhoa", "motcua", "dvc"];

    /// <summary>The same letters typed on another keyboard are the same password.</summary>
    public static string Normalize(string password) =>
        password.EnumerateRunes().All(r => r != Rune.ReplacementChar) ? password.Normalize(NormalizationForm.FormC) : password;

    /// <summary>Why the password is not taken, or null when it is.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="about">Name and e-mail address of the person; nulls are skipped.</param>
    public static PasswordFault? FaultIn(string password, params IEnumerable<string?> about)
    {
        var typed = Normalize(password);
        if (typed.Length < MinLength)
            return PasswordFault.TooShort;
        if (typed.Length > MaxLength)
            return PasswordFault.TooLong;
        var folded = Fold.Text(typed).Replace(" ", "", StringComparison.Ordinal);
        if (IsMadeOf([.. PortalWords, .. about.SelectMany(WordsOf)], folded))
            return PasswordFault.AboutYou;
        return folded.Distinct().Count() < FewestSigns || IsCommon(folded) ? PasswordFault.Common : null;
    }

    // A year or an exclamation mark behind a common word is as common.
    private static bool IsCommon(string folded)
    {
        var word = folded.TrimEnd([.. "0123456789!@#$%^&*._-+=?"]);
        return IsListed(folded) || (folded.Length - word.Length <= LongestTail && IsListed(word));
    }

    private static bool IsListed(string word) => CommonPasswords.Contains(word) || CommonPasswords.Contains(WithoutStandIns(word));

    private static string WithoutStandIns(string folded) =>
        folded.Replace('@', 'a').Replace('0', 'o').Replace('3', 'e').Replace('$', 's').Replace('1', 'i');

    private static bool IsMadeOf(IEnumerable<string> words, string folded)
    {
        var rest = words
            .OrderByDescending(w => w.Length)
            .Aggregate(folded, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < folded.Length && rest.Count(char.IsLetter) < FewestOwnLetters;
    }

    private static IEnumerable<string> WordsOf(string? text)
    {
        var words = Fold.Text(text?.Split('@')[0]).Split([' ', '.', '-', '_', '\'', '+'], StringSplitOptions.RemoveEmptyEntries);
        return words.Where(w => w.Length >= 2).Append(string.Concat(words)).Where(w => w.Length >= 2);
    }
}

/// <summary>The last gate: whoever sets a password, by whatever page or import, sets one that keeps the rules.</summary>
internal sealed class PasswordRuleCheck : IPasswordValidator<DvcUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<DvcUser> manager, DvcUser user, string? password) =>
        Task.FromResult(
            PasswordRules.FaultIn(password ?? "", user.FullName, user.Email) is { } fault
                ? IdentityResult.Failed(new IdentityError { Code = fault.ToString(), Description = fault.ToString() })
                : IdentityResult.Success
        );
}

/// <summary>Takes a password in one Unicode form, at setting and at proving.</summary>
internal sealed class OneFormHasher : PasswordHasher<DvcUser>
{
    public override string HashPassword(DvcUser user, string password) => base.HashPassword(user, PasswordRules.Normalize(password));

    public override PasswordVerificationResult VerifyHashedPassword(DvcUser user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, PasswordRules.Normalize(providedPassword));
}
