using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Mail;
using Dvc.Blazor.Infrastructure.Security;
using Dvc.Blazor.Infrastructure.Sheets;

namespace Dvc.Blazor.Features.People;

/// <summary>A line of the file as an officer to be invited.</summary>
/// <param name="Number">Number of the line.</param>
public sealed record FiledOfficer(int Number, NewOfficer Officer);

/// <summary>What is wrong with a line, or (0) with the whole file.</summary>
public sealed record LineFault(int Number, string Words)
{
    public override string ToString() => Number == 0 ? Words : Say.With(PeopleText.LineFault, Number, Words);
}

/// <summary>Reads officers from a file: name, e-mail address, key of the unit or department, roles, first day, sector. Every fault bears the number of its line.</summary>
internal static class PeopleFile
{
    /// <summary>Largest file, bytes.</summary>
    public const int MaxBytes = 262_144;

    /// <summary>Most people in one file: each gets an account and a letter.</summary>
    public const int MaxPeople = 500;

    // A first line that says so names the columns.
    private static readonly string[] Headings = ["email", "e-mail", "thu dien tu"];

    private static readonly char[] BetweenRoles = ['|', '+', '/'];

    private static readonly Dictionary<string, string> RoleKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mot-cua"] = Roles.IntakeOfficer,
        ["thu-ly"] = Roles.CaseOfficer,
        ["lanh-dao"] = Roles.Approver,
        ["quan-tri-don-vi"] = Roles.UnitAdministrator,
    };

    /// <summary>Words by which files name roles.</summary>
    public static IReadOnlyCollection<string> RoleWords => RoleKeys.Keys;

    public static (IReadOnlyList<FiledOfficer> Officers, IReadOnlyList<LineFault> Faults) Read(string text)
    {
        var (officers, faults) = (new List<FiledOfficer>(), new List<LineFault>());
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var lines = CsvLines.Read(text);
        foreach (var line in lines.Skip(lines.Count > 0 && Headings.Contains(Fold.Text(lines[0][1])) ? 1 : 0))
        {
            var (officer, fault) = ReadLine(line);
            if (officer is not null && !seen.TryAdd(officer.Email, line.Number))
            {
                fault = Say.With(PeopleText.LineTwice, officer.Email, seen[officer.Email]);
            }

            if (fault is not null)
            {
                faults.Add(new LineFault(line.Number, fault));
            }
            else
            {
                officers.Add(new FiledOfficer(line.Number, officer!));
            }
        }

        if (officers.Count == 0 && faults.Count == 0)
        {
            faults.Add(new LineFault(0, PeopleText.FileEmpty));
        }

        if (officers.Count > MaxPeople)
        {
            faults.Add(new LineFault(0, Say.With(PeopleText.FileLong, MaxPeople)));
        }

        return (officers, faults);
    }

    private static (NewOfficer? Officer, string? Fault) ReadLine(CsvLine line)
    {
        if (OfficerName.RefusalOf(line[0]) is { } refused)
        {
            return (null, RuleWords.Of(refused));
        }

        if (MailAddress.Normalize(line[1]) is not { } email)
        {
            return (null, Say.With(PeopleText.LineNoEmail, line[1]));
        }

        if (line[2].Length == 0)
        {
            return (null, PeopleText.LineNoUnit);
        }

        var roles = line[3].Split(BetweenRoles, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (roles.Length == 0 || Array.Find(roles, r => !RoleKeys.ContainsKey(r)) is not null)
        {
            return (null, Say.With(PeopleText.LineNoRole, line[3], string.Join(", ", RoleKeys.Keys)));
        }

        if (!PeopleWords.TryDay(line[4], out var from))
        {
            return (null, Say.With(PeopleText.LineNoDay, line[4]));
        }

        var sector = line[5].Length == 0 ? null : line[5];
        var officer = new NewOfficer(line[0], email, [.. roles.Select(r => RoleKeys[r]).Distinct()], line[2], sector) { From = from };
        return (officer, null);
    }
}
