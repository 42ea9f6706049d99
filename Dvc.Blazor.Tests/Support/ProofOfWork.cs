using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dvc.Blazor.Infrastructure.Security.ProofOfWork;

namespace Dvc.Blazor.Tests.Support;

/// <summary>Works a task out as a browser does.</summary>
public static class ProofOfWork
{
    /// <summary>The answer as the form sends it.</summary>
    public static string Solve(Challenge task)
    {
        for (var number = 0; number <= task.MaxNumber; number++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(task.Salt + number.ToString(CultureInfo.InvariantCulture)));
            if (Convert.ToHexStringLower(hash) == task.Hash)
                return Answer(task, number);
        }

        throw new InvalidOperationException("The task has no solution.");
    }

    public static string Answer(Challenge task, int number) =>
        Convert.ToBase64String(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    algorithm = task.Algorithm,
                    challenge = task.Hash,
                    number,
                    salt = task.Salt,
                    signature = task.Signature,
                    took = 12.5,
                }
            )
        );
}
