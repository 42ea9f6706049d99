using SkiaSharp;

namespace Dvc.Blazor.Infrastructure.Receipts;

internal enum TextSide
{
    Left,
    Centre,
    Right,
}

/// <summary>One cell of a line of cells: where it begins and how wide it is, in points from the left edge of the page.</summary>
internal sealed record PageCell(float X, float Width, string Text, TextStyle Style, TextSide Side = TextSide.Left);

/// <summary>The size of a sheet in points.</summary>
internal sealed record PaperSize(float Width, float Height)
{
    public static PaperSize A5 { get; } = new(148f / 25.4f * 72, 210f / 25.4f * 72);

    public static PaperSize A4 { get; } = new(210f / 25.4f * 72, 297f / 25.4f * 72);
}

/// <summary>Pages being filled from top to bottom; remembers what to draw so that the foot can tell how many pages there are.</summary>
internal sealed class ReceiptPages(TextShaper shaper, PaperSize size)
{
    public const float Left = 34;
    public const float Top = 30;

    private static readonly TextStyle s_foot = new(7);
    private readonly List<List<Action<SKCanvas, SKPaint>>> _pages =
    [
        [],
    ];
    private Action? _head;

    public float Y { get; set; } = Top;

    public int Count => _pages.Count;

    public float Right => size.Width - Left;

    /// <summary>Points between the margins.</summary>
    public float Width => Right - Left;

    private float Bottom => size.Height - 40;

    /// <summary>Begins a new page when less than <paramref name="height"/> points are left.</summary>
    public void Need(float height)
    {
        if (Y + height > Bottom && Y > Top)
        {
            _pages.Add([]);
            Y = Top;
            _head?.Invoke();
        }
    }

    /// <summary>Draws a head now and again at the top of each page until the rows are done.</summary>
    public void Table(Action head, Action rows)
    {
        head();
        _head = head;
        rows();
        _head = null;
    }

    public void Text(string text, TextStyle style, TextSide side = TextSide.Left, float after = 0)
    {
        Row([new PageCell(Left, Width, text, style, side)]);
        Y += after;
    }

    /// <summary>Cells side by side, each wrapped in its own width; kept on one page unless taller than half a page.</summary>
    public void Row(IReadOnlyList<PageCell> cells)
    {
        var wrapped = cells.Select(cell => (Cell: cell, Lines: shaper.Wrap(cell.Text, cell.Style, cell.Width))).ToList();
        var lines = wrapped.Max(w => w.Lines.Count);
        var height = cells.Max(cell => cell.Style.LineHeight);
        Need(lines * height < (Bottom - Top) / 2 ? lines * height : height);

        for (var i = 0; i < lines; i++)
        {
            Need(height);
            foreach (var (cell, text) in wrapped.Where(w => i < w.Lines.Count).Select(w => (w.Cell, w.Lines[i])))
            {
                Line(cell, text, Y);
            }

            Y += height;
        }
    }

    public void Rule(float thickness = 0.5f)
    {
        var y = Y;
        Draw((canvas, paint) => canvas.DrawRect(Left, y, Width, thickness, paint));
    }

    public void Draw(Action<SKCanvas, SKPaint> what) => _pages[^1].Add(what);

    public void WriteTo(SKDocument pdf, Func<int, string> foot)
    {
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        for (var i = 0; i < _pages.Count; i++)
        {
            Foot(_pages[i], foot(i + 1));
            using var canvas = pdf.BeginPage(size.Width, size.Height);
            _pages[i].ForEach(draw => draw(canvas, paint));
            pdf.EndPage();
        }
    }

    public void Line(PageCell cell, string text, float y)
    {
        var drawing = LineDrawing(cell, text, y);
        Draw(drawing);
    }

    private void Foot(List<Action<SKCanvas, SKPaint>> page, string text)
    {
        var cell = new PageCell(Left, Width, text, s_foot, TextSide.Centre);
        page.Add(LineDrawing(cell, text, size.Height - 30));
    }

    private Action<SKCanvas, SKPaint> LineDrawing(PageCell cell, string text, float y)
    {
        var line = shaper.Shape(text, cell.Style);
        var spare = cell.Width - line.Width;
        var x =
            cell.X
            + (
                cell.Side switch
                {
                    TextSide.Centre => spare / 2,
                    TextSide.Right => spare,
                    _ => 0,
                }
            );
        return (canvas, paint) =>
        {
            if (line.Blob is not null)
            {
                canvas.DrawText(line.Blob, x, y + cell.Style.Size, paint);
            }
        };
    }
}
