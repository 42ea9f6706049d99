using System.Globalization;
using Dvc.Blazor.Domain.Dossiers;
using Microsoft.AspNetCore.WebUtilities;

namespace Dvc.Blazor.Features.Intake;

/// <summary>In which order the board lists.</summary>
public enum BoardSort
{
    /// <summary>What moved last comes first.</summary>
    Updated,

    /// <summary>What was filed last comes first.</summary>
    Received,

    /// <summary>What is due first comes first.</summary>
    Due,
}

/// <summary>What the board shows. All of it stands in the address, so that a list can be kept, sent and opened again.</summary>
/// <param name="Queue">Key of a <see cref="BoardQueue"/>.</param>
/// <param name="Status">One status, or all of the queue.</param>
/// <param name="Sector">One sector, or all.</param>
/// <param name="Place">One of the officer's units, or all of them.</param>
/// <param name="Words">Number, name, identity number or telephone.</param>
/// <param name="Sort">The order; null: the queue's own.</param>
/// <param name="Columns">Keys of columns by commas; null: the officer's own choice.</param>
/// <param name="Page">From 1.</param>
/// <param name="Label">A label of one of the officer's units, or all.</param>
/// <param name="Flag">What stands out so, or all.</param>
/// <param name="Procedure">Code of one procedure, or all; its fields and papers are columns then.</param>
/// <param name="By">Key of the column that orders, with a minus before it for downwards; goes before <paramref name="Sort"/>.</param>
/// <param name="Where">Conditions on columns as they stand in the address; see <see cref="BoardConditions"/>.</param>
public sealed record BoardFilter(
    string Queue = BoardQueue.AllKey,
    DossierStatus? Status = null,
    string? Sector = null,
    string? Place = null,
    string? Words = null,
    BoardSort? Sort = null,
    string? Columns = null,
    int Page = 1,
    Guid? Label = null,
    FlagKind? Flag = null,
    string? Procedure = null,
    string? By = null,
    string? Where = null
)
{
    private const string Board = "mot-cua";
    private const int MaxLength = 100;
    private const int MaxColumnsLength = 2000;

    private static readonly IReadOnlyList<(BoardSort Sort, string Word)> Sorts =
    [
        (BoardSort.Updated, "cap-nhat"),
        (BoardSort.Received, "ngay-nop"),
        (BoardSort.Due, "han"),
    ];

    private static readonly IReadOnlyList<(FlagKind Kind, string Word)> Flags = [(FlagKind.Urgent, "khan"), (FlagKind.Attention, "chu-y")];

    /// <summary>The word of a flag in addresses.</summary>
    public static string WordOf(FlagKind kind) => Flags.Single(f => f.Kind == kind).Word;

    /// <summary>Reads what stands in an address; what means nothing there is left out.</summary>
    public static BoardFilter Of(
        string? queue,
        int? status,
        string? sector,
        string? place,
        string? words,
        string? sort,
        string? columns,
        int? page,
        string? label = null,
        string? flag = null,
        string? procedure = null,
        string? where = null
    ) =>
        new(
            BoardQueue.Of(queue).Key,
            Enum.IsDefined((DossierStatus)(status ?? -1)) ? (DossierStatus)status! : null,
            Stated(sector),
            Stated(place),
            Stated(words),
            Sorts.Where(s => s.Word == sort).Select(s => (BoardSort?)s.Sort).FirstOrDefault(),
            Stated(columns, MaxColumnsLength),
            Math.Clamp(page ?? 1, 1, BoardQuery.MaxPages),
            Guid.TryParse(label, out var id) ? id : null,
            Flags.Where(f => f.Word == flag).Select(f => (FlagKind?)f.Kind).FirstOrDefault(),
            Stated(procedure),
            Sorts.All(s => s.Word != sort) ? Stated(sort) : null,
            where
        );

    /// <summary>The address of this list below the root of the portal.</summary>
    /// <param name="path">What is asked for; the board itself by default.</param>
    public string Address(string path = Board)
    {
        var address = QueryHelpers.AddQueryString("/" + path, Particulars());
        return Where is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Where}";
    }

    /// <summary>What stands in the address besides the conditions on columns.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Particulars() =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["hang-doi"] = Queue == BoardQueue.AllKey ? null : Queue,
            ["trang-thai"] = Status is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : null,
            ["linh-vuc"] = Sector,
            ["don-vi"] = Place,
            ["thu-tuc"] = Procedure,
            ["nhan"] = Label?.ToString(),
            ["co"] = Flag is { } flag ? WordOf(flag) : null,
            ["tim"] = Words,
            ["sap-xep"] = By ?? Sorts.Where(s => s.Sort == Sort).Select(s => s.Word).FirstOrDefault(),
            ["cot"] = Columns,
            ["trang"] = Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null,
        }.Where(p => p.Value is not null);

    /// <summary>Reads an address that <see cref="Address"/> has written.</summary>
    public static BoardFilter Read(string address)
    {
        var where = BoardConditions.Of(address);
        var query = QueryHelpers.ParseQuery(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        return Of(
            Value("hang-doi"),
            int.TryParse(Value("trang-thai"), CultureInfo.InvariantCulture, out var status) ? status : null,
            Value("linh-vuc"),
            Value("don-vi"),
            Value("tim"),
            Value("sap-xep"),
            Value("cot"),
            null,
            Value("nhan"),
            Value("co"),
            Value("thu-tuc"),
            where.Text
        );

        string? Value(string key) => query.TryGetValue(key, out var value) ? value.ToString() : null;
    }

    private static string? Stated(string? words, int most = MaxLength) =>
        string.IsNullOrWhiteSpace(words) ? null
        : words.Length <= most ? words
        : words[..most];
}
