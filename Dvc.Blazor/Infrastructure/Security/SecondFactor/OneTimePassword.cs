using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Dvc.Blazor.Infrastructure.Security;

/// <summary>The six digits an authenticator app shows (RFC 6238: HMAC-SHA-1, steps of 30 seconds).</summary>
public static class OneTimePassword
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Digits = 6;
    private const int SecondsPerStep = 30;

    /// <summary>A new secret: 160 bits in base 32, 32 letters and digits.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Base32, 32);

    /// <summary>Number of the step that a moment (UTC) lies in.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / SecondsPerStep;

    /// <summary>The six digits of a step.</summary>
    /// <param name="key">The secret in base 32, in capitals, without gaps.</param>
    /// <param name="step">Number of the step.</param>
    /// <exception cref="FormatException">The key is not base 32.</exception>
    public static string Code(string key, long step)
    {
        Span<byte> moment = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(moment, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm that authenticator apps know; HMAC does not suffer from collisions of SHA-1.
        HMACSHA1.HashData(Bytes(key), moment, hash);
#pragma warning restore CA5350
        var part = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return (part % 1_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>The step that a code belongs to, at most one away from now because clocks differ; null for a wrong code.</summary>
    /// <param name="key">The secret in base 32.</param>
    /// <param name="code">What was typed, digits only.</param>
    /// <param name="now">UTC.</param>
    /// <param name="usedUpTo">Steps up to here do not count any more: each code is good once.</param>
    public static long? StepOf(string key, string code, DateTimeOffset now, long usedUpTo)
    {
        var current = StepAt(now);
        long? found = null;
        for (var step = current - 1; step <= current + 1; step++)
        {
            var matches = CryptographicOperations.FixedTimeEquals(Letters(Code(key, step)), Letters(code));
            found = matches && step > usedUpTo ? step : found;
        }

        return found;
    }

    private static ReadOnlySpan<byte> Letters(string text) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan());

    private static byte[] Bytes(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        int held = 0,
            bits = 0,
            at = 0;
        foreach (var letter in key)
        {
            var value = Base32.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
                throw new FormatException("The key of an authenticator is not base 32.");
            held = ((held << 5) | value) & 0xfff;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[at++] = (byte)(held >> bits);
        }

        return bytes;
    }
}
