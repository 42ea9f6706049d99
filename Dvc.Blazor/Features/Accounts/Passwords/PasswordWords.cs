using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Infrastructure.Security.Passwords;

namespace Dvc.Blazor.Features.Accounts.Passwords;

/// <summary>Why a password is not taken, in a sentence for the field.</summary>
public static class PasswordWords
{
    public static string? Of(PasswordFault? fault) =>
        fault switch
        {
            null => null,
            PasswordFault.TooShort => Say.With(PasswordText.TooShort, PasswordRules.MinLength),
            PasswordFault.TooLong => Say.With(PasswordText.TooLong, PasswordRules.MaxLength),
            PasswordFault.Common => PasswordText.Common,
            _ => PasswordText.AboutYou,
        };
}
