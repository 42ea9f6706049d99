using System.Globalization;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Calendars;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Journal;

/// <summary>What is asked, with everything looked up that has to be.</summary>
/// <param name="From">UTC.</param>
/// <param name="Until">UTC, not included.</param>
/// <param name="Actors">Accounts of those who act; null: everybody.</param>
/// <param name="DossierId">One dossier, or null.</param>
internal sealed record LogAsk(DateTime From, DateTime Until, string? Kind, IReadOnlyCollection<Guid>? Actors, Guid? DossierId);

/// <summary>Reads the next lines of each source behind a place, the newest first; each in the order of an index.</summary>
internal sealed class LogReaders(LogScope scope, LogAsk ask)
{
    private readonly IReadOnlyCollection<Guid> _actors = ask.Actors ?? [];

    public Task<List<LogLine>> ReadAsync(LogSource source, LogCursor? after, int take, CancellationToken cancellationToken) =>
        source switch
        {
            LogSource.Dossier => DossiersAsync(after, take, cancellationToken),
            LogSource.Reading => ReadingsAsync(after, take, cancellationToken),
            LogSource.Account => AccountsAsync(after, take, cancellationToken),
            LogSource.Office => OfficeAsync(after, take, cancellationToken),
            LogSource.Procedure => ProceduresAsync(after, take, cancellationToken),
            _ => CalendarAsync(after, take, cancellationToken),
        };

    private async Task<List<LogLine>> DossiersAsync(LogCursor? after, int take, CancellationToken cancellationToken)
    {
        var (edge, open) = Edge(after, LogSource.Dossier);
        var lines = scope.Db.AuditEvents.Where(e => e.At >= ask.From && e.At < ask.Until && e.At <= edge);
        lines = ask.Kind is null ? lines : lines.Where(e => e.Kind == ask.Kind);
        lines = ask.Actors is null ? lines : lines.Where(e => e.ActorId != null && _actors.Contains(e.ActorId.Value));
        lines = ask.DossierId is null ? lines : lines.Where(e => e.DossierId == ask.DossierId);
        if (open is not null && KeyOf(open) is var (dossierId, index))
        {
            lines = lines.Where(e => e.At < edge || e.DossierId < dossierId || (e.DossierId == dossierId && e.Index < index));
        }
        else if (IsBehind(after, LogSource.Dossier))
        {
            lines = lines.Where(e => e.At < edge);
        }

        // Asked for each line: of a scope with hundreds of thousands of dossiers no list could be made.
        if (scope.Units is not null)
        {
            var seen = scope.Dossiers;
            lines = lines.Where(e => seen.Any(d => d.Id == e.DossierId));
        }

        var found = await lines
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.DossierId)
            .ThenByDescending(e => e.Index)
            .Take(take)
            .Join(
                scope.Db.Dossiers,
                e => e.DossierId,
                d => d.Id,
                (line, dossier) =>
                    new
                    {
                        Line = line,
                        dossier.Number,
                        dossier.UnitId,
                    }
            )
            .OrderByDescending(e => e.Line.At)
            .ThenByDescending(e => e.Line.DossierId)
            .ThenByDescending(e => e.Line.Index)
            .ToListAsync(cancellationToken);
        return found.ConvertAll(f => Of(f.Line, f.Number, f.UnitId));
    }

    internal static LogLine Of(AuditEvent line, string number, string unitId) =>
        new(
            LogSource.Dossier,
            string.Create(CultureInfo.InvariantCulture, $"{line.DossierId:N}-{line.Index}"),
            line.At,
            line.Kind,
            line.ActorId,
            line.ActorName,
            number,
            unitId,
            line.Data
        );

    /// <summary>Dossier and number of the line behind a key; null of none.</summary>
    internal static (Guid DossierId, int Index)? KeyOf(string key) =>
        key.Split('-') is [var id, var number]
        && Guid.TryParseExact(id, "N", out var dossierId)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (dossierId, index)
            : null;

    private async Task<List<LogLine>> ReadingsAsync(LogCursor? after, int take, CancellationToken cancellationToken)
    {
        var (edge, open) = Edge(after, LogSource.Reading);
        var lines = scope.Db.DossierReadings.Where(r => r.At >= ask.From && r.At < ask.Until && r.At <= edge);
        lines = ask.Actors is null ? lines : lines.Where(r => _actors.Contains(r.ReaderId));
        lines = ask.DossierId is null ? lines : lines.Where(r => r.DossierId == ask.DossierId);
        lines =
            Guid.TryParseExact(open, "N", out var id) ? lines.Where(r => r.At < edge || r.Id < id)
            : IsBehind(after, LogSource.Reading) ? lines.Where(r => r.At < edge)
            : lines;
        var seen = scope.Dossiers;
        var found = await lines
            .Join(
                seen,
                r => r.DossierId,
                d => d.Id,
                (line, dossier) =>
                    new
                    {
                        Line = line,
                        dossier.Number,
                        dossier.UnitId,
                    }
            )
            .OrderByDescending(r => r.Line.At)
            .ThenByDescending(r => r.Line.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
        return found.ConvertAll(f => Of(f.Line, f.Number, f.UnitId));
    }

    internal static LogLine Of(DossierReading line, string number, string unitId) =>
        new(
            LogSource.Reading,
            line.Id.ToString("N"),
            line.At,
            LogWords.Opened,
            line.ReaderId,
            line.ReaderName,
            number,
            line.AgencyId ?? unitId,
            null
        );

    private async Task<List<LogLine>> AccountsAsync(LogCursor? after, int take, CancellationToken cancellationToken)
    {
        var (edge, open) = Edge(after, LogSource.Account);
        var lines = scope.AccountEvents.Where(e => e.At >= ask.From && e.At < ask.Until && e.At <= edge);
        lines = ask.Kind is null ? lines : lines.Where(e => e.Kind == ask.Kind);
        lines = ask.Actors is null
            ? lines
            : lines.Where(e => _actors.Contains(e.UserId) || (e.ActorId != null && _actors.Contains(e.ActorId.Value)));
        lines =
            Guid.TryParseExact(open, "N", out var id) ? lines.Where(e => e.At < edge || e.Id < id)
            : IsBehind(after, LogSource.Account) ? lines.Where(e => e.At < edge)
            : lines;
        var found = await lines.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(take).ToListAsync(cancellationToken);
        return found.ConvertAll(Of);
    }

    internal static LogLine Of(AccountEvent line) =>
        new(LogSource.Account, line.Id.ToString("N"), line.At, line.Kind, line.ActorId, "", line.UserId.ToString("D"), null, line.Details);

    private async Task<List<LogLine>> OfficeAsync(LogCursor? after, int take, CancellationToken cancellationToken)
    {
        var (edge, open) = Edge(after, LogSource.Office);
        var lines = scope.Db.OfficeEvents.Where(e => e.At >= ask.From && e.At < ask.Until && e.At <= edge);
        lines = ask.Kind is null ? lines : lines.Where(e => e.Kind == ask.Kind);
        lines = ask.Actors is null ? lines : lines.Where(e => e.ActorId != null && _actors.Contains(e.ActorId.Value));
        lines =
            long.TryParse(open, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? lines.Where(e => e.At < edge || e.Number < number)
            : IsBehind(after, LogSource.Office) ? lines.Where(e => e.At < edge)
            : lines;
        if (scope.Units is { } units)
        {
            lines = lines.Where(e => e.AgencyId != null && units.Contains(e.AgencyId));
        }

        var found = await lines.OrderByDescending(e => e.At).ThenByDescending(e => e.Number).Take(take).ToListAsync(cancellationToken);
        return found.ConvertAll(Of);
    }

    internal static LogLine Of(OfficeEvent line) =>
        new(
            LogSource.Office,
            line.Number.ToString(CultureInfo.InvariantCulture),
            line.At,
            line.Kind,
            line.ActorId,
            line.ActorName,
            null,
            line.AgencyId,
            line.Data
        );

    private async Task<List<LogLine>> ProceduresAsync(LogCursor? after, int take, CancellationToken cancellationToken)
    {
        var (edge, open) = Edge(after, LogSource.Procedure);
        var lines = scope.Db.ProcedureEvents.Where(e => e.At >= ask.From && e.At < ask.Until && e.At <= edge);
        if (ask.Kind is not null)
        {
            var act = Enum.TryParse<ProcedureAct>(ask.Kind, out var known) ? known : (ProcedureAct)(-1);
            lines = lines.Where(e => e.Act == act);
        }

        lines = ask.Actors is null ? lines : lines.Where(e => e.ActorId != null && _actors.Contains(e.ActorId.Value));
        lines =
            Guid.TryParseExact(open, "N", out var id) ? lines.Where(e => e.At < edge || e.Id < id)
            : IsBehind(after, LogSource.Procedure) ? lines.Where(e => e.At < edge)
            : lines;
        var found = await lines.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(take).ToListAsync(cancellationToken);
        return found.ConvertAll(Of);
    }

    internal static LogLine Of(ProcedureEvent line) =>
        new(
            LogSource.Procedure,
            line.Id.ToString("N"),
            line.At,
            line.Act.ToString(),
            line.ActorId,
            "",
            line.ProcedureCode,
            null,
            System.Text.Json.JsonSerializer.Serialize(new { revision = line.Revision, detail = line.Detail })
        );

    private async Task<List<LogLine>> CalendarAsync(LogCursor? after, int take, CancellationToken cancellationToken)
    {
        var (edge, open) = Edge(after, LogSource.Calendar);
        // The edition with which the portal came is nobody's change.
        var lines = scope.Db.CalendarEditions.Where(e => e.Number > 0 && e.At >= ask.From && e.At < ask.Until && e.At <= edge);
        lines = ask.Actors is null ? lines : lines.Where(e => _actors.Contains(e.ById));
        lines =
            int.TryParse(open, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? lines.Where(e => e.At < edge || e.Number < number)
            : IsBehind(after, LogSource.Calendar) ? lines.Where(e => e.At < edge)
            : lines;
        var found = await lines.OrderByDescending(e => e.At).ThenByDescending(e => e.Number).Take(take).ToListAsync(cancellationToken);
        return found.ConvertAll(Of);
    }

    internal static LogLine Of(CalendarEdition line) =>
        new(
            LogSource.Calendar,
            line.Number.ToString(CultureInfo.InvariantCulture),
            line.At,
            LogWords.CalendarChanged,
            line.ById,
            line.ByName,
            null,
            null,
            line.Change
        );

    // Of one moment the sources come one after the other: those before the place are told, those behind it begin with the moment itself.
    private static (DateTime Edge, string? Open) Edge(LogCursor? after, LogSource source) =>
        after is null ? (DateTime.MaxValue, null) : (after.At, after.Source == source ? after.Key : null);

    private static bool IsBehind(LogCursor? after, LogSource source) => after is not null && source <= after.Source;
}
