using System.Globalization;
using System.Text.Json;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Procedures;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>Times, money and papers of a procedure in words.</summary>
internal static class ProcedureWords
{
    private const char NoBreak = '\u00A0';
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A period of validity; empty when it has no ends.</summary>
    public static string Period(DateOnly? from, DateOnly? to) =>
        (from, to) switch
        {
            (null, null) => "",
            ({ } first, null) => Say.With(CatalogueText.PeriodFrom, Day(first)),
            (null, { } last) => Say.With(CatalogueText.PeriodTo, Day(last)),
            ({ } first, { } last) => Say.With(CatalogueText.PeriodBoth, Day(first), Day(last)),
        };

    public static string Money(long amount) => amount.ToString("N0", Vietnamese) + NoBreak + CatalogueText.Dong;

    /// <summary>The ordinary time limit; null where none is known.</summary>
    public static string? Time(ProcessingTime time) =>
        time.Unit == "same_day" ? CatalogueText.SameDay
        : time.Value is { } value ? Units(time.Unit, value)
        : null;

    public static string Units(string unit, decimal value) =>
        Together(Say.With(unit == "day" ? CatalogueText.Days : CatalogueText.WorkingDays, value.ToString("0.##", Vietnamese)), 1);

    public static string? Case(ProcessingTime time, ProcessingCase special) =>
        special.Value is { } value ? Units(time.Unit, value)
        : special.Add is { } more ? Say.With(CatalogueText.MoreTime, Units(time.Unit, more))
        : null;

    public static string Channel(string channel) =>
        channel switch
        {
            "truc_tuyen" => CatalogueText.ChannelOnline,
            "truc_tiep" => CatalogueText.ChannelCounter,
            "buu_chinh" => CatalogueText.ChannelPost,
            _ => channel,
        };

    public static string Amount(Fee fee) =>
        fee.Amount switch
        {
            null => CatalogueText.AskTheOffice,
            0 => CatalogueText.NoFee,
            { } amount when string.IsNullOrEmpty(fee.Per) => Money(amount),
            { } amount => Say.With(CatalogueText.AmountPer, Money(amount), fee.Per),
        };

    /// <summary>All fees in a few words, for the summary.</summary>
    public static string Summary(IReadOnlyList<Fee> fees) =>
        fees.Count == 0 || fees.Any(f => f.Amount is null && fees.Count == 1) ? CatalogueText.AskTheOffice
        : fees.All(f => f.Amount == 0) ? CatalogueText.NoFee
        : fees.Count == 1 ? Amount(fees[0])
        : CatalogueText.SeeFees;

    public static string Copies(RequiredDocument paper)
    {
        string?[] parts =
        [
            paper.Originals > 0 ? Together(Say.With(CatalogueText.Originals, paper.Originals), 2) : null,
            paper.Copies > 0 ? Together(Say.With(CatalogueText.Copies, paper.Copies), 2) : null,
        ];
        var counted = string.Join(", ", parts.OfType<string>());
        return counted.Length == 0 ? CatalogueText.NoCount : counted;
    }

    /// <summary>First letter large, as at the beginning of a line.</summary>
    public static string Begin(string words) => words.Length == 0 ? words : char.ToUpper(words[0], Vietnamese) + words[1..];

    /// <summary>Strings of a list that the definition keeps without a property of its own.</summary>
    public static IReadOnlyList<string> Kept(ProcedureDefinition definition, string name) =>
        definition.Rest?.GetValueOrDefault(name) switch
        {
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(i => i.ToString())],
            { ValueKind: JsonValueKind.String } one => [one.GetString()!],
            _ => [],
        };

    public static string Sector(string name) =>
        name.StartsWith(CatalogueText.SectorPrefix, StringComparison.Ordinal) ? name[CatalogueText.SectorPrefix.Length..] : name;

    // A number does not part from its first words at the end of a line.
    private static string Together(string words, int spaces)
    {
        var parts = words.Split(' ', spaces + 1);
        return string.Join(NoBreak, parts);
    }
}
