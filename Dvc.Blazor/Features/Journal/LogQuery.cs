using System.Runtime.CompilerServices;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Text;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Journal;

/// <summary>A unit to choose from.</summary>
public sealed record LogUnit(string Id, string Name);

/// <summary>A page of the log.</summary>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Units">Units to choose from.</param>
/// <param name="IsSystem">Whether the reader sees everything.</param>
public sealed record LogPageView(IReadOnlyList<LogLine> Lines, LogCursor? Next, IReadOnlyList<LogUnit> Units, bool IsSystem);

/// <summary>Reads the log for an administrator.</summary>
public sealed class LogQuery(DvcDatabase database, Administrators administrators, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Most lines in one file.</summary>
    public const int MaxExported = 20_000;

    private const int ExportPortion = 500;
    private const int MostNamed = 50;

    private DateOnly Today => VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime);

    /// <summary>A page; null for somebody who is no administrator (any more).</summary>
    public Task<LogPageView?> RunAsync(Guid byId, LogFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await administrators.FindAsync(db, byId, cancellationToken) is not { } by)
                {
                    return null;
                }

                var lines = await LinesAsync(db, by, filter, filter.After, PageSize + 1, cancellationToken);
                var shown = lines.Take(PageSize).ToList();
                return new LogPageView(
                    await NamedAsync(db, shown, cancellationToken),
                    lines.Count > PageSize ? LogCursor.Behind(shown[^1]) : null,
                    await UnitsAsync(db, by, cancellationToken),
                    by.IsSystem
                );
            },
            cancellationToken
        );

    /// <summary>All lines, portion by portion, the newest first; none for somebody who is no administrator (any more).</summary>
    public async IAsyncEnumerable<LogLine> AllAsync(
        Guid byId,
        LogFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (after, told) = (default(LogCursor), 0);
        while (told < MaxExported)
        {
            var take = Math.Min(ExportPortion, MaxExported - told);
            var from = after;
            var portion = await database.ReadAsync(
                async db =>
                    await administrators.FindAsync(db, byId, cancellationToken) is { } by
                        ? await NamedAsync(db, await LinesAsync(db, by, filter, from, take, cancellationToken), cancellationToken)
                        : [],
                cancellationToken
            );
            foreach (var line in portion)
            {
                yield return line;
            }

            if (portion.Count < take)
            {
                yield break;
            }

            (after, told) = (LogCursor.Behind(portion[^1]), told + portion.Count);
        }
    }

    private async Task<List<LogLine>> LinesAsync(
        DvcDbContext db,
        Administrator by,
        LogFilter filter,
        LogCursor? after,
        int take,
        CancellationToken cancellationToken
    )
    {
        var scope = new LogScope(db, await UnitsOfAsync(db, by, filter.Unit, cancellationToken), Today);
        Guid? dossierId = null;
        if (filter.Dossier is not null)
        {
            var number = filter.Number;
            dossierId = await scope
                .Dossiers.Where(d => d.Number == number)
                .Select(d => (Guid?)d.Id)
                .SingleOrDefaultAsync(cancellationToken);
            if (dossierId is null)
            {
                return [];
            }
        }

        var ask = new LogAsk(
            filter.FromUtc(Today),
            filter.UntilUtc(Today),
            filter.Kind,
            await ActorsAsync(db, filter.Who, cancellationToken),
            dossierId
        );
        var readers = new LogReaders(scope, ask);
        List<LogLine> lines = [];
        foreach (var source in SourcesOf(filter, scope.Units is null))
        {
            lines.AddRange(await readers.ReadAsync(source, after, take, cancellationToken));
        }

        return [.. lines.OrderByDescending(l => l.At).ThenBy(l => l.Source).Take(take)];
    }

    // Procedures and the calendar belong to no unit, and only two sources speak of dossiers.
    private static IEnumerable<LogSource> SourcesOf(LogFilter filter, bool everywhere) =>
        Enum.GetValues<LogSource>()
            .Where(s => filter.Source is null || filter.Source == s)
            .Where(s => everywhere || s is not (LogSource.Procedure or LogSource.Calendar))
            .Where(s => filter.Dossier is null || s is LogSource.Dossier or LogSource.Reading);

    /// <summary>The units that count: null for all.</summary>
    internal static async Task<IReadOnlyCollection<string>?> UnitsOfAsync(
        DvcDbContext db,
        Administrator by,
        string? unit,
        CancellationToken cancellationToken
    )
    {
        if (unit is null)
        {
            return by.IsSystem ? null : [.. by.Units];
        }

        return by.Rules(unit) ? [.. await AgencyTree.BelowAsync(db, [unit], cancellationToken)] : [];
    }

    // Officers and administrators only: whoever files dossiers is not looked for by name.
    private static async Task<IReadOnlyCollection<Guid>?> ActorsAsync(DvcDbContext db, string? who, CancellationToken cancellationToken)
    {
        if (who is null)
        {
            return null;
        }

        var (folded, address) = (Fold.Text(who), who.ToUpperInvariant());
        return await Staff(db)
            .Where(u => u.FoldedName.Contains(folded) || u.NormalizedEmail == address)
            .OrderBy(u => u.Id)
            .Select(u => u.Id)
            .Take(MostNamed)
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<DvcUser> Staff(DvcDbContext db)
    {
        string[] citizens = [Roles.Citizen, Roles.OrganisationMember];
        var working = db
            .UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (user, role) => new { user.UserId, role.Name })
            .Where(r => !citizens.Contains(r.Name!))
            .Select(r => r.UserId);
        return db.Users.Where(u => working.Contains(u.Id) || db.Postings.Any(p => p.UserId == u.Id));
    }

    /// <summary>The lines with the names of officers and units.</summary>
    internal static async Task<List<LogLine>> NamedAsync(DvcDbContext db, List<LogLine> lines, CancellationToken cancellationToken)
    {
        var accounts = lines.Where(l => l.Source == LogSource.Account).Select(l => Guid.Parse(l.Subject!)).ToList();
        var nameless = lines.Where(l => l.ActorName.Length == 0 && l.Source != LogSource.Dossier).Select(l => l.ActorId).OfType<Guid>();
        List<Guid> ids = [.. accounts.Concat(nameless).Distinct()];
        var names =
            ids.Count == 0
                ? []
                : await Staff(db).Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FullName, cancellationToken);
        var agencies = await AgencyNames.ReadAsync(db, lines.Select(l => l.AgencyId), cancellationToken);
        return lines.ConvertAll(l =>
            l with
            {
                ActorName = l.ActorName.Length == 0 && l.ActorId is { } actor ? names.GetValueOrDefault(actor, "") : l.ActorName,
                SubjectName = l.Source == LogSource.Account ? names.GetValueOrDefault(Guid.Parse(l.Subject!)) : null,
                Agency = l.AgencyId is { } agency ? agencies.GetValueOrDefault(agency, agency) : null,
            }
        );
    }

    private static async Task<List<LogUnit>> UnitsAsync(DvcDbContext db, Administrator by, CancellationToken cancellationToken)
    {
        var all = await db
            .Agencies.OrderBy(a => a.Order)
            .Select(a => new
            {
                a.Id,
                a.Name,
                Parent = db.Agencies.Where(p => p.Id == a.ParentId).Select(p => p.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. all.Where(a => by.Rules(a.Id)).Select(a => new LogUnit(a.Id, a.Parent is null ? a.Name : $"{a.Name} – {a.Parent}"))];
    }
}
