using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;
using HarfBuzz = HarfBuzzSharp;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>Size in points (1/72 inch) and weight of a piece of text.</summary>
internal readonly record struct TextStyle(float Size, bool Bold = false)
{
    public float LineHeight => Size * 1.38f;
}

/// <summary>Text ready to be drawn; <paramref name="Width"/> in points.</summary>
internal sealed record ShapedLine(SKTextBlob? Blob, float Width);

/// <summary>Turns text into positioned glyphs. One instance serves one document on one thread.</summary>
internal sealed class TextShaper : IDisposable
{
    private readonly Dictionary<(int Face, bool Bold), SKShaper> _shapers = [];
    private readonly Dictionary<(string Text, TextStyle Style), float> _widths = [];
    private readonly List<SKTextBlob> _blobs = [];

    public float Width(string text, TextStyle style)
    {
        if (!_widths.TryGetValue((text, style), out var width))
        {
            width = Shape(text, style).Width;
            _widths.Add((text, style), width);
        }

        return width;
    }

    public ShapedLine Shape(string text, TextStyle style)
    {
        using var builder = new SKTextBlobBuilder();
        var x = 0f;
        foreach (var (face, run) in ReceiptFonts.Runs(text, style.Bold))
        {
            x += AddRun(builder, run, face, style, x);
        }

        var blob = builder.Build();
        if (blob is not null)
        {
            _blobs.Add(blob);
        }

        return new ShapedLine(blob, x);
    }

    /// <summary>Breaks a text at spaces, and inside a word only when the word alone is wider than the line.</summary>
    public IReadOnlyList<string> Wrap(string text, TextStyle style, float width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in PrintedText.Clean(text).Split(' ').SelectMany(word => Fit(word, style, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(longer, style) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        lines.Add(line);
        return lines;
    }

    public void Dispose()
    {
        _blobs.ForEach(blob => blob.Dispose());
        foreach (var shaper in _shapers.Values)
        {
            shaper.Dispose();
        }
    }

    private IEnumerable<string> Fit(string word, TextStyle style, float width)
    {
        if (Width(word, style) <= width)
        {
            yield return word;
            yield break;
        }

        var piece = "";
        foreach (var letter in ReceiptFonts.Letters(word))
        {
            if (piece.Length > 0 && Width(piece + letter, style) > width)
            {
                yield return piece;
                piece = "";
            }

            piece += letter;
        }

        yield return piece;
    }

    private float AddRun(SKTextBlobBuilder builder, string text, int face, TextStyle style, float x)
    {
        using var font = new SKFont(ReceiptFonts.Faces(style.Bold)[face], style.Size)
        {
            Hinting = SKFontHinting.None,
            Subpixel = true,
            LinearMetrics = true,
        };
        using var buffer = new HarfBuzz.Buffer();
        buffer.AddUtf8(text);
        buffer.GuessSegmentProperties();
        var shaped = ShaperOf(face, style.Bold).Shape(buffer, font);

        // Text and clusters travel with the glyphs, so that copying from the PDF gives the letters back.
        var utf8 = Encoding.UTF8.GetBytes(text);
        var run = builder.AllocateRawPositionedTextRun(font, shaped.Codepoints.Length, utf8.Length);
        utf8.CopyTo(run.Text);
        shaped.Clusters.CopyTo(run.Clusters);
        for (var i = 0; i < shaped.Codepoints.Length; i++)
        {
            run.Glyphs[i] = (ushort)shaped.Codepoints[i];
            run.Positions[i] = new SKPoint(x + shaped.Points[i].X, shaped.Points[i].Y);
        }

        return shaped.Width;
    }

    private SKShaper ShaperOf(int face, bool bold)
    {
        if (!_shapers.TryGetValue((face, bold), out var shaper))
        {
            shaper = new SKShaper(ReceiptFonts.Faces(bold)[face]);
            _shapers.Add((face, bold), shaper);
        }

        return shaper;
    }
}
