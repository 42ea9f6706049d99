using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Persistence.Seeding;

/// <summary>Sectors and procedures; each procedure's content becomes a published revision that carries its shared sections with it.</summary>
internal static class CatalogueSeed
{
    public const string File = "catalogue.json";

    public static async Task ApplyAsync(DvcDbContext db, SeedFile file, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await SectorsAsync(db, file, cancellationToken);
        var known = await db.Procedures.Include(p => p.Assignments).ToDictionaryAsync(p => p.Code, cancellationToken);
        var revisions = (
            await db
                .Revisions.Select(r => new
                {
                    r.ProcedureCode,
                    r.Number,
                    r.ContentHash,
                    r.PublishedById,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(r => r.ProcedureCode);
        foreach (var record in file.Root["procedures"]!.AsArray().Select(n => n!.AsObject()))
        {
            var code = record["code"]!.GetValue<string>();
            var revision = ProcedureRevision.Draft(
                code,
                revisions[code].Select(r => r.Number).DefaultIfEmpty().Max() + 1,
                Content(record, file)
            );
            // What people of the office published is theirs: a newer catalogue does not take its place.
            if (revisions[code].Any(r => r.ContentHash == revision.ContentHash || r.PublishedById is not null))
            {
                continue;
            }

            revision.Publish(nowUtc);
            db.Revisions.Add(revision);
            var procedure = known.GetValueOrDefault(code) ?? Create(db, record);
            var content = ProcedureDefinition.Parse(revision.Content);
            procedure.Describe(content);
            procedure.Order = record["order"]?.GetValue<int>() ?? 0;
            procedure.Assignments.Clear();
            procedure.Assignments.AddRange(ProcedureUnits.Read(content));
            procedure.CurrentRevisionId = revision.Id;
        }
    }

    /// <summary>The procedure's record with the shared sections that its form includes.</summary>
    internal static string Content(JsonObject record, SeedFile file)
    {
        var content = record.DeepClone().AsObject();
        var shared = new JsonObject();
        foreach (var name in record["form"]!["include"]!.AsArray().Select(n => n!.GetValue<string>()))
        {
            shared[name] = file.Root["shared_sections"]![name]!.DeepClone();
        }

        content["shared_sections"] = shared;
        return SeedFile.Keep(content);
    }

    private static async Task SectorsAsync(DvcDbContext db, SeedFile file, CancellationToken cancellationToken)
    {
        var known = await db.Sectors.ToDictionaryAsync(s => s.Code, cancellationToken);
        foreach (var (record, order) in file.Root["fields"]!.AsArray().Select((n, i) => (n!.AsObject(), i)))
        {
            var (code, name) = (record["code"]!.GetValue<string>(), record["name"]!.GetValue<string>());
            var sector = known.GetValueOrDefault(code);
            if (sector is null)
            {
                db.Sectors.Add(
                    sector = new Sector
                    {
                        Code = code,
                        Name = name,
                        Order = order,
                        Source = "",
                    }
                );
            }

            // What an administrator has changed since stays; only records that the file itself changed are taken over.
            if (sector.Source != SeedFile.Keep(record))
            {
                (sector.Name, sector.Source) = (name, SeedFile.Keep(record));
            }
        }
    }

    private static Procedure Create(DvcDbContext db, JsonObject record)
    {
        var procedure = new Procedure
        {
            Code = record["code"]!.GetValue<string>(),
            Name = "",
            FoldedName = "",
            SectorCode = "",
            Level = ServiceLevel.InformationOnly,
            Order = 0,
        };
        db.Procedures.Add(procedure);
        return procedure;
    }
}
