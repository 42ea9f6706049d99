using Dvc.Blazor.Domain;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Intake;

/// <summary>A named list as an officer sees it.</summary>
public sealed record NamedView(Guid Id, string Name, string Address, bool IsOwn, bool IsShared);

/// <summary>How an officer furnishes the board: columns, and lists with names.</summary>
public sealed class BoardDesk(DvcDatabase database, Officers officers)
{
    /// <summary>Most lists one officer can name.</summary>
    public const int MaxViews = 30;

    // Most columns of fields and papers that an officer has chosen.
    private const int MaxMoreColumns = 60;

    /// <summary>The columns the officer chose; null without a choice.</summary>
    public Task<string?> ColumnsAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Set<BoardChoice>().Where(c => c.UserId == userId).Select(c => c.Columns).SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>Keeps the columns.</summary>
    public Task ChooseAsync(Guid userId, IEnumerable<string> columns, CancellationToken cancellationToken)
    {
        List<string> wanted = [.. columns.Distinct(StringComparer.Ordinal)];
        // Fields and papers of a procedure are kept for its lists; on others they do not show.
        var keys = string.Join(
            ',',
            BoardProperties
                .All.Select(c => c.Key)
                .Intersect(wanted, StringComparer.Ordinal)
                .Concat(wanted.Where(BoardColumns.IsOfSomeProcedure).Take(MaxMoreColumns))
        );
        return database.WriteAsync(
            async db =>
            {
                if (await db.Set<BoardChoice>().SingleOrDefaultAsync(c => c.UserId == userId, cancellationToken) is { } known)
                {
                    known.Columns = keys;
                }
                else
                {
                    db.Add(new BoardChoice { UserId = userId, Columns = keys });
                }
            },
            cancellationToken
        );
    }

    /// <summary>The officer's own lists, and those shared with a unit of the officer.</summary>
    public Task<IReadOnlyList<NamedView>> ViewsAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<NamedView>>(
            async db =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                var places = officer?.Postings.Select(p => p.AgencyId).Distinct().ToList() ?? [];
                return await db.Set<BoardView>()
                    .Where(v => v.OwnerId == userId || (v.AgencyId != null && places.Contains(v.AgencyId)))
                    .OrderBy(v => v.Name)
                    .ThenBy(v => v.Id)
                    .Select(v => new NamedView(v.Id, v.Name, v.Address, v.OwnerId == userId, v.AgencyId != null))
                    .ToListAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Names a list.</summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="filter">The list.</param>
    /// <param name="agencyId">A unit of the officer to share it with; null: nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RuleViolationException">No name, too long a name, too many lists, or not the officer's unit.</exception>
    public Task NameAsync(Guid userId, string? name, BoardFilter filter, string? agencyId, CancellationToken cancellationToken)
    {
        var stated = (name ?? "").Trim();
        if (stated.Length is 0 or > BoardView.MaxNameLength)
        {
            throw new RuleViolationException("Board.ViewName", BoardView.MaxNameLength);
        }

        return database.WriteAsync(
            async db =>
            {
                var officer = await officers.FindAsync(db, userId, cancellationToken);
                if (officer is null || (agencyId is not null && officer.Postings.All(p => p.AgencyId != agencyId)))
                {
                    throw new RuleViolationException("Board.NotYourUnit");
                }

                if (await db.Set<BoardView>().CountAsync(v => v.OwnerId == userId, cancellationToken) >= MaxViews)
                {
                    throw new RuleViolationException("Board.TooManyViews", MaxViews);
                }

                db.Add(
                    new BoardView
                    {
                        OwnerId = userId,
                        Name = stated,
                        Address = (filter with { Page = 1 }).Address(),
                        AgencyId = agencyId,
                    }
                );
            },
            cancellationToken
        );
    }

    /// <summary>Forgets a list of one's own.</summary>
    public Task ForgetAsync(Guid userId, Guid viewId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db => db.Set<BoardView>().Where(v => v.Id == viewId && v.OwnerId == userId).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
}
