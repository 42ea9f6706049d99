using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Dvc.Blazor.Infrastructure.Security.ProofOfWork;

/// <summary>
/// A task for a browser, as ALTCHA writes it: find the number whose SHA-256 together with the salt is the challenge. A person notices a second of
/// waiting; whoever fills in thousands of forms pays for each.
/// </summary>
/// <param name="Algorithm">Always <c>SHA-256</c>.</param>
/// <param name="Hash">The hash to reach, lower-case hex.</param>
/// <param name="Salt">Random hex and, as a query, when the task runs out (Unix seconds).</param>
/// <param name="Signature">HMAC-SHA-256 of salt and hash, lower-case hex.</param>
/// <param name="MaxNumber">The number is not greater.</param>
public sealed record Challenge(
    [property: JsonPropertyName("algorithm")] string Algorithm,
    [property: JsonPropertyName("challenge")] string Hash,
    [property: JsonPropertyName("salt")] string Salt,
    [property: JsonPropertyName("signature")] string Signature,
    [property: JsonPropertyName("maxnumber")] int MaxNumber
);

/// <summary>What a browser sends back: the task and the number it found.</summary>
internal sealed partial record Solution(string Algorithm, string Challenge, string Salt, string Signature, int Number)
{
    private const int MaxLength = 2000;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Null when it is not the Base64 of such an answer.</summary>
    public static Solution? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= MaxLength } || !Base64.IsValid(text))
        {
            return null;
        }

        try
        {
            var solution = JsonSerializer.Deserialize<Solution>(Convert.FromBase64String(text), Web);
            return solution is { Algorithm: not null, Challenge: not null, Salt: not null, Signature: not null } ? solution : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>When the task runs out, UTC; null when the salt is not one of ours. The mark at its end keeps digits of the number from moving into it.</summary>
    public DateTime? ExpiresAt =>
        OurSalt().Match(Salt) is { Success: true } match
            ? DateTimeOffset
                .FromUnixTimeSeconds(long.Parse(match.Groups["at"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
                .UtcDateTime
            : null;

    [GeneratedRegex(@"^[0-9a-f]{24}\?expires=(?<at>[0-9]{1,11})&\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OurSalt();
}
