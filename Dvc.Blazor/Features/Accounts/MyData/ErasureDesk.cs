using Dvc.Blazor.Domain;
using Dvc.Blazor.Features.Accounts.SecondFactor;
using Dvc.Blazor.Infrastructure.Retention;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;

namespace Dvc.Blazor.Features.Accounts.MyData;

/// <summary>What became of the wish to be erased.</summary>
public enum ErasureAnswer
{
    Erased,
    WrongPassword,

    /// <summary>Something stands in the way, see <see cref="AccountErasure.OutlookAsync"/>.</summary>
    NotNow,
}

/// <summary>Erases the account of the person at the browser, who proves once more to be the owner; wrong passwords count like wrong ones at the sign-in.</summary>
public sealed class ErasureDesk(AccountErasure erasure, OwnerProof proof, UserManager<DvcUser> users, SignInManager<DvcUser> signIn)
{
    public async Task<ErasureAnswer> EraseAsync(Guid userId, string password)
    {
        if (await users.FindByIdAsync(userId.ToString()) is not { } user || !await proof.HoldsAsync(user, password))
        {
            return ErasureAnswer.WrongPassword;
        }

        try
        {
            await erasure.EraseAsync(userId, CancellationToken.None);
        }
        catch (RuleViolationException)
        {
            return ErasureAnswer.NotNow;
        }

        await signIn.SignOutAsync();
        return ErasureAnswer.Erased;
    }
}
