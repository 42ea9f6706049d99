using System.Globalization;
using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Journal;

/// <summary>How a line hangs in its chain.</summary>
/// <param name="Index">Its number within the chain.</param>
/// <param name="Fault">What is wrong with it; null when nothing is.</param>
public sealed record LogLink(long Index, string Hash, string PreviousHash, ChainFault? Fault);

/// <summary>One line of the log with everything it says.</summary>
/// <param name="Link">Null of a line that hangs in no chain.</param>
public sealed record LogEventView(LogLine Line, LogLink? Link);

/// <summary>Reads one line of the log for an administrator.</summary>
public sealed class LogEventQuery(DvcDatabase database, Administrators administrators, TimeProvider clock)
{
    /// <summary>Null when there is no such line for this administrator.</summary>
    public Task<LogEventView?> RunAsync(Guid byId, LogSource source, string key, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                if (await administrators.FindAsync(db, byId, cancellationToken) is not { } by)
                {
                    return null;
                }

                var units = await LogQuery.UnitsOfAsync(db, by, null, cancellationToken);
                var scope = new LogScope(db, units, VietnamTime.DateOf(clock.GetUtcNow().UtcDateTime));
                if (await FindAsync(scope, source, key, cancellationToken) is not { } found)
                {
                    return null;
                }

                var named = await LogQuery.NamedAsync(db, [found.Line], cancellationToken);
                return found with { Line = named[0] };
            },
            cancellationToken
        );

    private static async Task<LogEventView?> FindAsync(LogScope scope, LogSource source, string key, CancellationToken cancellationToken)
    {
        switch (source)
        {
            case LogSource.Dossier:
                return LogReaders.KeyOf(key) is var (dossierId, index)
                    ? await OfDossierAsync(scope, dossierId, index, cancellationToken)
                    : null;
            case LogSource.Office:
                return long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? await OfOfficeAsync(scope, number, cancellationToken)
                    : null;
            case LogSource.Calendar:
                return
                    scope.Units is null
                    && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var edition)
                    && await scope.Db.CalendarEditions.SingleOrDefaultAsync(e => e.Number == edition && e.Number > 0, cancellationToken)
                        is { } change
                    ? new LogEventView(LogReaders.Of(change), null)
                    : null;
            default:
                return Guid.TryParseExact(key, "N", out var id) ? await ByIdAsync(scope, source, id, cancellationToken) : null;
        }
    }

    private static async Task<LogEventView?> ByIdAsync(LogScope scope, LogSource source, Guid id, CancellationToken cancellationToken)
    {
        if (source == LogSource.Account)
        {
            return await scope.AccountEvents.SingleOrDefaultAsync(e => e.Id == id, cancellationToken) is { } line
                ? new LogEventView(LogReaders.Of(line), null)
                : null;
        }

        if (source == LogSource.Procedure)
        {
            return
                scope.Units is null && await scope.Db.ProcedureEvents.SingleOrDefaultAsync(e => e.Id == id, cancellationToken) is { } line
                ? new LogEventView(LogReaders.Of(line), null)
                : null;
        }

        var reading = await scope
            .Db.DossierReadings.Where(r => r.Id == id)
            .Join(
                scope.Dossiers,
                r => r.DossierId,
                d => d.Id,
                (r, d) =>
                    new
                    {
                        Line = r,
                        d.Number,
                        d.UnitId,
                    }
            )
            .SingleOrDefaultAsync(cancellationToken);
        return reading is null ? null : new LogEventView(LogReaders.Of(reading.Line, reading.Number, reading.UnitId), null);
    }

    private static async Task<LogEventView?> OfDossierAsync(LogScope scope, Guid dossierId, int index, CancellationToken cancellationToken)
    {
        var dossier = await scope
            .Dossiers.Where(d => d.Id == dossierId)
            .Select(d => new { d.Number, d.UnitId })
            .SingleOrDefaultAsync(cancellationToken);
        var lines = await scope
            .Db.AuditEvents.Where(e => e.DossierId == dossierId && (e.Index == index || e.Index == index - 1))
            .OrderBy(e => e.Index)
            .ToListAsync(cancellationToken);
        if (dossier is null || lines.LastOrDefault() is not AuditEvent line || line.Index != index)
        {
            return null;
        }

        var fault = line.FaultAfter(lines.Count > 1 ? lines[0] : null);
        return new LogEventView(
            LogReaders.Of(line, dossier.Number, dossier.UnitId),
            new LogLink(line.Index, line.Hash, line.PreviousHash, fault)
        );
    }

    private static async Task<LogEventView?> OfOfficeAsync(LogScope scope, long number, CancellationToken cancellationToken)
    {
        var lines = await scope
            .Db.OfficeEvents.Where(e => e.Number == number || e.Number == number - 1)
            .OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
        if (lines.LastOrDefault() is not OfficeEvent line || line.Number != number)
        {
            return null;
        }

        if (scope.Units is { } units && (line.AgencyId is not { } agency || !units.Contains(agency)))
        {
            return null;
        }

        var fault = line.FaultAfter(lines.Count > 1 ? lines[0] : null);
        return new LogEventView(LogReaders.Of(line), new LogLink(line.Number, line.Hash, line.PreviousHash, fault));
    }
}
