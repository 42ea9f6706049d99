using SkiaSharp;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Who makes a paper out, for its head.</summary>
/// <param name="Parent">The authority above the agency, or null.</param>
/// <param name="Place">The name of the place only; null leaves the date alone.</param>
internal sealed record PaperHead(string? Parent, string Agency, string OneStop, string? Place, DateTime MadeAt);

/// <summary>What all papers of the office have in common: head, QR code, lines with a label.</summary>
internal sealed class PaperBlocks(ReceiptPages pages)
{
    public const float QrSide = 80;
    private const float LabelWidth = 104;

    public static readonly TextStyle Body = new(9);
    public static readonly TextStyle Strong = new(9, Bold: true);
    public static readonly TextStyle Small = new(7.5f);
    public static readonly TextStyle SmallStrong = new(7.5f, Bold: true);
    public static readonly TextStyle Title = new(11f, Bold: true);

    private float HalfWidth => pages.Width / 2;

    public void Head(PaperHead head)
    {
        var left = new List<(string Text, TextStyle Style)>();
        if (head.Parent is { } parent)
        {
            left.Add((Upper(parent), Small));
        }

        left.Add((Upper(head.Agency), SmallStrong));
        left.Add((head.OneStop, Small));

        var start = pages.Y;
        left.ForEach(line => Half(0, line.Text, line.Style));
        var leftEnd = pages.Y;

        pages.Y = start;
        Half(1, ReceiptText.Republic, SmallStrong);
        Half(1, ReceiptText.Motto, SmallStrong);
        var under = pages.Y;
        pages.Draw((canvas, paint) => canvas.DrawRect(ReceiptPages.Left + (HalfWidth * 1.5f) - 45, under, 90, 0.6f, paint));
        pages.Y += 4;
        Half(1, ReceiptWords.PlaceAndDate(head.Place, head.MadeAt), Small);
        pages.Y = Math.Max(leftEnd, pages.Y) + 12;
    }

    public void Qr(Uri address, float y)
    {
        var code = QrCode.Of(address.AbsoluteUri);
        var square = QrSide / code.Size;
        var x = pages.Right - QrSide;
        pages.Draw(
            (canvas, _) =>
            {
                using var dark = new SKPaint { Color = SKColors.Black, IsAntialias = false };
                using var path = new SKPath();
                foreach (var run in code.Runs)
                {
                    path.AddRect(SKRect.Create(x + (run.X * square), y + (run.Y * square), run.Length * square, square));
                }

                canvas.DrawPath(path, dark);
                canvas.DrawUrlAnnotation(SKRect.Create(x, y, QrSide, QrSide), address.AbsoluteUri);
            }
        );
    }

    /// <summary>A label and its value; nothing when the value is empty.</summary>
    public void Pair(string label, string? value, TextStyle? style = null)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            pages.Row([
                new PageCell(ReceiptPages.Left, LabelWidth - 4, label, Body),
                new PageCell(ReceiptPages.Left + LabelWidth, pages.Width - LabelWidth, value, style ?? Body),
            ]);
            pages.Y += 2;
        }
    }

    /// <summary>Two texts in the halves of the page.</summary>
    public void Halves(string left, string right, TextStyle style) =>
        pages.Row([
            new PageCell(ReceiptPages.Left, HalfWidth - 6, left, style, TextSide.Centre),
            new PageCell(ReceiptPages.Left + HalfWidth, HalfWidth - 6, right, style, TextSide.Centre),
        ]);

    private void Half(int column, string text, TextStyle style) =>
        pages.Row([new PageCell(ReceiptPages.Left + (column * HalfWidth), HalfWidth - 6, text, style, TextSide.Centre)]);

    private static string Upper(string text) => PrintedText.Clean(text).ToUpperInvariant();
}
