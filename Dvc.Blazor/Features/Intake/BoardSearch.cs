using System.Text;
using System.Text.RegularExpressions;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>
/// What an officer typed to find a dossier by: a whole number, an identity number, a telephone, or words: whole ones and the beginning of the last, or the
/// beginnings of all where nothing has them whole.
/// </summary>
internal sealed partial class BoardSearch
{
    // On PostgreSQL words that are found in more dossiers than this are looked for along the lists instead.
    private const int MaxKept = 10_000;

    /// <summary>On SQLite so many of the newest dossiers are looked through when words are very common.</summary>
    internal const int MaxFound = 2000;

    private const int MaxWords = 8;

    private string? _number;
    private string? _idMark;
    private string? _phone;
    private IReadOnlyList<IReadOnlyList<string>> _words = [];
    private bool _isWhole;
    private List<Guid>? _found;

    /// <summary>Whether the words are so common that a list is better read in order, until there are enough that have them.</summary>
    public bool IsCommon { get; private init; }

    /// <summary>Reads what was typed. Marks of identity numbers are made outside of any query.</summary>
    public static async Task<BoardSearch> ReadAsync(string typed, NationalIdIndex marks, CancellationToken cancellationToken)
    {
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '(' or ')')));
        return DossierNumber.Normalize(typed) is { } number ? new BoardSearch { _number = number }
            : NationalNumber().IsMatch(digits) ? new BoardSearch { _idMark = await marks.MarkAsync(digits, cancellationToken) }
            : Phone().Match(digits) is { Success: true } phone ? new BoardSearch { _phone = "0" + phone.Groups["rest"].Value }
            : new BoardSearch { _words = [.. WordsOf(typed)] };
    }

    /// <summary>
    /// The same once the database has said how common the words are. Whole words are tried first: there are far fewer of them than of words that begin so.
    /// PostgreSQL looks rare words up once and for all: left to itself it walks along a list that is asked for in order, however few dossiers have the words.
    /// SQLite looks up among the newest anyway.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="agencies">Agencies of the officer: words are looked up among their dossiers.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<BoardSearch> WeighedAsync(DvcDbContext db, IReadOnlyCollection<string> agencies, CancellationToken cancellationToken)
    {
        if (_words.Count == 0)
        {
            return this;
        }

        var whole = await new BoardSearch { _words = _words, _isWhole = true }.LookedUpAsync(db, agencies, cancellationToken);
        return whole._found is { Count: 0 } ? await LookedUpAsync(db, agencies, cancellationToken) : whole;
    }

    /// <summary>The dossiers that are meant, wherever they are.</summary>
    /// <param name="db">The database.</param>
    /// <param name="agencies">Words are looked up among the dossiers of these agencies; of all where none is named.</param>
    public IQueryable<Dossier> Among(DvcDbContext db, IReadOnlyCollection<string> agencies)
    {
        if (_number is not null)
        {
            return db.Dossiers.Where(d => d.Number == _number);
        }

        if (_idMark is not null)
        {
            return db.Dossiers.Where(d => d.ApplicantIdMark == _idMark);
        }

        if (_phone is not null)
        {
            return db.Dossiers.Where(d => d.Phone == _phone);
        }

        if (_found is { } ids)
        {
            return db.Dossiers.Where(d => ids.Contains(d.Id));
        }

        if (_words.Count == 0)
        {
            return db.Dossiers.Where(_ => false);
        }

        if (db is PostgresDvcDbContext)
        {
            return WithWords(db);
        }

        var found = Newest(db, agencies, MaxFound);
        return db.Dossiers.Where(d => found.Contains(d.Id));
    }

    private async Task<BoardSearch> LookedUpAsync(
        DvcDbContext db,
        IReadOnlyCollection<string> agencies,
        CancellationToken cancellationToken
    )
    {
        if (db is not PostgresDvcDbContext)
        {
            return !_isWhole || await Newest(db, agencies, 1).AnyAsync(cancellationToken) ? this : new BoardSearch { _found = [] };
        }

        var found = await WithWords(db)
            .Where(d =>
                agencies.Contains(d.UnitId)
                || agencies.Contains(d.ReceivingAgencyId)
                || agencies.Contains(d.ProcessingAgencyId)
                // Others may have asked the officer about it.
                || d.OpenOpinions > 0
                || d.OpenSubtasks > 0
            )
            .Select(d => d.Id)
            .Take(MaxKept + 1)
            .ToListAsync(cancellationToken);
        return found.Count > MaxKept
            ? new BoardSearch
            {
                _words = _words,
                _isWhole = _isWhole,
                IsCommon = true,
            }
            : new BoardSearch { _found = found };
    }

    private IQueryable<Guid> Newest(DvcDbContext db, IReadOnlyCollection<string> agencies, int take)
    {
        var words = string.Join(' ', _words.Select((w, i) => IsWhole(i) ? Phrase(w) : Phrase(w) + " *"));
        var match = $"Words : ({words})";
        if (agencies.Count > 0)
        {
            match += $" AND Places : ({string.Join(" OR ", agencies.Select(a => Phrase(Tokens(a))))})";
        }

        return db.Database.SqlQuery<Guid>(
            $"""
            SELECT r."DossierId" AS "Value" FROM "DossierSearch" AS s JOIN "DossierSearchRows" AS r ON r."Id" = s.rowid
            WHERE "DossierSearch" MATCH {match} ORDER BY s.rowid DESC LIMIT {take}
            """
        );
    }

    private IQueryable<Dossier> WithWords(DvcDbContext db)
    {
        var asked = string.Join(" & ", _words.Select((w, i) => string.Join(" <-> ", w) + (IsWhole(i) ? "" : ":*")));
        return db.Dossiers.FromSql($"SELECT * FROM \"Dossiers\" WHERE \"SearchVector\" @@ to_tsquery('simple', {asked})");
    }

    // The last word may still be being typed.
    private bool IsWhole(int word) => _isWhole && word < _words.Count - 1;

    private static IEnumerable<IReadOnlyList<string>> WordsOf(string typed) =>
        Fold.Text(typed).Split(' ').Select(Tokens).Where(t => t.Count > 0).Take(MaxWords);

    // Letters and digits only, as both databases cut words; so nothing of their query languages gets through.
    private static List<string> Tokens(string word)
    {
        var tokens = new List<string>();
        var token = new StringBuilder();
        foreach (var c in word + " ")
        {
            if (char.IsLetterOrDigit(c))
            {
                token.Append(c);
            }
            else if (token.Length > 0)
            {
                tokens.Add(token.ToString());
                token.Clear();
            }
        }

        return tokens;
    }

    private static string Phrase(IReadOnlyList<string> tokens) => $"\"{string.Join(' ', tokens)}\"";

    [GeneratedRegex(@"^(?:[0-9]{9}|[0-9]{12})\z", RegexOptions.NonBacktracking, 200)]
    private static partial Regex NationalNumber();

    [GeneratedRegex(@"^(?:\+84|0)(?<rest>[0-9]{9,10})\z", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Phone();
}
