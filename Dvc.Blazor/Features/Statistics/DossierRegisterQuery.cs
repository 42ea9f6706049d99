using System.Runtime.CompilerServices;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Statistics;

/// <summary>A page of the book, and what can be chosen.</summary>
/// <param name="Units">The units whose books the officer may read.</param>
/// <param name="Unit">The one whose book this is; null when there is none, or when an unknown one was asked for.</param>
/// <param name="Total">How many dossiers the book has.</param>
public sealed record DossierRegister(IReadOnlyList<Choice> Units, Choice? Unit, int Total, IReadOnlyList<RegisterEntry> Entries)
{
    public string? UnitError { get; init; }

    /// <summary>Whether a file of it is made behind the pages.</summary>
    public bool IsLong => Total >= BookWriter.Long;

    public int Pages => (Total + DossierRegisterQuery.PageSize - 1) / DossierRegisterQuery.PageSize;
}

/// <summary>The book of dossiers of a unit over a period (sổ theo dõi hồ sơ): those accepted, in the order of their acceptance. It names people, so it is read in the scope of the board.</summary>
public sealed class DossierRegisterQuery(DvcDatabase database, Officers officers)
{
    /// <summary>Entries of one page.</summary>
    public const int PageSize = 50;

    // Entries read at a time for a file: whoever takes long to receive it holds no connection to the database meanwhile.
    private const int Bite = 500;

    /// <summary>A page of the book; null for somebody who is no officer.</summary>
    /// <param name="userId">Who reads.</param>
    /// <param name="unit">Whose book; null: the first that may be read.</param>
    /// <param name="period">Null when the days make none: then there are choices only.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<DossierRegister?> RunAsync(Guid userId, string? unit, Period? period, int page, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return null;
                }

                var units = await StatisticsQuery.UnitsAsync(db, officer, cancellationToken);
                var chosen = unit is null ? units.FirstOrDefault() : units.FirstOrDefault(u => u.Key == unit);
                if (chosen is null || period is null)
                {
                    return new DossierRegister(units, chosen, 0, [])
                    {
                        UnitError = chosen is null && unit is not null ? StatisticsText.UnitUnknown : null,
                    };
                }

                var book = Book(db, officer, chosen.Key, period);
                var skipped = (page - 1) * PageSize;
                var rows = await Rows(db, book.Skip(skipped).Take(PageSize)).ToListAsync(cancellationToken);
                return new DossierRegister(
                    units,
                    chosen,
                    await book.CountAsync(cancellationToken),
                    [.. rows.Select((row, i) => RegisterEntry.Of(row, skipped + i + 1))]
                );
            },
            cancellationToken
        );

    /// <summary>The whole book, a bite at a time; whether the officer may read it is asked anew for each.</summary>
    public async IAsyncEnumerable<RegisterEntry> AllAsync(
        Guid userId,
        string unit,
        Period period,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (serial, after) = (0, (Dossier?)null);
        while (await BiteAsync(userId, unit, period, after, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                yield return RegisterEntry.Of(row, ++serial);
            }

            after = rows[^1].Dossier;
        }
    }

    /// <summary>How many dossiers the book has now; null for somebody who may not read it any more.</summary>
    internal Task<int?> CountAsync(Guid userId, string unit, Period period, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                await officers.FindAsync(db, userId, cancellationToken) is { } officer
                && await StatisticsQuery.UnitsAsync(db, officer, cancellationToken) is var units
                && units.Any(u => u.Key == unit)
                    ? await Book(db, officer, unit, period).CountAsync(cancellationToken)
                    : (int?)null,
            cancellationToken
        );

    // What comes after the last entry of the bite before; the order of the book is that of its index.
    private Task<List<RegisterRow>> BiteAsync(
        Guid userId,
        string unit,
        Period period,
        Dossier? after,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            async db =>
            {
                if (await officers.FindAsync(db, userId, cancellationToken) is not { } officer)
                {
                    return [];
                }

                var book = Book(db, officer, unit, period);
                if (after is { AcceptedAt: var at, Number: var number })
                {
                    book = book.Where(d => d.AcceptedAt > at || (d.AcceptedAt == at && d.Number.CompareTo(number) > 0));
                }

                return await Rows(db, book.Take(Bite)).AsNoTracking().ToListAsync(cancellationToken);
            },
            cancellationToken
        );

    private static IQueryable<Dossier> Book(DvcDbContext db, Officer officer, string unit, Period period)
    {
        var (start, end) = (period.StartUtc, period.EndUtc);
        return db
            .Dossiers.For(officer)
            .Where(d => d.UnitId == unit && d.AcceptedAt >= start && d.AcceptedAt < end)
            .OrderBy(d => d.AcceptedAt)
            .ThenBy(d => d.Number);
    }

    private static IQueryable<RegisterRow> Rows(DvcDbContext db, IQueryable<Dossier> dossiers) =>
        dossiers
            .Include(d => d.Answers)
            .OrderBy(d => d.AcceptedAt)
            .ThenBy(d => d.Number)
            .Select(d => new RegisterRow
            {
                Dossier = d,
                Agency =
                    db.Agencies.Where(a => a.Id == (d.HandlingAgencyId ?? d.CompetentAgencyId)).Select(a => a.Name).FirstOrDefault() ?? "",
                TransferredAt = d.Handovers.Where(h => h.TakenBackAt == null).Min(h => (DateTime?)h.At),
                Return = d.Returns.OrderByDescending(r => r.Ordinal).FirstOrDefault(),
            });
}
