using System.Collections.Concurrent;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Procedures.Moves;
using Dvc.Blazor.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Catalogue;

/// <summary>A published revision made ready for use: its content read, its form compiled.</summary>
public sealed record Revision(Guid Id, int Number, ProcedureDefinition Definition, CompiledForm Form)
{
    /// <summary>As answers are read by it.</summary>
    public RevisionReading Reading { get; } = new(Definition, Form);
}

/// <summary>Keeps published revisions in memory; they never change, so they are read and compiled once.</summary>
public sealed class Revisions(DvcDatabase database)
{
    private readonly ConcurrentDictionary<Guid, Revision> _known = [];

    /// <summary>The revision with its compiled form.</summary>
    /// <exception cref="InvalidOperationException">There is no such published revision.</exception>
    public async Task<Revision> GetAsync(Guid revisionId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(revisionId, out var known))
        {
            return known;
        }

        var stored = await database.ReadAsync(
            db => db.Revisions.SingleAsync(r => r.Id == revisionId && r.PublishedAt != null, cancellationToken),
            cancellationToken
        );
        return _known.GetOrAdd(revisionId, Read(stored));
    }

    /// <summary>Several revisions in one reading.</summary>
    /// <exception cref="KeyNotFoundException">One of them is not a published revision.</exception>
    public async Task<IReadOnlyDictionary<Guid, Revision>> GetAsync(
        IReadOnlyCollection<Guid> revisionIds,
        CancellationToken cancellationToken
    )
    {
        var missing = revisionIds.Where(id => !_known.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            var stored = await database.ReadAsync(
                db => db.Revisions.Where(r => missing.Contains(r.Id) && r.PublishedAt != null).ToListAsync(cancellationToken),
                cancellationToken
            );
            stored.ForEach(r => _known.GetOrAdd(r.Id, _ => Read(r)));
        }

        return revisionIds.Distinct().ToDictionary(id => id, id => _known[id]);
    }

    /// <summary>A revision that may still be a draft; it is not kept.</summary>
    public static Revision Read(ProcedureRevision stored)
    {
        var definition = AuthorityPaper.In(ProcedureDefinition.Parse(stored.Content));
        var papers = definition.Components.Where(c => c.IsAttached).Select(AuthorityPaper.Rule);
        return new Revision(stored.Id, stored.Number, definition, new CompiledForm(definition.Form, papers));
    }
}
