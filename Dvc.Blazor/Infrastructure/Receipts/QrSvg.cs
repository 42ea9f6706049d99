using System.Globalization;
using System.Text;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>A QR code for a page: <see cref="Path"/> is the <c>d</c> of one filled path inside <c>viewBox="0 0 Size Size"</c>, quiet zone included.</summary>
public sealed record QrSvg(int Size, string Path)
{
    public static QrSvg Of(string text)
    {
        var code = QrCode.Of(text);
        var path = new StringBuilder();
        foreach (var run in code.Runs)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{run.X} {run.Y}h{run.Length}v1h-{run.Length}z");
        }

        return new QrSvg(code.Size, path.ToString());
    }
}
