using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Accounts.MyData;

/// <summary>One thing that was done with a person's data.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">Name of the officer; empty for the portal; null for the person.</param>
/// <param name="Agency">Agency of the officer, or null.</param>
/// <param name="Dossier">Number of the dossier, or null.</param>
/// <param name="Became">Status that the dossier got, or null when it was only read.</param>
/// <param name="Kind">One of <see cref="AccountEventKind"/> for a line of the account, else null.</param>
public sealed record LogLine(DateTime At, string? By, string? Agency, string? Dossier, DossierStatus? Became, string? Kind);

/// <param name="Total">How many lines there are on all pages.</param>
public sealed record LogPage(IReadOnlyList<LogLine> Lines, int Total);

/// <summary>Who has read or changed a person's data: readings of the own dossiers, acts of offices on them, and what happened to the account; newest first.</summary>
public sealed class MyLogQuery(DvcDatabase database)
{
    public const int PageSize = 20;

    /// <param name="userId">The person.</param>
    /// <param name="page">From 1.</param>
    public Task<LogPage> RunAsync(Guid userId, int page, CancellationToken cancellationToken) =>
        database.ReadAsync(db => ReadAsync(db, userId, page, cancellationToken), cancellationToken);

    private static async Task<LogPage> ReadAsync(DvcDbContext db, Guid userId, int page, CancellationToken cancellationToken)
    {
        var (readings, acts, events) = (Readings(db, userId), Acts(db, userId), Events(db, userId));
        var total =
            await readings.CountAsync(cancellationToken)
            + await acts.CountAsync(cancellationToken)
            + await events.CountAsync(cancellationToken);
        // Each of the three can fill the page alone, so as many of each are read as could come before its end.
        var reach = page * PageSize;
        List<Raw> all =
        [
            .. await readings.OrderByDescending(r => r.At).Take(reach).ToListAsync(cancellationToken),
            .. await acts.OrderByDescending(r => r.At).Take(reach).ToListAsync(cancellationToken),
            .. await events.OrderByDescending(r => r.At).Take(reach).ToListAsync(cancellationToken),
        ];
        var shown = all.OrderByDescending(r => r.At).Skip(reach - PageSize).Take(PageSize).ToList();
        var agencies = await AgencyNames.ReadAsync(db, shown.Select(r => r.AgencyId), cancellationToken);
        return new LogPage([.. shown.Select(r => Line(r, userId, agencies))], total);
    }

    private static IQueryable<Raw> Readings(DvcDbContext db, Guid userId) =>
        from reading in db.DossierReadings
        join dossier in db.Dossiers on reading.DossierId equals dossier.Id
        where dossier.OwnerId == userId
        select new Raw
        {
            At = reading.At,
            ById = reading.ReaderId,
            ByName = reading.ReaderName,
            AgencyId = reading.AgencyId,
            Number = dossier.Number,
        };

    private static IQueryable<Raw> Acts(DvcDbContext db, Guid userId) =>
        from step in db.Set<ProcessingStep>()
        join dossier in db.Dossiers on step.DossierId equals dossier.Id
        where dossier.OwnerId == userId && step.ActorKind != ActorKind.Applicant
        select new Raw
        {
            At = step.At,
            ById = step.ActorId,
            ByName = step.ActorName,
            AgencyId = step.AgencyId,
            Number = dossier.Number,
            Became = step.To,
        };

    private static IQueryable<Raw> Events(DvcDbContext db, Guid userId) =>
        from line in db.AccountEvents
        where line.UserId == userId
        select new Raw
        {
            At = line.At,
            ById = line.ActorId,
            ByName = db.Users.Where(u => u.Id == line.ActorId).Select(u => u.FullName).FirstOrDefault(),
            Kind = line.Kind,
        };

    private static LogLine Line(Raw raw, Guid userId, IReadOnlyDictionary<string, string> agencies) =>
        new(
            raw.At,
            raw.ById == userId ? null : raw.ByName ?? "",
            raw.AgencyId is { } agency ? agencies.GetValueOrDefault(agency) : null,
            raw.Number,
            raw.Became,
            raw.Kind
        );

    private sealed class Raw
    {
        public DateTime At { get; init; }

        public Guid? ById { get; init; }

        public string? ByName { get; init; }

        public string? AgencyId { get; init; }

        public string? Number { get; init; }

        public DossierStatus? Became { get; init; }

        public string? Kind { get; init; }
    }
}
