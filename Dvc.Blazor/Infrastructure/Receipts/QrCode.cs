using QRCoder;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>A QR code (error correction M) as runs of dark squares. The quiet zone of four squares is part of <see cref="Size"/>.</summary>
public sealed class QrCode
{
    private QrCode(int size, IReadOnlyList<QrRun> runs) => (Size, Runs) = (size, runs);

    /// <summary>Squares on each side, quiet zone included.</summary>
    public int Size { get; }

    /// <summary>Dark squares, merged along each line from left to right, top to bottom.</summary>
    public IReadOnlyList<QrRun> Runs { get; }

    public static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var matrix = data.ModuleMatrix;
        var runs = matrix.SelectMany((row, y) => RunsOf(row, y)).ToList();
        return new QrCode(matrix.Count, runs);
    }

    private static IEnumerable<QrRun> RunsOf(System.Collections.BitArray row, int y)
    {
        var x = 0;
        while (x < row.Length)
        {
            var start = x;
            while (x < row.Length && row[x])
            {
                x++;
            }

            if (x > start)
            {
                yield return new QrRun(start, y, x - start);
            }

            x++;
        }
    }
}

/// <summary><paramref name="Length"/> dark squares in a line beginning at (<paramref name="X"/>, <paramref name="Y"/>).</summary>
public sealed record QrRun(int X, int Y, int Length);
