using System.Text.Json;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Catalogue;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Features.Catalogue;

/// <summary>What administrators can look at: procedures, units, days of the calendar.</summary>
public enum ToVerifyKind
{
    Procedures,
    Units,
    Days,
}

/// <summary>Something that still lacks a source.</summary>
/// <param name="Link">Its public page, or null.</param>
/// <param name="Values">Which values, in the words of the data.</param>
/// <param name="Remarks">What the compilers of the data noted beside.</param>
public sealed record ToVerifyRow(string Key, string Name, string? Link, IReadOnlyList<string> Values, IReadOnlyList<string> Remarks);

public sealed record ToVerifyView(ToVerifyKind Kind, IReadOnlyDictionary<ToVerifyKind, int> Counts, IReadOnlyList<ToVerifyRow> Rows);

public sealed class ToVerifyQuery(DvcDatabase database, Revisions revisions)
{
    public async Task<ToVerifyView> RunAsync(ToVerifyKind kind, CancellationToken cancellationToken)
    {
        var procedures = await ProceduresAsync(cancellationToken);
        var units = await UnitsAsync(cancellationToken);
        var days = await DaysAsync(cancellationToken);
        return new ToVerifyView(
            kind,
            new Dictionary<ToVerifyKind, int>
            {
                [ToVerifyKind.Procedures] = procedures.Count,
                [ToVerifyKind.Units] = units.Count,
                [ToVerifyKind.Days] = days.Count,
            },
            kind switch
            {
                ToVerifyKind.Units => units,
                ToVerifyKind.Days => days,
                _ => procedures,
            }
        );
    }

    private async Task<List<ToVerifyRow>> ProceduresAsync(CancellationToken cancellationToken)
    {
        var current = await database.ReadAsync(
            db =>
                db.Procedures.Where(p => p.CurrentRevisionId != null)
                    .OrderBy(p => p.SectorCode)
                    .ThenBy(p => p.Order)
                    .Select(p => p.CurrentRevisionId!.Value)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        var contents = await revisions.GetAsync(current, cancellationToken);
        return
        [
            .. current
                .Select(id => contents[id].Definition)
                .Where(d => d.UnverifiedValues.Count > 0)
                .Select(d => new ToVerifyRow(d.Code, d.Name, $"/thu-tuc/{d.Code}", d.UnverifiedValues, Remarks(d))),
        ];
    }

    private Task<List<ToVerifyRow>> UnitsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                (await db.Agencies.Where(a => a.Unverified).OrderBy(a => a.Order).ToListAsync(cancellationToken)).ConvertAll(
                    a => new ToVerifyRow(a.Id, a.Name, $"/co-quan/{a.Id}", Said(a.Source, "source"), Said(a.Source, "note"))
                ),
            cancellationToken
        );

    private Task<List<ToVerifyRow>> DaysAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
                (
                    await db
                        .CalendarDays.Where(d => d.Unverified)
                        .OrderBy(d => d.Date)
                        .ThenBy(d => d.Ordinal)
                        .ToListAsync(cancellationToken)
                ).ConvertAll(d => new ToVerifyRow(
                    ProcedureWords.Day(d.Date),
                    d.Name,
                    null,
                    Said(d.Source, "source"),
                    Said(d.Source, "note")
                )),
            cancellationToken
        );

    private static List<string> Remarks(ProcedureDefinition definition) =>
        [
            .. definition.Notes,
            .. new[] { definition.Processing.Note, definition.Processing.Source }.OfType<string>(),
            .. definition.Fees.SelectMany(f => new[] { f.Note, f.Source }.OfType<string>().Select(t => $"{f.Name}: {t}")),
        ];

    private static List<string> Said(string source, string name)
    {
        using var record = JsonDocument.Parse(source);
        return record.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? [value.GetString()!]
            : [];
    }
}
