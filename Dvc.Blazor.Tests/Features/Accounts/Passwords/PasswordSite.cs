using Dvc.Blazor.Features.Accounts;
using Dvc.Blazor.Features.Accounts.Passwords;
using Dvc.Blazor.Features.People;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Passwords;

/// <summary>The demo accounts with the services of the sign-in over them.</summary>
internal sealed class PasswordSite(SeededPortal portal) : IAsyncDisposable
{
    private readonly ServiceProvider _node = portal.NewNode(services => services.AddAccounts());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public SeededPortal Portal => portal;

    public static async Task<PasswordSite> CreateAsync(DatabaseProvider provider) => new(await SeededPortal.CreateAsync(provider));

    public ServerSideBrowser Browser() => new(_node);

    /// <summary>Asks for a link and lets the portal answer, as the outbox does.</summary>
    public async Task ForgetAsync(string email)
    {
        await _node.GetRequiredService<ForgottenPassword>().AskAsync(email, Cancel);
        await using var scope = _node.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<PasswordForgottenAnswer>()
            .HandleAsync(new PasswordForgotten(email), Guid.NewGuid(), Cancel);
    }

    /// <summary>The token in the last letter with a link.</summary>
    public async Task<string> TokenAsync() =>
        (await portal.LettersAsync()).Last(l => l.Kind == AccountLetterKind.ResetPassword).Path!.Split("ma=")[1];

    /// <summary>Has an administrator invite an officer; gives the token of the letter.</summary>
    public async Task<string> InviteAsync(string email)
    {
        var officer = new NewOfficer("Siu Hà", email, [Roles.CaseOfficer], Samples.District, null);
        var administrator = await portal.UserAsync(Cast.Administrator);
        await Browser()
            .RequestAsync((services, _) => services.GetRequiredService<InviteDesk>().InviteAsync(administrator, officer, Cancel));
        return (await portal.LettersAsync())
            .Last(l => l.Kind == AccountLetterKind.OfficerInvitation)
            .Path!.Split($"{OfficerInvitations.Page}?ma=")[1];
    }

    public Task<PasswordOutcome> AcceptAsync(string? token, string password) =>
        Browser().RequestAsync((services, _) => services.GetRequiredService<PasswordDesk>().AcceptAsync(token, password, Cancel));

    public Task<PasswordOutcome> ResetAsync(string? token, string password) =>
        Browser().RequestAsync((services, _) => services.GetRequiredService<PasswordDesk>().ResetAsync(token, password, Cancel));

    public async Task<bool> OpensAsync(string email, string password)
    {
        await using var scope = _node.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DvcUser>>();
        return await users.CheckPasswordAsync((await users.FindByEmailAsync(email))!, password);
    }

    public Task<int> PostedAsync() => portal.Data.Database.ReadAsync(db => db.Outbox.CountAsync(Cancel), Cancel);

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
