using System.Globalization;
using System.Text.Json;
using Dvc.Blazor.Components.Kit;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Auditing;
using Dvc.Blazor.Infrastructure.Security;

namespace Dvc.Blazor.Features.Journal;

/// <summary>The log in plain words.</summary>
internal static class LogWords
{
    /// <summary>Kind of a line that tells of a reading.</summary>
    public const string Opened = nameof(Opened);

    /// <summary>Kind of a line that tells of a change of the calendar.</summary>
    public const string CalendarChanged = nameof(CalendarChanged);

    private const int MostParticulars = 60;

    private static readonly Dictionary<LogSource, string> Keys = new()
    {
        [LogSource.Dossier] = "ho-so",
        [LogSource.Reading] = "xem",
        [LogSource.Account] = "tai-khoan",
        [LogSource.Office] = "co-quan",
        [LogSource.Procedure] = "thu-tuc",
        [LogSource.Calendar] = "lich",
    };

    // What the chain of a dossier says beside statuses and acts.
    private static readonly string[] OtherDossierKinds =
    [
        "DueMoved",
        "UnitsChanged",
        "Message",
        "Call",
        "Note",
        "Claimed",
        "Assigned",
        "AssignedAutomatically",
        "Released",
        "HandoverOpened",
        "SupplementAnswered",
        "PaymentProved",
        "OpinionAnswered",
        "OpinionWithdrawn",
        "OriginalChecked",
        "OriginalUnchecked",
        "Labelled",
        "Unlabelled",
        "Flagged",
        "Unflagged",
        "Reminded",
        "LinkedPartsGiven",
        .. Enum.GetNames<SubtaskMove>().Where(m => m != nameof(SubtaskMove.Given)).Select(m => $"Subtask{m}"),
        "Erased",
    ];

    /// <summary>The source as addresses write it.</summary>
    public static string KeyOf(LogSource source) => Keys[source];

    /// <summary>The source of an address; null of none.</summary>
    public static LogSource? SourceOf(string? key) => Keys.Where(k => k.Value == key).Select(k => (LogSource?)k.Key).FirstOrDefault();

    public static string Name(LogSource source) => Text($"Source{source}") ?? source.ToString();

    /// <summary>What can have happened, by source.</summary>
    public static IReadOnlyList<string> KindsOf(LogSource source) =>
        source switch
        {
            LogSource.Dossier =>
            [
                .. Enum.GetNames<DossierStatus>().Where(s => s != nameof(DossierStatus.Draft)),
                .. Enum.GetNames<DossierAct>().Where(a => Text($"Dossier{a}") is not null),
                .. OtherDossierKinds,
            ],
            LogSource.Account => Constants(typeof(AccountEventKind)),
            LogSource.Office => Constants(typeof(OfficeEventKind)),
            LogSource.Procedure => Enum.GetNames<ProcedureAct>(),
            _ => [],
        };

    /// <summary>What happened.</summary>
    public static string Kind(LogSource source, string kind) =>
        source == LogSource.Dossier && Enum.TryParse<DossierStatus>(kind, out var status)
            ? Say.With(JournalText.DossierBecame, StatusLook.Of(status).Name)
            : Text($"{source}{kind}") ?? kind;

    public static string Kind(LogLine line) => Kind(line.Source, line.Kind);

    /// <summary>Who did it; people who file dossiers are not named.</summary>
    public static string Who(LogLine line) =>
        line.ActorName.Length > 0 ? line.ActorName
        : line.ActorId is null ? JournalText.ThePortal
        : line.Source == LogSource.Dossier ? JournalText.TheApplicant
        : JournalText.ACitizen;

    /// <summary>What it is about.</summary>
    public static string? About(LogLine line) =>
        line.Source switch
        {
            LogSource.Account => line.SubjectName ?? JournalText.AccountOfCitizen,
            _ => line.Subject,
        };

    /// <summary>Where what it is about can be seen; null where nowhere.</summary>
    public static string? LinkOf(LogLine line) =>
        line.Source switch
        {
            LogSource.Dossier or LogSource.Reading => new LogFilter(null, null, null, null, line.Subject, null, null, null).Address(),
            LogSource.Account => $"/quan-tri/nguoi-dung/{line.Subject}",
            LogSource.Procedure => $"/quan-tri/thu-tuc/{line.Subject}",
            _ => null,
        };

    public static string AddressOf(LogLine line) => $"{LogFilter.Path}/{KeyOf(line.Source)}/{line.Key}";

    public static string Fault(ChainFault fault) => Text($"Fault{fault}") ?? fault.ToString();

    public static string Link(BrokenLink link) =>
        link.Fault == ChainFault.DossierGone ? Say.With(JournalText.BrokenGone, link.Dossier)
        : link.Dossier is { } number ? Say.With(JournalText.BrokenDossier, number, link.Index, Fault(link.Fault))
        : Say.With(JournalText.BrokenOffice, link.Index, Fault(link.Fault));

    /// <summary>The particulars, one line each; what is nested bears the names of all its levels.</summary>
    public static IReadOnlyList<(string Name, string Value)> Particulars(string? data)
    {
        if (string.IsNullOrEmpty(data))
        {
            return [];
        }

        try
        {
            using var read = JsonDocument.Parse(data);
            return [.. Flat("", read.RootElement).Take(MostParticulars)];
        }
        catch (JsonException)
        {
            return [("", data)];
        }
    }

    private static IEnumerable<(string Name, string Value)> Flat(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Flat(Below(name, Named(p.Name)), p.Value)),
            JsonValueKind.Array => value
                .EnumerateArray()
                .SelectMany((v, i) => Flat(Below(name, (i + 1).ToString(CultureInfo.InvariantCulture)), v)),
            JsonValueKind.Null or JsonValueKind.Undefined => [],
            JsonValueKind.True => [(name, JournalText.Yes)],
            JsonValueKind.False => [(name, JournalText.No)],
            JsonValueKind.String when value.TryGetDateTime(out var at) && at.Kind == DateTimeKind.Utc => [(name, When.Moment(at))],
            JsonValueKind.String when Enum.TryParse<DossierStatus>(value.GetString(), out var status) && Enum.IsDefined(status) =>
            [
                (name, StatusLook.Of(status).Name),
            ],
            _ => [(name, value.ToString())],
        };

    private static string Below(string above, string name) => above.Length == 0 ? name : $"{above} · {name}";

    private static string Named(string key) => Text($"Data{char.ToUpperInvariant(key[0])}{key[1..]}") ?? key;

    private static IReadOnlyList<string> Constants(Type kinds) => [.. kinds.GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    private static string? Text(string key) => JournalText.ResourceManager.GetString(key, JournalText.Culture);
}
