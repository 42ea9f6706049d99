using System.Text.Json;
using Dvc.Blazor.Features.Accounts.Registration;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Security.ProofOfWork;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dvc.Blazor.Tests.Features.Accounts.Registration;

/// <summary>One node of the product as far as it registers people.</summary>
internal sealed class RegistrationRig : IDisposable
{
    public const string Password = "một câu dễ nhớ 2026";

    private readonly IServiceScope _scope;

    public RegistrationRig(SeededPortal portal)
    {
        Portal = portal;
        _scope = portal.NewNode(services => services.AddProofOfWork().AddRegistration()).CreateScope();
    }

    public SeededPortal Portal { get; }

    public RegistrationDesk Desk => _scope.ServiceProvider.GetRequiredService<RegistrationDesk>();

    public ConfirmationDesk Confirming => _scope.ServiceProvider.GetRequiredService<ConfirmationDesk>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static RegisteredPerson Person(string email = "moi@example.vn", string nationalId = "064095000111") =>
        new(
            "Siu H’Linh",
            nationalId,
            new DateOnly(1995, 3, 4),
            """{"scheme":"3","province":{"code":"64","name":"Tỉnh Gia Lai"},"district":{"code":"639","name":"Huyện Chư Pưh"},"commune":{"code":"23986","name":"Xã Ia Le"},"street":"Làng Kênh Mék"}""",
            email,
            "0905000111",
            null,
            "2026-11",
            "/ho-so"
        );

    public Task<Guid> BeginAsync(RegisteredPerson person) => Desk.BeginAsync(person, Password, Cancel);

    public Task<Confirmation> ConfirmAsync(Guid id, string? code) => Confirming.ConfirmAsync(id, code, Cancel);

    /// <summary>Letters posted since the start, the newest last.</summary>
    public async Task<IReadOnlyList<AccountLetter>> LettersAsync() =>
        [
            .. (
                await Portal.Data.Database.ReadAsync(
                    db => db.Outbox.Where(m => m.Kind == nameof(AccountLetter)).OrderBy(m => m.Id).ToListAsync(Cancel),
                    Cancel
                )
            ).Select(m => JsonSerializer.Deserialize<AccountLetter>(m.Payload)!),
        ];

    public async Task<string> CodeAsync(string email = "moi@example.vn") => (await LettersAsync()).Last(l => l.ToAddress == email).Code!;

    public Task<T> ReadAsync<T>(Func<DvcDbContext, Task<T>> read) => Portal.Data.Database.ReadAsync(read, Cancel);

    public void Dispose() => _scope.Dispose();
}
