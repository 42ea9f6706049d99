using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Dvc.Blazor.Infrastructure.Receipts;

/// <summary>The embedded typefaces. Be Vietnam Pro first; Noto Sans for letters that it has not (a stroked b, Greek, Cyrillic).</summary>
internal static class ReceiptFonts
{
    private static readonly Lazy<SKTypeface[]> s_regular = new(() => [Load("BeVietnamPro_400Regular"), Load("NotoSans_400Regular")]);

    private static readonly Lazy<SKTypeface[]> s_bold = new(() => [Load("BeVietnamPro_700Bold"), Load("NotoSans_700Bold")]);

    public static SKTypeface[] Faces(bool bold) => bold ? s_bold.Value : s_regular.Value;

    /// <summary>Cuts a text where the typeface changes. A letter stays whole with its marks.</summary>
    public static IEnumerable<(int Face, string Text)> Runs(string text, bool bold)
    {
        var run = new StringBuilder();
        var face = 0;
        foreach (var letter in Letters(text))
        {
            var next = FaceOf(letter, Faces(bold));
            if (next != face && run.Length > 0)
            {
                yield return (face, run.ToString());
                run.Clear();
            }

            face = next;
            run.Append(letter);
        }

        if (run.Length > 0)
        {
            yield return (face, run.ToString());
        }
    }

    public static IEnumerable<string> Letters(string text)
    {
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
        {
            yield return letters.GetTextElement();
        }
    }

    private static int FaceOf(string letter, SKTypeface[] faces)
    {
        // The shaper builds a missing letter from its base and marks, so a face that has the parts will do.
        var face = Array.FindIndex(faces, f => f.ContainsGlyphs(letter) || f.ContainsGlyphs(letter.Normalize(NormalizationForm.FormD)));
        return face < 0 ? faces.Length - 1 : face;
    }

    private static SKTypeface Load(string name)
    {
        using var file =
            typeof(ReceiptFonts).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded; build with npm at hand.");
        using var data = SKData.Create(file);
        return SKTypeface.FromData(data);
    }
}
