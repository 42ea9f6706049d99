using System.Globalization;
using System.Text;
using System.Text.Json;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Text;

namespace Dvc.Blazor.Domain.Sought;

/// <summary>
/// Values of any kind as one text whose ordinal order is the order of the values, so that one index serves them all. Of an answer that was left blank the key
/// is <see cref="Blank"/>.
/// </summary>
public static class SoughtKey
{
    /// <summary>Key of no answer.</summary>
    public const string Blank = "";

    /// <summary>Longest key; texts are compared by so many characters at most.</summary>
    public const int MaxLength = 80;

    private const int WholeDigits = 29;

    // Behind every character that a text can hold.
    private const string End = "\U0010FFFF";

    // Greater than a digit and a point: among negative numbers the one with fewer digits is the greater.
    private const char AfterDigits = '~';

    /// <summary>The keys of what stands at a path of canonical answers: several of a multiple choice, <see cref="Blank"/> alone where nothing was answered.</summary>
    /// <param name="kind">Kind of the field at the path.</param>
    /// <param name="path">Keys of groups and of the field with strokes.</param>
    /// <param name="answers">The answers of a dossier.</param>
    public static IReadOnlyList<string> At(FieldKind kind, string path, JsonElement answers)
    {
        var element = answers;
        foreach (var part in path.Split(AnswerPath.Separator))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return [Blank];
            }
        }

        var keys = Of(kind, CanonicalAnswers.Value(FieldOf(kind), element));
        return keys.Count == 0 ? [Blank] : keys;
    }

    /// <summary>The keys of a value; none where there is nothing to compare.</summary>
    public static IReadOnlyList<string> Of(FieldKind kind, FormValue? value) =>
        value switch
        {
            ListValue list => [.. list.Items.SelectMany(item => Of(kind, item)).Distinct(StringComparer.Ordinal)],
            NumberValue number => [OfNumber(number.Number)],
            DateValue date => [OfDay(date.Date.Earliest)],
            FlagValue flag => [flag.Flag ? "1" : "0"],
            ChoiceValue choice => Stated(Cut(Clean(choice.Option))),
            AddressValue address => Stated(OfText(PlaceOf(address))),
            TextValue text when kind is not (FieldKind.Number or FieldKind.Money or FieldKind.Date) => Stated(OfText(text.Text)),
            _ => [],
        };

    /// <summary>Text without accents, cut to <see cref="MaxLength"/>.</summary>
    public static string OfText(string text) => Cut(Fold.Text(Clean(text)));

    /// <summary>The last key of texts that begin with a folded text.</summary>
    public static string LastWith(string beginning) => beginning + End;

    /// <summary>A number; every <see cref="decimal"/> has a key.</summary>
    public static string OfNumber(decimal number)
    {
        var plain = Math.Abs(number).ToString("0.############################", CultureInfo.InvariantCulture);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? plain : plain[..point];
        var digits = whole.PadLeft(WholeDigits, '0') + (point < 0 ? "" : plain[point..]);
        return number < 0 ? $"0{string.Concat(digits.Select(Complement))}{AfterDigits}" : "1" + digits;
    }

    /// <summary>A day. A date of which only the year or month is known counts as its first day.</summary>
    public static string OfDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What somebody typed to look for, in the spelling in which answers of this kind are kept; null when it is none.</summary>
    public static string? Typed(FieldKind kind, string typed)
    {
        var value = kind switch
        {
            FieldKind.Number => NumberReader.Number(typed).Value,
            FieldKind.Money => NumberReader.Money(typed).Value,
            FieldKind.Date => DateReader.Parse(typed.Trim()) is { } date ? new DateValue(date) : null,
            FieldKind.Phone => ContactReader.Phone(typed).Value,
            FieldKind.Email => ContactReader.Email(typed).Value,
            FieldKind.NationalId => NationalId.Read(typed).Value,
            FieldKind.Choice or FieldKind.Multichoice => new ChoiceValue(typed),
            FieldKind.Checkbox => new FlagValue(typed == "1"),
            _ => new TextValue(typed),
        };
        return Of(kind, value) is [var key] ? key : null;
    }

    private static IReadOnlyList<string> Stated(string key) => key.Length == 0 ? [] : [key];

    // From the smallest unit to the greatest, as one asks for it; the street is nobody's business here.
    private static string PlaceOf(AddressValue address) =>
        string.Join(
            ", ",
            new[] { address.Commune?.Name, address.District?.Name, address.Province?.Name }.Where(name => !string.IsNullOrEmpty(name))
        );

    private static char Complement(char c) => char.IsAsciiDigit(c) ? (char)('0' + ('9' - c)) : c;

    // PostgreSQL takes no zero character.
    private static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var cut = new StringBuilder(MaxLength);
        foreach (var rune in text.EnumerateRunes())
        {
            if (cut.Length + rune.Utf16SequenceLength > MaxLength)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.ToString();
    }

    private static FormField FieldOf(FieldKind kind) =>
        new()
        {
            Key = "",
            Label = "",
            Kind = kind,
        };
}
