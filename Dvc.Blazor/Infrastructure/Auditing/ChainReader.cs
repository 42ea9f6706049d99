using Dvc.Blazor.Domain;
using Dvc.Blazor.Domain.Auditing;
using Dvc.Blazor.Domain.Dossiers;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Auditing;

/// <summary>What was found in some chains.</summary>
/// <param name="Last">Number of the last dossier; null when there was none any more.</param>
/// <param name="Broken">The first broken link of every chain that has one.</param>
public sealed record ChainPortion(int Dossiers, long Lines, string? Last, IReadOnlyList<BrokenLink> Broken);

/// <summary>
/// Recomputes the chains: of every dossier, of the office's own acts, and whether every number ever given still has its dossier. Reads only, in portions;
/// pages, jobs and command lines all ask here.
/// </summary>
public sealed class ChainReader(DvcDatabase database)
{
    private const int Portion = 200;

    /// <summary>Checks everything, from the start to the end.</summary>
    /// <param name="progress">Hears of every portion; null: nobody.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>The broken links; the first of each broken chain.</returns>
    public async Task<IReadOnlyList<BrokenLink>> RunAsync(IProgress<ChainPortion>? progress, CancellationToken cancellationToken)
    {
        List<BrokenLink> broken = [];
        var portion = Take(await OfficeAsync(cancellationToken));
        do
        {
            portion = Take(await DossiersAsync(portion.Last ?? "", cancellationToken));
        } while (portion.Dossiers > 0);

        Take(await GoneAsync(cancellationToken));
        return broken;

        ChainPortion Take(ChainPortion found)
        {
            broken.AddRange(found.Broken);
            progress?.Report(found);
            return found;
        }
    }

    /// <summary>Checks the chain of the office's own acts.</summary>
    public Task<ChainPortion> OfficeAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var (lines, found) = (0L, default(BrokenLink));
                OfficeEvent? before = null;
                await foreach (
                    var line in db
                        .OfficeEvents.AsNoTracking()
                        .OrderBy(e => e.Number)
                        .AsAsyncEnumerable()
                        .WithCancellation(cancellationToken)
                )
                {
                    lines++;
                    found ??= line.FaultAfter(before) is { } fault ? new BrokenLink(null, line.Number, fault) : null;
                    before = line;
                }

                return new ChainPortion(0, lines, null, found is null ? [] : [found]);
            },
            cancellationToken
        );

    /// <summary>Checks the chains of the next dossiers behind a number.</summary>
    /// <param name="after">Number of the last dossier looked at; empty at the start.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public Task<ChainPortion> DossiersAsync(string after, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var heads = await db
                    .Dossiers.Where(d => d.Number.CompareTo(after) > 0)
                    .OrderBy(d => d.Number)
                    .Take(Portion)
                    .Select(d => new ChainHead(d.Id, d.Number, d.TrailHead, d.TrailLength))
                    .ToListAsync(cancellationToken);
                var ids = heads.ConvertAll(h => h.Id);
                var lines = (
                    await db.AuditEvents.AsNoTracking().Where(e => ids.Contains(e.DossierId)).ToListAsync(cancellationToken)
                ).ToLookup(e => e.DossierId);
                // Acts go on while their chains are read: a line behind the end counts as a fault only if the end has not moved since.
                var grown = heads.Where(h => lines[h.Id].Any(l => l.Index > h.Length)).Select(h => h.Id).ToList();
                var ends = await db
                    .Dossiers.Where(d => grown.Contains(d.Id))
                    .ToDictionaryAsync(d => d.Id, d => d.TrailLength, cancellationToken);
                return new ChainPortion(
                    heads.Count,
                    lines.Sum(l => (long)l.Count()),
                    heads.LastOrDefault()?.Number,
                    [.. heads.Select(h => FaultOf(h, lines[h.Id], ends.GetValueOrDefault(h.Id, h.Length))).OfType<BrokenLink>()]
                );
            },
            cancellationToken
        );

    /// <summary>Looks for numbers that were given and have no dossier any more.</summary>
    public Task<ChainPortion> GoneAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                List<BrokenLink> gone = [];
                foreach (var counter in await db.NumberCounters.AsNoTracking().OrderBy(c => c.Day).ToListAsync(cancellationToken))
                {
                    var prefix = DossierNumber.Format(counter.UnitCode, counter.Day, 0)[..^4];
                    var there = (
                        await db.Dossiers.Where(d => d.Number.StartsWith(prefix)).Select(d => d.Number).ToListAsync(cancellationToken)
                    ).ToHashSet(StringComparer.Ordinal);
                    gone.AddRange(
                        Enumerable
                            .Range(1, counter.Last)
                            .Select(n => DossierNumber.Format(counter.UnitCode, counter.Day, n))
                            .Where(number => !there.Contains(number))
                            .Select(number => new BrokenLink(number, 0, ChainFault.DossierGone))
                    );
                }

                return new ChainPortion(0, 0, null, gone);
            },
            cancellationToken
        );

    private static BrokenLink? FaultOf(ChainHead head, IEnumerable<AuditEvent> lines, int end)
    {
        AuditEvent? before = null;
        foreach (var line in lines.OrderBy(l => l.Index))
        {
            var fault =
                line.FaultAfter(before)
                ?? (line.Index > end || (line.Index == head.Length && line.Hash != head.Hash) ? ChainFault.CutOff : null);
            if (fault is { } found)
            {
                return new BrokenLink(head.Number, line.Index, found);
            }

            before = line;
        }

        var last = before?.Index ?? 0;
        return last < head.Length ? new BrokenLink(head.Number, last + 1, ChainFault.CutOff) : null;
    }

    private sealed record ChainHead(Guid Id, string Number, string Hash, int Length);
}
