using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Exports;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dvc.Blazor.Features.Intake.Exports;

/// <summary>Files that an officer has made behind the pages: asks for one, gives it up, fetches it. Everything is by the officer's own id; others' are not there.</summary>
public sealed class ExportDesk(
    DvcDatabase database,
    Officers officers,
    BoardDesk board,
    ExportQueue queue,
    ExportFolder folder,
    IOptions<ExportOptions> options,
    TimeProvider clock
)
{
    /// <summary>Most dossiers whose papers come into one zip.</summary>
    public const int MaxDossiers = 1_000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What the officer has asked for, the newest first.</summary>
    public Task<IReadOnlyList<Export>> ListAsync(Guid userId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Export>>(
            async db =>
                await db
                    .Exports.Where(e => e.UserId == userId)
                    .OrderByDescending(e => e.CreatedAt)
                    .ThenByDescending(e => e.Id)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>Has a list made into a file, with the columns the officer sees now.</summary>
    /// <exception cref="RuleViolationException">No officer, too many unfinished files, or too often.</exception>
    public async Task StartListAsync(Guid userId, BoardFilter filter, ExportKind kind, CancellationToken cancellationToken)
    {
        var columns = filter.Columns ?? await board.ColumnsAsync(userId, cancellationToken);
        var wish = (filter with { Columns = columns, Page = 1 }).Address();
        var ending = kind == ExportKind.ListXlsx ? "xlsx" : "csv";
        await queue.StartAsync(
            userId,
            kind,
            wish,
            $"ho-so-{filter.Queue}-{Today}.{ending}",
            (_, _) => Task.CompletedTask,
            cancellationToken
        );
    }

    /// <summary>Has the papers of dossiers packed into one file.</summary>
    /// <param name="withEarlier">Whether papers that others have taken the place of come along, in a folder for each time of filing.</param>
    /// <exception cref="RuleViolationException">No officer, none or too many dossiers, papers too large, too many unfinished files, or too often.</exception>
    public async Task StartPapersAsync(
        Guid userId,
        IReadOnlyCollection<string> numbers,
        CancellationToken cancellationToken,
        bool withEarlier = false
    )
    {
        List<string> wanted = [.. numbers.Select(DossierNumber.Normalize).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (wanted.Count is 0 or > MaxDossiers)
        {
            throw wanted.Count == 0
                ? new RuleViolationException("Export.Nothing")
                : new RuleViolationException("Export.TooManyDossiers", MaxDossiers);
        }

        var name = wanted.Count == 1 ? $"giay-to-{wanted[0]}.zip" : $"giay-to-{wanted.Count}-ho-so-{Today}.zip";
        await queue.StartAsync(
            userId,
            withEarlier ? ExportKind.PapersWithEarlier : ExportKind.Papers,
            string.Join('\n', wanted),
            name,
            async (db, officer) =>
            {
                var bytes = await db.DossiersReadableBy(officer)
                    .Where(d => wanted.Contains(d.Number))
                    .SelectMany(d => d.Documents)
                    .Where(p => withEarlier || p.SupersededAt == null)
                    .SumAsync(p => p.File.Length, cancellationToken);
                PaperZip.RequireSize(bytes, options.Value.MaxBytes);
            },
            cancellationToken
        );
    }

    /// <summary>Gives a file up that is not finished; the node that makes it stops by itself.</summary>
    public Task CancelAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var now = Now;
        return database.WriteAsync(
            async db =>
            {
                await db
                    .Exports.Where(e =>
                        e.Id == id && e.UserId == userId && (e.State == ExportState.Waiting || e.State == ExportState.Running)
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(e => e.State, ExportState.Cancelled)
                                .SetProperty(e => e.FinishedAt, now)
                                .SetProperty(e => e.LeaseUntil, (DateTime?)null),
                        cancellationToken
                    );
                db.Told.Add(userId);
            },
            cancellationToken
        );
    }

    /// <summary>Opens a finished file of an officer who still is one. The file is null when its time is over; the answer is null for everybody else.</summary>
    internal async Task<(Export Export, FileStream? File)?> OpenAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var export = await database.ReadAsync(
            async db =>
                await officers.FindAsync(db, userId, cancellationToken) is null
                    ? null
                    : await db.Exports.SingleOrDefaultAsync(
                        e => e.Id == id && e.UserId == userId && (e.State == ExportState.Ready || e.State == ExportState.Expired),
                        cancellationToken
                    ),
            cancellationToken
        );
        return export is null ? null
            : export.State == ExportState.Ready && export.ExpiresAt > Now ? (export, folder.Open(export.Id, export.Attempt))
            : (export, null);
    }

    private string Today => VietnamTime.DateOf(Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
