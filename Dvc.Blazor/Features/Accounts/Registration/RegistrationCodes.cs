using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dvc.Blazor.Infrastructure.Security.PersonalData;

namespace Dvc.Blazor.Features.Accounts.Registration;

/// <summary>Six-digit codes and what is stored of them: without the key of the installation nobody can try them out.</summary>
public sealed class RegistrationCodes(InstallationKeys keys)
{
    private const string KeyName = "registration-codes";

    public static string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Stands where a hash would, and no code fits it.</summary>
    public static string NoCode() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Digits as typed, spaces and dashes left out.</summary>
    public static string Read(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiDigit));

    public async Task<string> HashAsync(Guid registration, string code, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(await keys.KeyAsync(KeyName, cancellationToken), Encoding.UTF8.GetBytes($"{registration:N}/{code}"))
        );

    public static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
