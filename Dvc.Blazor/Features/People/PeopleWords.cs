using System.Globalization;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.People;

/// <summary>Roles, days and events in words.</summary>
internal static class PeopleWords
{
    private const string DayFormat = "dd/MM/yyyy";

    /// <summary>Name of a role.</summary>
    public static string Role(string role) => PeopleText.ResourceManager.GetString($"Role{role}", PeopleText.Culture) ?? role;

    /// <summary>What happened to an account.</summary>
    public static string Event(string kind) => PeopleText.ResourceManager.GetString($"Event{kind}", PeopleText.Culture) ?? kind;

    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>A period; open ends are said.</summary>
    public static string Period(DateOnly? from, DateOnly? to) =>
        (from, to) switch
        {
            (null, null) => PeopleText.Always,
            ({ } first, null) => Components.Kit.Say.With(PeopleText.Since, Day(first)),
            (null, { } last) => Components.Kit.Say.With(PeopleText.Until, Day(last)),
            ({ } first, { } last) => Components.Kit.Say.With(PeopleText.FromTo, Day(first), Day(last)),
        };

    /// <summary>A day as typed or as a browser's date field sends it; null when it is none. Blank is no day either.</summary>
    public static bool TryDay(string? typed, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(typed))
        {
            return true;
        }

        string[] formats = ["d/M/yyyy", "yyyy-MM-dd"];
        var read = DateOnly.TryParseExact(typed.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var given);
        day = read ? given : null;
        return read;
    }
}
