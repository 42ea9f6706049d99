using System.Globalization;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Domain.Text;
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
            if (revisions[code].Any(r => r.ContentHash == revision.ContentHash))
            {
                continue;
            }

            revision.Publish(nowUtc);
            db.Revisions.Add(revision);
            var procedure = known.GetValueOrDefault(code) ?? Create(db, record);
            Describe(procedure, record);
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

            sector.Name = name;
            sector.Source = SeedFile.Keep(record);
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

    private static void Describe(Procedure procedure, JsonObject record)
    {
        procedure.Name = record["name"]!.GetValue<string>();
        procedure.FoldedName = Fold.Text($"{procedure.Code} {procedure.Name} {record["name_2026"]?.GetValue<string>()}");
        procedure.SectorCode = record["field"]!.GetValue<string>();
        procedure.Order = record["order"]?.GetValue<int>() ?? 0;
        procedure.Level = record["level"]!.GetValue<string>() switch
        {
            "toan-trinh" => ServiceLevel.FullyOnline,
            "mot-phan" => ServiceLevel.Partial,
            _ => ServiceLevel.InformationOnly,
        };
        procedure.Assignments.Clear();
        procedure.Assignments.AddRange(record["agencies"]!.AsArray().Select((n, i) => Assignment(procedure.Code, i, n!.AsObject())));
    }

    private static ProcedureAssignment Assignment(string code, int ordinal, JsonObject record) =>
        new()
        {
            ProcedureCode = code,
            Ordinal = ordinal,
            ValidFrom = Day(record, "valid_from"),
            ValidTo = Day(record, "valid_to"),
            Level = Text(record, "level") ?? "",
            Competent = Text(record, "competent") ?? "",
            CompetentId = Text(record, "competent_id"),
            CompetentKind = Text(record, "competent_kind"),
            HandlingDivision = Text(record, "handling_division"),
            HandlingDivisionId = Text(record, "handling_division_id"),
            Receiver = Text(record, "receiver"),
            ReceiverId = Text(record, "receiver_id"),
        };

    private static string? Text(JsonObject record, string key) => record[key]?.GetValue<string>();

    private static DateOnly? Day(JsonObject record, string key) =>
        Text(record, key) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
