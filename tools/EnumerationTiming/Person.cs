using System.Globalization;
using System.Security.Cryptography;

namespace EnumerationTiming;

/// <summary>Somebody made up.</summary>
internal sealed record Person(string Email, string NationalId)
{
    /// <summary>Born in Gia Lai in 1995, as the number has to say.</summary>
    public const string BirthDate = "04/03/1995";

    public static Person New() =>
        new(
            $"{RandomNumberGenerator.GetHexString(12, lowercase: true)}@timing.example",
            "064095" + RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture)
        );
}
