using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Forms;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence;
using Dvc.Blazor.Tests.Features.Catalogue;
using Dvc.Blazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Dvc.Blazor.Tests.Infrastructure.Persistence;

/// <summary>The seeded database against the program's own copy of the data files: nothing is dropped, and seeding again changes nothing.</summary>
public sealed class SeedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Procedures_AreKeptWhole(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);
        await using var db = await data.Contexts.CreateDbContextAsync(Cancel);
        var file = Open("catalogue.json");
        var records = file["procedures"]!.AsArray();

        var procedures = await db.Procedures.Include(p => p.Assignments).ToDictionaryAsync(p => p.Code, Cancel);
        var contents = await db.Revisions.ToDictionaryAsync(r => r.Id, Cancel);

        Assert.Equal(records.Count, procedures.Count);
        foreach (var record in records.Select(r => r!.AsObject()))
        {
            var procedure = procedures[record["code"]!.GetValue<string>()];
            var revision = contents[procedure.CurrentRevisionId!.Value];
            Holds(record, JsonNode.Parse(revision.Content)!, procedure.Code);
            foreach (var included in record["form"]!["include"]!.AsArray().Select(n => n!.GetValue<string>()))
                Holds(file["shared_sections"]![included], JsonNode.Parse(revision.Content)!["shared_sections"]![included], included);
            Assert.Equal(record["agencies"]!.AsArray().Count, procedure.Assignments.Count);
            Assert.True(revision.IsPublished);
            Assert.Equal(revision.ContentHash, Hash(revision.Content));
        }
    }

    [Fact]
    public async Task TypedDefinitions_LoseNothingOfTheRecords()
    {
        await using var data = await SeededCatalogue.CreateAsync();
        await using var db = await data.Contexts.CreateDbContextAsync(Cancel);

        foreach (var revision in await db.Revisions.ToListAsync(Cancel))
        {
            var record = JsonNode.Parse(revision.Content)!.AsObject();
            var definition = ProcedureDefinition.Parse(revision.Content);
            var written = JsonSerializer.SerializeToNode(definition, FormJson.Options)!.AsObject();

            FormHolds(record, definition.Form, revision.ProcedureCode);
            // The form is read apart, so that it is compiled with its shared sections.
            foreach (var apart in new[] { "form", "form_rules", "shared_sections" })
                record.Remove(apart);
            Holds(record, written, revision.ProcedureCode);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Units_AreKeptWhole(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);
        await using var db = await data.Contexts.CreateDbContextAsync(Cancel);
        var records = Open("agencies.json")["agencies"]!.AsArray().Select(r => r!.AsObject()).ToList();

        var agencies = await db.Agencies.ToDictionaryAsync(a => a.Id, Cancel);

        Assert.Equal((225, 225), (records.Count, agencies.Count));
        foreach (var record in records)
        {
            var agency = agencies[record["id"]!.GetValue<string>()];
            Holds(record, JsonNode.Parse(agency.Source), agency.Id);
            Assert.Equal(
                (
                    Text(record, "name"),
                    Text(record, "parent"),
                    Text(record, "valid_from"),
                    Text(record, "valid_to"),
                    Text(record, "successor"),
                    Text(record, "agency_code")
                ),
                (agency.Name, agency.ParentId, Iso(agency.ValidFrom), Iso(agency.ValidTo), agency.SuccessorId, agency.AgencyCode)
            );
            Assert.Equal(record["unverified"]!.GetValue<bool>(), agency.Unverified);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SectorsCalendarAndHeaders_AreKeptWhole(DatabaseProvider provider)
    {
        await using var data = await SeededCatalogue.CreateAsync(provider);
        await using var db = await data.Contexts.CreateDbContextAsync(Cancel);

        SameRecords(Open("catalogue.json")["fields"]!, await db.Sectors.Select(s => s.Source).ToListAsync(Cancel));
        SameRecords(Open("holidays.json")["days"]!, await db.CalendarDays.Select(d => d.Source).ToListAsync(Cancel));
        foreach (var source in await db.SeedSources.ToListAsync(Cancel))
        {
            var header = Open(source.Name);
            foreach (var records in new[] { "procedures", "shared_sections", "fields", "agencies", "days" })
            {
                // In the file of units "fields" is a legend and part of the header.
                if (!(source.Name == "agencies.json" && records == "fields"))
                    header.Remove(records);
            }

            Holds(header, JsonNode.Parse(source.Header), source.Name);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task SeedingAgain_ChangesNothing(DatabaseProvider provider)
    {
        await using var data = await DvcTestDatabase.CreateAsync(provider);
        await SeededCatalogue.SeedAsync(data, demo: true);
        var before = await AllRowsAsync(data);
        data.Clock.Advance(TimeSpan.FromDays(1));

        await SeededCatalogue.SeedAsync(data, demo: true);

        Assert.NotEmpty(before);
        Assert.Equal(before, await AllRowsAsync(data));
    }

    private static void FormHolds(JsonObject record, FormDefinition form, string where)
    {
        var include = record["form"]!["include"]!.AsArray().Select(n => n!.GetValue<string>());
        JsonNode?[] sections = [.. record["form"]!["sections"]!.AsArray(), .. include.Select(name => record["shared_sections"]![name])];
        var fields = AllFields(form.Sections.SelectMany(s => s.Fields)).ToLookup(f => f.Key, StringComparer.Ordinal);
        foreach (var expected in sections.SelectMany(s => AllFields(s!)))
        {
            var key = expected["key"]!.GetValue<string>();
            var typed = fields[key].Select(f => JsonSerializer.SerializeToNode(f, FormJson.Options)).ToList();
            Assert.True(typed.Exists(t => Contains(expected, t)), $"{where}: field {key} is not kept whole.");
        }

        Assert.Equal(record["form_rules"]?.AsArray().Count ?? 0, form.Rules.Count);
        foreach (var (rule, typed) in (record["form_rules"]?.AsArray() ?? []).Zip(form.Rules))
            Holds(rule, JsonSerializer.SerializeToNode(typed, FormJson.Options), $"{where}: rule");
    }

    private static IEnumerable<FormField> AllFields(IEnumerable<FormField> fields) =>
        fields.SelectMany(f => AllFields(f.Fields).Prepend(f));

    private static IEnumerable<JsonObject> AllFields(JsonNode parent) =>
        (parent["fields"]?.AsArray() ?? []).SelectMany(f => AllFields(f!).Prepend(f!.AsObject()));

    private static void SameRecords(JsonNode expected, List<string> kept)
    {
        var records = expected.AsArray();
        Assert.Equal(records.Count, kept.Count);
        var parsed = kept.Select(k => JsonNode.Parse(k)).ToList();
        foreach (var record in records)
            Assert.True(parsed.Exists(p => JsonNode.DeepEquals(p, record)), record!.ToJsonString());
    }

    private static void Holds(JsonNode? expected, JsonNode? actual, string where) =>
        Assert.True(Contains(expected, actual), $"{where}: {Missing(expected, actual, "")}");

    // Everything of the file is found; missing stands for null, false by default or an empty list.
    private static bool Contains(JsonNode? expected, JsonNode? actual) => Missing(expected, actual, "") is null;

    private static string? Missing(JsonNode? expected, JsonNode? actual, string path) =>
        expected switch
        {
            null => actual is null ? null : $"{path} is {actual.ToJsonString()} instead of null",
            JsonObject fields => fields.Select(f => Missing(f.Value, actual?[f.Key], $"{path}.{f.Key}")).FirstOrDefault(m => m is not null),
            JsonArray { Count: 0 } => null,
            JsonArray items => actual is not JsonArray kept || kept.Count != items.Count
                ? $"{path} has lost items"
                : items.Select((item, i) => Missing(item, kept[i], $"{path}[{i}]")).FirstOrDefault(m => m is not null),
            _ => JsonNode.DeepEquals(expected, actual) || (actual is null && expected.ToJsonString() is "false")
                ? null
                : $"{path} is {actual?.ToJsonString()} instead of {expected.ToJsonString()}",
        };

    private static async Task<SortedDictionary<string, string>> AllRowsAsync(DvcTestDatabase data)
    {
        await using var db = await data.Contexts.CreateDbContextAsync(Cancel);
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(Cancel);
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            var rows = new List<string>();
            while (await reader.ReadAsync(Cancel))
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")));
            tables[table] = $"{rows.Count} {Hash(string.Join('\n', rows.Order(StringComparer.Ordinal)))}";
        }

        return tables;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonObject Open(string name)
    {
        using var stream = typeof(Program).Assembly.GetManifestResourceStream($"Seed/{name}")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    private static string? Text(JsonObject record, string key) => record[key]?.GetValue<string>();

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
